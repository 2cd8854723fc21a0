"""督查的填写. Forms read and check what was typed; they never save."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, UnitField, long_text, shape
from lianxin.web.ui.people import PersonField
from lianxin.web.ui.rooms import LinesField
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import AssignmentKind, CarKind, InspectionMode, LimitPeriod

TARGETS = [
    (kind.value, kind.label)
    for kind in (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.SCHOOL, UnitKind.CENTRE)
]  # fmt: skip


class PlanForm(TodayForm):
    """督查计划."""

    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("如 十一月群众工作日督查。"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("哪个文件、哪次会议定的。"))
    purpose = long_text(_("为什么督查"), rows=2, most=1000)
    mode = forms.ChoiceField(
        label=_("方式"), choices=InspectionMode.choices, widget=forms.RadioSelect, initial=InspectionMode.OPEN,
        help_text=_("明察的，下级事先看得到；其他方式查完才看得到。"),
    )  # fmt: skip
    target_kinds = forms.MultipleChoiceField(
        label=_("督查哪类单位"), choices=TARGETS, widget=forms.CheckboxSelectMultiple, initial=["township"]
    )
    starts_on = DateField(label=_("开始日期"), lean="future")
    ends_on = DateField(label=_("结束日期"), lean="future")
    limit = forms.IntegerField(
        label=_("每个单位最多几次"), min_value=1, max_value=99, initial=1, help_text=_("这个计划里；全年的上限另外算。")
    )
    look_at = LinesField(label=_("查看要点"), rows=5, help_text=_("一行一条。只看已有的记录和现场，不要下级另报材料。"))
    script = long_text(_("话术"), _("电话抽查照着念。其他方式可以不写。"), rows=3, most=1000, required=False)


class ApproveForm(forms.Form):
    """批准."""

    approval_number = forms.CharField(label=_("批准文号"), max_length=60, help_text=_("没有文号的计划不能实施。"))


class ReasonForm(forms.Form):
    """写明原因."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class _BelowForm(TodayForm):
    """A form that names a unit the plan may inspect."""

    def __init__(self, *args: Any, plan: InspectionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.valid(kwargs["today"]).filter(within("path", plan.unit_path)).exclude(pk=plan.unit_id)
        cast(UnitField, self.fields["unit"]).offer(units)


class LeaveOutForm(_BelowForm):
    """不参加抽取."""

    unit = UnitField(label=_("单位"))
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("写在抽取名单旁边，谁都看得到。"))


class ChooseForm(_BelowForm):
    """指定督查单位."""

    unit = UnitField(label=_("单位"))
    on = DateField(label=_("哪天去"), lean="future")
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("为什么不抽取。"))


class DrawForm(TodayForm):
    """抽取."""

    on = DateField(label=_("哪天去"), lean="future")
    size = forms.IntegerField(label=_("抽几个单位"), min_value=1, max_value=120, initial=6)
    is_spread = forms.BooleanField(
        label=_("按乡镇分开抽"), required=False, help_text=_("抽村、社区时用：先各乡镇抽一个，再抽第二个。")
    )


class GroupForm(forms.Form):
    """编组: who goes, and the stations of the route by number."""

    members = LinesField(label=_("谁去"), rows=4, required=True, help_text=_("一行一个姓名，第一个是组长。"))

    def __init__(self, *args: Any, targets: Iterable[PlanTarget], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stops = {f"stop_{one.pk}": one for one in targets}
        for key, one in self.stops.items():
            self.fields[key] = forms.IntegerField(
                label=one.unit.name, min_value=1, max_value=99, required=False,
                help_text=_("第几站；不去的空着。"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The stations in the order of their numbers, as `targets`."""
        found = cast(dict[str, Any], super().clean())
        chosen = [(found.pop(key, None), one) for key, one in self.stops.items()]
        numbered = sorted(((number, one) for number, one in chosen if number), key=lambda pair: pair[0])
        return found | {"targets": [one for _number, one in numbered]}


class DoneForm(TodayForm):
    """查完一站."""

    on = DateField(label=_("哪天查的"), help_text=_("今天、昨天，或者几月几日。"))


class LimitForm(TodayForm):
    """督查上限."""

    per = forms.ChoiceField(label=_("每多久"), choices=LimitPeriod.choices, widget=forms.RadioSelect)
    most = forms.IntegerField(label=_("最多几次"), min_value=0, max_value=99)
    basis = forms.CharField(label=_("依据"), max_length=200)
    since = DateField(label=_("从哪天起"), lean="future", required=False, help_text=_("不填就是今天。"))


class AssignForm(TodayForm):
    """分包."""

    unit = UnitField(label=_("乡镇"))
    kind = forms.ChoiceField(label=_("类别"), choices=AssignmentKind.choices, widget=forms.RadioSelect)
    person = PersonField(label=_("人员"), required=False, help_text=_("有账号的，写姓名。"))
    name = forms.CharField(
        label=_("或者姓名"), max_length=60, required=False, help_text=_("没有账号的写在这里；部门写联系人，可不写。")
    )
    post = forms.CharField(label=_("职务"), max_length=60, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False, help_text=_("办公电话。"))
    department = UnitField(label=_("派出部门"), required=False, help_text=_("类别是派出部门的才写。"))
    since = DateField(label=_("从哪天起"))

    def __init__(self, *args: Any, here: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid = Unit.objects.valid(kwargs["today"]).filter(within("path", here.path))
        cast(UnitField, self.fields["unit"]).offer(valid.filter(kind=UnitKind.TOWNSHIP))
        cast(UnitField, self.fields["department"]).offer(valid.filter(kind__in=(UnitKind.DEPARTMENT, UnitKind.CENTRE)))


class UntilForm(TodayForm):
    """到哪天止."""

    until = DateField(label=_("到哪天止"), help_text=_("最后一天。"))


class SourceForm(TodayForm):
    """派车单位."""

    kind = forms.ChoiceField(label=_("类别"), choices=CarKind.choices, widget=forms.RadioSelect, initial=CarKind.TURN)
    lender = UnitField(label=_("部门"), required=False, help_text=_("系统里有的单位。"))
    name = forms.CharField(label=_("或者名称"), max_length=60, required=False, help_text=_("系统里没有的，写名称。"))
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)


class SentForm(forms.Form):
    """送达提示卡."""

    keys = forms.MultipleChoiceField(
        label=_("送到了谁"), widget=forms.CheckboxSelectMultiple, help_text=_("没有送到的，去掉勾。")
    )

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        shape(self, "keys", choices=list(names.items()))

    def clean(self) -> dict[str, Any]:
        """The chosen, as `names` by key."""
        found = cast(dict[str, Any], super().clean())
        return {"names": {key: self.names[key] for key in found.get("keys", ())}}
