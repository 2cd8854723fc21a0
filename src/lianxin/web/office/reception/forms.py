"""接待日的填写. Forms read and check what was typed; they never save."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays.calendar import WEEKDAYS
from lianxin.web.office.concerns.forms import long_text
from lianxin.web.ui.fields import DateField, UnitField, shape
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionEntry, ReceptionRule
from lianxin.work.reception.terms import ARRANGE

NONE: Any = None  # choices are set by each form
OUTSIDE = _("清单外交办的理由（只在系统提示时写）")
SEPARATORS = re.compile(r"[、，,；;\s]+")


class RuleForm(forms.Form):
    """接待规定."""

    unit = UnitField(label=_("单位"))
    label = forms.CharField(label=_("名称"), max_length=40, help_text=_("如 校长接待日、县领导接待日。"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("星期几"), coerce=int, choices=list(enumerate(WEEKDAYS)), widget=forms.CheckboxSelectMultiple
    )
    from_time = forms.TimeField(label=_("开始时间"), help_text=_("如 15:00。"))
    to_time = forms.TimeField(label=_("结束时间"), help_text=_("如 17:40。"))
    place = forms.CharField(label=_("地点"), max_length=80, help_text=_("接待人没有写自己的地点时，用这里的。"))
    office = forms.CharField(label=_("接收记录簿的办公室"), max_length=40, help_text=_("如 校长室、群众工作办公室。"))
    categories = forms.CharField(
        label=_("来访人类别"), max_length=200, required=False, help_text=_("用“、”隔开，登记时选，统计时用。")
    )
    skips_holidays = forms.BooleanField(label=_("节假日除外"), required=False, initial=True)
    valid_from = DateField(label=_("从哪天起"))
    valid_to = DateField(label=_("到哪天止"), lean="future", required=False)

    def __init__(self, *args: Any, by: Actor, today: date, rule: ReceptionRule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule, fields = rule, cast(Any, self.fields)
        offered = Unit.objects.none()
        for root in by.grants.get(ARRANGE.code, ()):
            offered = offered | Unit.objects.valid(today).filter(within("path", root))
        fields["unit"].offer(offered)
        if rule is not None:
            fields["unit"].disabled = True
        for name in ("valid_from", "valid_to"):
            fields[name].today = today

    @staticmethod
    def typed_of(rule: ReceptionRule) -> dict[str, Any]:
        """What stands in the form of a rule that is there."""
        names = ("unit", "label", "weekdays", "place", "office", "skips_holidays", "valid_from", "valid_to")
        times = {name: getattr(rule, name).strftime("%H:%M") for name in ("from_time", "to_time")}
        return {name: getattr(rule, name) for name in names} | times | {"categories": "、".join(rule.categories)}

    def as_command(self) -> dict[str, Any]:
        """The typed values as `commands.set_rule` takes them."""
        words = [one[:20] for one in SEPARATORS.split(self.cleaned_data["categories"]) if one]
        unit = self.rule.unit if self.rule else self.cleaned_data["unit"]
        return {**self.cleaned_data, "unit": unit, "categories": words}


class PersonForm(forms.Form):
    """列入轮值."""

    person = forms.ModelChoiceField(label=_("人员"), queryset=NONE, empty_label=_("请选择"))
    place = forms.CharField(label=_("他的接待地点"), max_length=80, required=False)

    def __init__(self, *args: Any, rule: ReceptionRule, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = rule.roster.values("person_id")
        shape(self, "person", queryset=queries.may_receive(rule.unit, today).exclude(pk__in=listed))


class UntilForm(forms.Form):
    """排期, 停止规定: a day."""

    until = DateField(label=_("到哪一天"), lean="future")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "until", today=today)


class TransferForm(forms.Form):
    """转办: as the receiver named it, unless the office corrects it."""

    to_unit = UnitField(label=_("承办单位"), required=False)
    to_person = forms.ModelChoiceField(label=_("转给哪位领导"), queryset=NONE, required=False, empty_label=_("不指定"))
    instruction = long_text(_("转办要求"), _("不写就用处理意见的原话。"), rows=3, most=2000, required=False)
    outside_reason = forms.CharField(label=OUTSIDE, max_length=200, required=False)

    def __init__(self, *args: Any, entry: ReceptionEntry, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"to_unit": entry.to_unit, "to_person": entry.to_person_id}, **kwargs})
        fields = cast(Any, self.fields)
        fields["to_unit"].offer(Unit.objects.valid(today))
        fields["to_person"].queryset = queries.may_receive(entry.session.unit, today)


class DecideForm(forms.Form):
    """议定."""

    decision = long_text(_("议定意见"), _("会议怎么定的，谁办，什么时候办完。"), rows=5)


class MeetingForm(forms.Form):
    """设立会议."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=NONE, empty_label=None)
    name = forms.CharField(label=_("会议名称"), max_length=40)
    meets_on = DateField(label=_("下次开会日期"), lean="future", required=False)

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shape(self, "unit", queryset=queries.units_with_office(by))
        shape(self, "meets_on", today=today)
