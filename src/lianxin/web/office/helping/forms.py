"""帮扶的填写. Forms read and check what was typed; they never save."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.web.office.orgs.forms import TodayForm
from lianxin.web.ui.fields import DateField, NamedInput, UnitField, long_text
from lianxin.web.ui.people import PersonField
from lianxin.work.helping.terms import MEASURES, HelpKind, ProjectKind, Term

NEAR = ("village", "community", "school")


def amount(label: Any, **kwargs: Any) -> forms.DecimalField:
    """数量: up to two decimals."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, min_value=0, **kwargs)


def yuan(label: Any, **kwargs: Any) -> forms.IntegerField:
    """元: whole."""
    return forms.IntegerField(label=label, min_value=1, max_value=10**10, **kwargs)


class PlaceForm(TodayForm):
    """Where it is: a village, a community or a school; a worker there finds his own already written."""

    unit = UnitField(label=_("村、社区"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        if "unit" in self.fields:
            cast(Any, self.fields["unit"]).offer(Unit.objects.valid(today).filter(kind__in=NEAR))


class PlanFields(TodayForm):
    """帮扶计划."""

    person = PersonField(label=_("帮扶责任人"), help_text=_("写姓名；重名的写登录名。"))
    aim = long_text(
        _("帮扶思路"),
        _("针对致困原因，打算怎么帮。不写身份证号码、病历和孩子的姓名。"),
        required=False,
        rows=3,
        most=1000,
    )
    until = DateField(label=_("计划完成日期"), lean="future", help_text=_("如 2027-12-31。"))


class VillagePlanForm(PlanFields, PlaceForm):
    """为村制订的帮扶计划."""

    field_order = ("unit", "person", "aim", "until")


class EndForm(TodayForm):
    """结束帮扶计划."""

    result = long_text(
        _("帮扶结果"), _("困难解决了没有，还差什么。数量不用写，系统按落实记录合计。"), rows=3, most=1000
    )
    on = DateField(label=_("结束日期"))


class ItemForm(TodayForm):
    """帮扶事项."""

    kind = forms.ChoiceField(label=_("帮扶类别"), choices=HelpKind.choices)
    item = forms.CharField(label=_("帮扶什么"), max_length=60, help_text=_("如 化肥、仔猪、大棚蔬菜、养猪技术。"))
    planned = amount(_("计划数量"))
    measure = forms.CharField(
        label=_("计量单位"), max_length=10, widget=NamedInput(), help_text=_("如 亩、袋、头、次。")
    )
    due_on = DateField(label=_("打算哪天前落实"), lean="future", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Any, self.fields["measure"].widget).proposals = lambda: MEASURES


class GiveForm(TodayForm):
    """落实一笔."""

    on = DateField(label=_("哪天落实的"))
    quantity = amount(_("落实数量"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False, help_text=_("如 谁送去的、谁讲的课。"))


class ReasonForm(TodayForm):
    """撤销的理由."""

    reason = forms.CharField(label=_("理由"), max_length=120)


class GoalForm(TodayForm):
    """帮扶目标."""

    term = forms.ChoiceField(label=_("远近"), choices=Term.choices, widget=forms.RadioSelect, initial=Term.NEAR)
    goal = forms.CharField(
        label=_("目标"), max_length=200, help_text=_("写到时候看得出做没做到的，如 开春存栏生猪 5 头。")
    )
    until = DateField(label=_("哪天前达到"), lean="future")


class TaskForm(TodayForm):
    """目标任务."""

    task = forms.CharField(label=_("任务"), max_length=200)
    owner = PersonField(label=_("责任人"), help_text=_("到期会出现在他的今日里。"))
    due_on = DateField(label=_("办理期限"), lean="future")


class TaskDoneForm(TodayForm):
    """任务完成."""

    note = forms.CharField(label=_("做了什么"), max_length=200)
    on = DateField(label=_("完成日期"))


class FundFields(TodayForm):
    """帮扶资金 of a plan or a project."""

    on = DateField(label=_("日期"))
    amount_yuan = yuan(_("金额（元）"), help_text=_("按实际到位的写，合计由系统算。"))
    source = forms.CharField(label=_("资金来源"), max_length=80, help_text=_("如 县农业农村局、本单位经费、党员捐款。"))
    use = forms.CharField(label=_("用途"), max_length=200, help_text=_("只写用在什么上，不写户主姓名。"))
    document = forms.CharField(label=_("凭据"), max_length=80, required=False, help_text=_("文号、收据号，有就写。"))


class FundForm(FundFields, PlaceForm):
    """帮扶资金 of a village."""

    field_order = ("unit", "on", "amount_yuan", "source", "use", "document")


class ProjectFields(TodayForm):
    """村级项目: what may be set right."""

    title = forms.CharField(label=_("项目名称"), max_length=80)
    person = PersonField(label=_("项目责任人"), help_text=_("写姓名；重名的写登录名。"))
    benefit = forms.CharField(label=_("受益情况"), max_length=200, help_text=_("如 三组、四组浇地 120 亩。"))
    households = forms.IntegerField(label=_("受益户数"), min_value=0, max_value=999_999, required=False)
    asked_yuan = yuan(_("申请资金（元）"), required=False)


class ProjectForm(ProjectFields, PlaceForm):
    """申报项目."""

    kind = forms.ChoiceField(label=_("项目类别"), choices=ProjectKind.choices)
    applied_to = forms.CharField(label=_("报送单位"), max_length=60, help_text=_("报给谁批，如 县水利局。"))
    applied_on = DateField(label=_("申报日期"))
    field_order = ("unit", "kind", "title", "applied_to", "applied_on", "person", "benefit", "households", "asked_yuan")


class MoveForm(TodayForm):
    """项目进度."""

    on = DateField(label=_("日期"))
    note = forms.CharField(
        label=_("说明"), max_length=200, required=False, help_text=_("批文号、验收情况；没有批的写原因。")
    )
