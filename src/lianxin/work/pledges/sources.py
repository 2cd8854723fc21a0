"""承诺事项、为民办实事作指标来源: what was promised in public and whether it came true; not who signed or reported."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, Standing, choice, day, flag, number, register
from lianxin.work.pledges.indicators import due, items, late, practical
from lianxin.work.pledges.terms import VIEW, ItemResult, PracticalSource, PracticalStatus

register(
    Source(
        code="pledge_item", label=_("承诺事项"), of=items, to_open=VIEW, measure=_("项"), note=_("撤回的不计"),
        dates=(
            DateField("due", _("办理期限"), "due_on"), DateField("settled", _("报结果日期"), "settled_on"),
        ),
        standings=(
            Standing("due_by", _("本年内已经到期"), due.standing, is_momentary=True),
            Standing("late", _("到期没有结果"), late.standing, is_momentary=True),
        ),
        fields=(
            choice("result", _("结果"), "result", ItemResult.choices),
            flag("told", _("已经报告结果"), _("还没有报告结果"), Q(settled_on__isnull=False)),
            flag("in_time", _("按期报告结果"), _("没有按期报告结果"), Q(settled_on__lte=F("due_on"))),
        ),
    ),
    Source(
        code="practical", label=_("为民办实事"), of=practical, to_open=VIEW, note=_("撤下的不计"),
        dates=(DateField("promised", _("公布日期"), "promised_on"), DateField("done", _("办成日期"), "done_on")),
        fields=(
            choice("source", _("实事来源"), "source", PracticalSource.choices),
            choice("status", _("状态"), "status", PracticalStatus.choices),
            flag("in_time", _("按期办成"), _("没有按期办成"), Q(done_on__lte=F("due_on"))),
            day("due_on", _("办理期限"), "due_on"),
            number("planned_yuan", _("计划资金"), "planned_yuan", _("元")),
            number("spent_yuan", _("实际资金"), "spent_yuan", _("元")),
        ),
    ),
)  # fmt: skip
