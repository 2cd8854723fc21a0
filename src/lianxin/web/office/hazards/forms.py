"""隐患点的填写. Forms read and check what was typed; they never save."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.work.hazards.terms import CheckFinding, HazardKind


class KeeperForm(TodayForm):
    """确定监测人."""

    keeper_unit = UnitField(label=_("监测单位"), help_text=_("由哪个单位的人看着。"))
    keeper = PersonField(label=_("监测人"), required=False, help_text=_("工作人员的姓名。"))
    keeper_post = forms.CharField(
        label=_("或者哪个岗位"), max_length=40, required=False, help_text=_("如 护林员、水管员；写了姓名可不写。")
    )
    keeper_phone = forms.CharField(
        label=_("公示牌上的电话"), max_length=30, required=False, help_text=_("办公电话或值班电话。")
    )


class HazardForm(KeeperForm):
    """登记隐患点: 先说东西，再说谁看。"""

    field_order = ("unit", "name", "kind", "place", "what", "measures", "check_days")

    unit = UnitField(label=_("在哪个村"))
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("写东西，如“后山边坡”，不写住户。"))
    kind = forms.ChoiceField(label=_("类别"), choices=HazardKind.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("在哪里"), max_length=120, help_text=_("如 三组晒场后面。"))
    what = long_text(_("有什么隐患"), rows=2)
    measures = long_text(_("怎么防"), _("下雨时怎样预报、往哪里撤。"), rows=2, required=False)
    check_days = forms.IntegerField(label=_("几天查一次"), min_value=1, max_value=366, initial=30)

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(offered)


class CorrectForm(forms.Form):
    """修改隐患点."""

    name = forms.CharField(label=_("名称"), max_length=60)
    place = forms.CharField(label=_("在哪里"), max_length=120)
    what = long_text(_("有什么隐患"), rows=2)
    measures = long_text(_("怎么防"), rows=2, required=False)
    check_days = forms.IntegerField(label=_("几天查一次"), min_value=1, max_value=366)


class CheckForm(TodayForm):
    """记一次检查."""

    finding = forms.ChoiceField(
        label=_("看下来"), choices=CheckFinding.choices, widget=forms.RadioSelect, initial=CheckFinding.FINE,
        help_text=_("要上报的会登记成诉求，分给该管的部门办。"),
    )  # fmt: skip
    note = long_text(_("情况"), _("正常的可以不写。只写东西的情况。"), rows=2, required=False)
    on = DateField(label=_("哪天看的"), required=False, help_text=_("不填就是今天。"))


class RemoveForm(forms.Form):
    """隐患已消除."""

    reason = forms.CharField(label=_("怎样消除的"), max_length=200, help_text=_("如 已修挡土墙，验收合格。"))
