"""走访安排的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.work.drives.models import Drive
from lianxin.work.households.models import Household
from lianxin.work.visits.models import Visit


class PlanForm(TodayForm):
    """安排走访."""

    unit = UnitField(label=_("去哪里"), help_text=_("村、社区、学校或别的单位。"))
    on = DateField(label=_("哪天去"), lean="future", help_text=_("如 明天、11.20、2026-11-20。不用写几点。"))
    purpose = forms.CharField(
        label=_("去做什么"), max_length=120,
        help_text=_("一句话，村里看得到，别的单位也好约着一起去。不写住户姓名。"),
    )  # fmt: skip
    people = forms.IntegerField(label=_("去几个人"), min_value=1, max_value=99, initial=1)
    until = DateField(label=_("哪天回"), lean="future", required=False, help_text=_("当天来回的不填。"))
    drive = forms.ModelChoiceField(
        label=_("属于哪项走访活动"), queryset=Drive.objects.none(), required=False, empty_label=_("不属于")
    )
    is_unannounced = forms.BooleanField(
        label=_("不打招呼（随机调研）"), required=False,
        help_text=_("去之前村里看不到，去过以后照样计入接待天数。"),
    )  # fmt: skip
    household = forms.ModelChoiceField(
        queryset=Household.objects.none(), required=False, to_field_name="code", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, drives: Any, households: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast(Any, self.fields)
        fields["unit"].offer(Unit.objects.valid(kwargs["today"]))
        fields["drive"].queryset = drives
        fields["household"].queryset = households


class MoveForm(TodayForm):
    """改天去."""

    on = DateField(label=_("改到哪天"), lean="future")
    until = DateField(label=_("哪天回"), lean="future", required=False, help_text=_("不填：天数不变。"))
    reason = forms.CharField(label=_("为什么改"), max_length=120, required=False)


class CancelForm(forms.Form):
    """不去了."""

    reason = forms.CharField(label=_("为什么不去了"), max_length=120, help_text=_("村里看得到，好安排别的事。"))


class CarryOutForm(forms.Form):
    """已经去了: which of the recorded visits it was."""

    visit = forms.ModelChoiceField(
        label=_("是哪次走访"),
        queryset=Visit.objects.none(),
        to_field_name="code",
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def offer(self, visits: Any) -> None:
        """The visits that it can have been."""
        field = cast(Any, self.fields["visit"])
        field.queryset = visits
        field.label_from_instance = lambda visit: f"{visit.on:%Y-%m-%d} {visit.get_kind_display()} {visit.code}"


class LimitForm(forms.Form):
    """接待上限."""

    days = forms.IntegerField(label=_("一个村一个月最多接待几天"), min_value=1, max_value=31)
    groups = forms.IntegerField(label=_("一天最多几批"), min_value=1, max_value=99)
    basis = long_text(_("依据"), _("哪个文件、哪次会议定的。"), rows=2, required=False, most=200)
