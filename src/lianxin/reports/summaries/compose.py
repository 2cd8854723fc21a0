"""工作总结: composed from the figures alone: 做法 → 成效 → 问题 → 下步打算.

Each sentence is written only when its figures are there; the problems are findings (overdue, late, sent back,
dissatisfied, few ratings, found in inspections, not done as planned), never praise; where there are none it says what was
looked at. Every number of the records is a bound `Figure`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.translation import override

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Attachment, Figure, Heading, Item, Paper, Para, Run, official_date, runs
from lianxin.pure.paper.document import LONG, TOO_LONG
from lianxin.pure.periods import Period
from lianxin.reports.summaries import examples, sections, steps, tables, told
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.options import CONCERNS, PARTS, WHOLE, Options
from lianxin.reports.summaries.problems import OFFICE, Problem, angle_of, find_problems
from lianxin.reports.summaries.steps import Kept

MARGIN = 120  # headings of the parts, and the sentence that says that something was left out
TITLES = {"span": "群众工作阶段性总结"}


def compose(*, unit: Unit, period: Period, by: Actor, dated: date, options: Options = WHOLE) -> Paper:
    """工作总结: the summary of one unit and period, as this viewer may know it. Raises NotAllowed."""
    return compose_from(facts_of(unit, period, by, dated, options), dated=dated, options=options)


def facts_of(unit: Unit, period: Period, by: Actor, today: date, options: Options = WHOLE) -> Facts:
    """The figures that a summary with these options tells of. Raises NotAllowed."""
    rooms = [one.code for one in told.chosen(options)]
    return Facts(unit, period, by, today, options.topic, rooms, options.tells(CONCERNS))


@override(settings.LANGUAGE_CODE)  # the paper is Chinese, also where the page around it is not
def compose_from(facts: Facts, *, dated: date, options: Options = WHOLE) -> Paper:
    """The same from figures already at hand."""
    kept = steps.kept(facts)
    found = problems_of(facts, kept, options)
    parts: dict[str, list[Item]] = {
        "practice": [*steps.came_of(facts, kept), *_practice(facts, options)],
        "effect": list(_effect(facts, options)),
        "problems": list(sections.problems(facts, found, looked_at(options))),
    }
    body: list[Item] = [Para(runs(_opening(facts, options)))]
    used = steps.length([*body, *(item for part in options.parts if part in parts for item in parts[part])])
    most = (TOO_LONG if facts.period.kind == "year" else LONG) - MARGIN
    parts["next"] = list(steps.next_steps(facts, found, kept, dated, most - used))
    for part in options.parts:
        body += [Heading(1, runs(PARTS[part])), *parts[part]]
    attached = tuple(
        Attachment(table.caption, (replace(table, caption=""),)) for table in tables.tables(facts, options)
    )
    return Paper(
        title_of(facts, options), tuple(body), attachments=attached, signature=facts.unit.name, dated=dated
    )  # fmt: skip


def title_of(facts: Facts, options: Options) -> str:
    """The unit, then the period and what the summary is about."""
    about = options.subject_words
    if about:
        tail = f"{about}{'诉求办理' if options.topic else ''}专题总结"
    else:
        tail = TITLES.get(facts.period.kind, "群众工作总结")
    return f"{facts.unit.name}\n{facts.period.label}{tail}"


def problems_of(facts: Facts, kept: Kept, options: Options) -> list[Problem]:
    """存在问题: of the concerns, of the other kinds of work that are told of, and what was left of the last period."""
    found = find_problems(facts) if options.tells(CONCERNS) else []
    found += [problem for one in told.chosen(options) for problem in told.troubles(facts, one)]
    return found + steps.left_over(facts, kept)


def looked_at(options: Options) -> list[str]:
    """What was compared with the records, for a summary that found nothing wrong."""
    own = ["超期", "按时办结", "退回", "重办", "不满意和参评情况"] if options.tells(CONCERNS) else []
    return own + [f"{one.label}的记录" for one in told.chosen(options) if one.troubles]


def _practice(facts: Facts, options: Options) -> Iterator[Item]:
    if options.tells(CONCERNS):
        yield from sections.practice(facts)
    others = [item for one in told.chosen(options) for item in told.told(facts, one, "practice")]
    yield from others
    if not others and not options.tells(CONCERNS):
        yield sections.nothing(facts)


def _effect(facts: Facts, options: Options) -> Iterator[Item]:
    if options.tells(CONCERNS):
        yield from sections.effect(facts)
    others = list(told.effects(facts, options))
    yield from others
    if not others and not options.tells(CONCERNS):
        yield sections.nothing(facts)
    if not options.topic:
        yield from examples.told(facts)


def _opening(facts: Facts, options: Options) -> str:
    """What it is about, and as of which day the figures stand while the period still runs."""
    running = f"本期尚未结束，数字统计到{official_date(facts.as_of)}，不作同比和环比。" if facts.is_running else ""
    return f"现将{facts.unit.name}{facts.period.label}{_about(facts, options)}的情况总结如下。{running}文中数字都由办理记录计算得出。"


def _about(facts: Facts, options: Options) -> str:
    if options.topic:
        return f"办理“{options.subject_words}”诉求"
    if not options.tells(CONCERNS):
        return "、".join(str(one.label) for one in told.chosen(options)) or "群众工作"
    if told.chosen(options):
        return "群众工作"
    return "办理群众诉求" if angle_of(facts) is OFFICE else "登记、办理和回访群众诉求"


def numbers_of(paper: Paper) -> list[Figure]:
    """Every bound figure of a paper, in reading order: of the text, then of the tables in its attachments."""
    parts: list[Run] = [part for item in paper.body if isinstance(item, Heading | Para) for part in item.runs]
    for attachment in paper.attachments:
        parts += [part for table in attachment.body for part in tables.runs_in(table)]
    return [part for part in parts if isinstance(part, Figure)]
