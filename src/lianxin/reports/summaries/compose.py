"""工作总结: composed from the figures alone: 做法 → 成效 → 问题 → 下步打算.

Each sentence is written only when its figures are there; the problems are findings (overdue, sent back,
dissatisfied, few ratings), never praise; where there are none it says what was looked at. Every number
of the records is a bound `Figure`; the words around them hold no number of the records.
"""

from collections.abc import Iterator
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Figure, Heading, Item, Paper, Para, Run, Text, runs
from lianxin.pure.periods import Period
from lianxin.reports.summaries.facts import THAN, Facts, Than
from lianxin.reports.summaries.problems import Problem, find_problems

CHANNELS = (
    ("concern.received_counter", "窗口"), ("concern.received_web", "网上"), ("concern.received_hotline", "热线"),
    ("concern.received_letter_or_visit", "来信来访"), ("concern.received_reception_day", "接待日"),
    ("concern.received_mailbox", "信箱"), ("concern.received_visit", "走访"), ("concern.received_from_above", "上级转办"),
)  # fmt: skip
CLASSES = (
    ("concern.accepted_immediate", "即办"), ("concern.accepted_time_limit", "限期办理"), ("concern.accepted_explain", "解释说明"),
)  # fmt: skip
PERIOD_WORD = {"month": "本月", "quarter": "本季度", "half_year": "本期", "year": "本年"}


def compose(*, unit: Unit, period: Period, by: Actor, dated: date) -> Paper:
    """工作总结: the summary of one unit and period, as this viewer may know it."""
    facts = Facts(unit, period, by)
    found = find_problems(facts)
    body: list[Item] = [Para(runs(
        f"{period.label}，{unit.name}围绕群众反映的问题，做好登记、受理、交办、答复和回访。现将有关情况总结如下。"
    ))]  # fmt: skip
    body += [Heading(1, runs("主要做法")), *_practice(facts)]
    body += [Heading(1, runs("工作成效")), *_effect(facts)]
    body += [Heading(1, runs("存在问题")), *_problems(facts, found)]
    body += [Heading(1, runs("下步打算")), *_next_steps(facts, found)]
    return Paper(title=f"{unit.name}{period.label}群众工作总结", body=tuple(body), signature=unit.name, dated=dated)


def _para(*parts: str | Figure | None) -> Para:
    return Para(tuple(Text(part) if isinstance(part, str) else part for part in parts if part is not None))


def _compared(facts: Facts, code: str, than: Than) -> list[str | Figure]:
    """，比上年同期的36件增加4件，增长11.1%: with the base shown; a base of nothing has no rate (rules.md §10.2)."""
    before = facts.value(code, facts.other(than))
    if not before:
        return ["，上年同期为0" if than == "year" else "，上期为0"]
    rises = facts.change_rises(code, than)
    base: list[str | Figure] = [f"，{THAN[than]}的", facts.figure(code, facts.other(than)), "件"]
    if not rises:
        return [f"，与{'上年同期' if than == 'year' else '上期'}持平"]
    rate = facts.change_rate(code, than)
    words = ("增加", "件，增长") if rises > 0 else ("减少", "件，下降")
    return [*base, words[0], facts.difference(code, than), words[1], *([rate] if rate else [])]


def _listed(facts: Facts, parts: tuple[tuple[str, str], ...]) -> list[str | Figure]:
    """窗口12件、网上8件: the parts that are not empty."""
    out: list[str | Figure] = []
    for code, word in parts:
        if facts.number(code):
            out += ["、" if out else "", word, facts.figure(code), "件"]
    return out


def _practice(facts: Facts) -> Iterator[Item]:
    when = PERIOD_WORD[facts.period.kind]
    yield Heading(2, runs("敞开渠道，逐件登记"))
    if not facts.number("concern.received"):
        yield _para(f"{when}没有登记诉求。")
        return
    parts = _listed(facts, CHANNELS)
    yield _para(
        f"{when}登记群众诉求", facts.figure("concern.received"), "件", *_compared(facts, "concern.received", "year"),
        *(["。其中，", *parts] if parts else []), "。",
    )  # fmt: skip
    yield Heading(2, runs("分类受理，限时交办"))
    classes = _listed(facts, CLASSES)
    yield _para(
        f"{when}受理诉求", facts.figure("concern.accepted"), "件", *(["，其中", *classes] if classes else []),
        "；交办有关单位", facts.figure("concern.assigned"), "件；不予受理并说明渠道", facts.figure("concern.declined"), "件。",
    )  # fmt: skip


def _effect(facts: Facts) -> Iterator[Item]:
    when = PERIOD_WORD[facts.period.kind]
    yield Heading(2, runs("按期办结情况"))
    if facts.number("concern.closed"):
        yield _para(
            f"{when}办结诉求", facts.figure("concern.closed"), "件，其中按时办结", facts.figure("concern.closed_in_time"),
            "件，按时办结率", facts.figure("concern.on_time_rate"), "；承办单位认为已解决", facts.figure("concern.solved"), "件。",
        )  # fmt: skip
    else:
        yield _para(f"{when}没有办结的诉求。")
    yield Heading(2, runs("群众评价情况"))
    if facts.number("concern.rated"):
        yield _para(
            f"{when}收到群众本人评价", facts.figure("concern.rated"), "件。以群众本人评价件数为分母，响应率",
            facts.figure("concern.response_rate"), "，解决率", facts.figure("concern.solving_rate"), "，满意率（含基本满意）",
            facts.figure("concern.satisfaction_rate"), "；群众本人确认已解决", facts.figure("concern.confirmed"), "件。",
        )  # fmt: skip
    else:
        yield _para(f"{when}没有收到群众本人评价，不计算满意率。工作人员回访记录不代替群众评价。")


def _problems(facts: Facts, found: list[Problem]) -> Iterator[Item]:
    if not found:
        yield _para("对照超期、退回、重办、不满意、参评率和按时办结率逐项核对，本期没有发现问题。")
    for problem in found:
        yield Heading(2, runs(problem.heading))
        yield Para(tuple(Text(part) if isinstance(part, str) else part for part in problem.parts))


def _next_steps(facts: Facts, found: list[Problem]) -> Iterator[Item]:
    due = facts.period.next().last
    until = f"{due.year}年{due.month}月{due.day}日前"
    if not found:
        yield _para(f"继续做好登记、交办、答复和回访，{until}对本期办结事项完成回访。责任单位：{facts.unit.name}。")
    for problem in found:
        yield _para(f"{problem.mend}，{until}完成。责任单位：{facts.unit.name}。")


def numbers_of(paper: Paper) -> list[Figure]:
    """Every bound figure of a paper, in reading order."""
    out: list[Figure] = []
    for item in paper.body:
        parts: tuple[Run, ...] = ()
        if isinstance(item, Heading | Para):
            parts = item.runs
        out += [part for part in parts if isinstance(part, Figure)]
    return out
