"""帮扶计划表 for the file: household, causes, aim, items planned and given, goals with tasks, funds, signatures."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.pure.paper import Heading, Item, Paper, Para, Table, runs
from lianxin.web.office.helping.shown import Facts
from lianxin.web.ui.looking import within_limit
from lianxin.web.ui.request import Request
from lianxin.work.helping.terms import HelpKind
from lianxin.work.households.commands import open_household
from lianxin.work.households.models import Household
from lianxin.work.households.terms import Purpose

BLANK = "\u3000"


def opened(request: Request, household: Household) -> None:
    """A paper that bears the name is an opening of the household, for help."""
    within_limit(request)
    open_household(household=household, purpose=Purpose.HELP, by=request.actor, at=request.now)


@translation.override(settings.LANGUAGE_CODE)
def plan_paper(facts: Facts, today: date, *, is_named: bool) -> Paper:
    """帮扶计划表 as a paper; without the name and the words where the reader may not know them."""
    plan = facts.plan
    body: list[Item] = [_about(facts, is_named), Heading(1, runs(_("帮扶事项"))), _items(facts)]
    if facts.goals:
        body += [Heading(1, runs(_("目标和任务"))), _goals(facts)]
    if facts.funds:
        rows = tuple(
            (one.on.isoformat(), one.source, one.use, f"{one.amount_yuan}") for one in facts.funds if not one.voided_on
        )
        said = _("帮扶资金合计 %(yuan)s 元，由下列各笔相加。") % {"yuan": facts.yuan}
        body += [Heading(1, runs(_("帮扶资金"))), Para(runs(said))]
        body += [Table((_("日期"), _("来源"), _("用途"), _("金额（元）")), rows, widths=(2, 3, 4, 2))] if rows else []
    body.append(Table((_("帮扶责任人签名"), _("户主签名") if plan.household else _("村、社区盖章")), ((BLANK, BLANK),)))
    title = _("%(unit)s帮扶计划表") % {"unit": plan.unit.name}
    return Paper(title, tuple(body), signature=plan.home.name, dated=today)


def _about(facts: Facts, is_named: bool) -> Table:
    plan, household = facts.plan, facts.plan.household
    rows = [(_("帮扶对象"), plan.label)]
    if household is not None and is_named:
        rows.append((_("监护人") if household.is_guardian else _("户主"), household.head_name or BLANK))
    if household is not None:
        rows.append((_("人口"), str(household.members)))
    if facts.is_open:
        rows += [(_("致困原因"), facts.causes)] if facts.causes else []
        rows.append((_("帮扶思路"), plan.aim or BLANK))
    rows += [
        (_("帮扶单位"), plan.home.name), (_("帮扶责任人"), plan.person.name),
        (_("起止"), f"{plan.since.isoformat()} – {(plan.ended_on or plan.until).isoformat()}"),
    ]  # fmt: skip
    if plan.result and facts.is_open:
        rows.append((_("帮扶结果"), plan.result))
    return Table((_("项目"), _("内容")), tuple(rows), widths=(1, 4))


def _items(facts: Facts) -> Item:
    rows = tuple(
        (
            str(number), str(HelpKind(line.item.kind).label), line.item.item, f"{line.planned}{line.item.measure}",
            f"{line.actual}{line.item.measure}", line.item.finished_on.isoformat() if line.item.finished_on else "",
        )
        for number, line in enumerate((one for one in facts.items if not one.item.dropped_on), start=1)
    )  # fmt: skip
    header = (_("序号"), _("帮扶类别"), _("事项"), _("计划"), _("落实"), _("完成日期"))
    return Table(header, rows, widths=(1, 2, 3, 2, 2, 2)) if rows else Para(runs(_("还没有列事项。")))


def _goals(facts: Facts) -> Table:
    rows = []
    for goal in facts.goals:
        rows.append((goal.get_term_display(), goal.goal, "", goal.until.isoformat(), ""))
        for task in goal.tasks.all():
            finished = task.done_on.isoformat() if task.done_on else ""
            rows.append((_("任务"), task.task, task.owner.name, task.due_on.isoformat(), finished))
    return Table((_("类别"), _("内容"), _("责任人"), _("期限"), _("完成日期")), tuple(rows), widths=(2, 5, 2, 2, 2))
