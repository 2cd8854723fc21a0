"""工作总结: composed from the figures alone: 做法 → 成效 → 问题 → 下步打算.

Each sentence is written only when its figures are there; the problems are findings (overdue, late, sent back,
dissatisfied, few ratings), never praise; where there are none it says what was looked at. Every number of the
records is a bound `Figure`.
"""

from datetime import date

from django.conf import settings
from django.utils.translation import override

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Figure, Heading, Item, Paper, Para, official_date, runs
from lianxin.pure.periods import Period
from lianxin.reports.summaries import sections, steps
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.options import WHOLE, Options
from lianxin.reports.summaries.problems import OFFICE, angle_of, find_problems


def compose(*, unit: Unit, period: Period, by: Actor, dated: date, options: Options = WHOLE) -> Paper:
    """工作总结: the summary of one unit and period, as this viewer may know it. Raises NotAllowed."""
    return compose_from(Facts(unit, period, by, dated), dated=dated, options=options)


@override(settings.LANGUAGE_CODE)  # the paper is Chinese, also where the page around it is not
def compose_from(facts: Facts, *, dated: date, options: Options = WHOLE) -> Paper:
    """The same from figures already at hand."""
    unit, period = facts.unit, facts.period
    found = find_problems(facts)
    body: list[Item] = [Para(runs(_opening(facts)))]
    kept = steps.kept(facts)
    body += [Heading(1, runs("主要做法")), *steps.came_of(facts, kept), *sections.practice(facts)]
    body += [Heading(1, runs("工作成效")), *sections.effect(facts)]
    body += [Heading(1, runs("存在问题")), *sections.problems(facts, found)]
    body += [Heading(1, runs("下步打算")), *steps.next_steps(facts, found, kept, dated)]
    return Paper(title=f"{unit.name}\n{period.label}群众工作总结", body=tuple(body), signature=unit.name, dated=dated)


def _opening(facts: Facts) -> str:
    """What it is about, and as of which day the figures stand while the period still runs."""
    about = "办理群众诉求" if angle_of(facts) is OFFICE else "登记、办理和回访群众诉求"
    running = f"本期尚未结束，数字统计到{official_date(facts.as_of)}，不作同比和环比。" if facts.is_running else ""
    return f"现将{facts.unit.name}{facts.period.label}{about}的情况总结如下。{running}文中数字都由办理记录计算得出。"


def numbers_of(paper: Paper) -> list[Figure]:
    """Every bound figure of a paper, in reading order."""
    parts = [part for item in paper.body if isinstance(item, Heading | Para) for part in item.runs]
    return [part for part in parts if isinstance(part, Figure)]
