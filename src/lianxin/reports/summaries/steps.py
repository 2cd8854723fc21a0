"""总结与下步打算 (M290): what came of the last period's steps, and this period's, from the records where they are kept.

A line of a summary is proposed from a problem. Once it is taken over it is a record, and the summary says what the
record says: its words, who answers for it, its day. What was not finished comes back with its new day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.pure.numerals import read
from lianxin.pure.numerals.model import COUNTED
from lianxin.pure.paper import Figure, Heading, Item, Para, official_date, runs
from lianxin.pure.paper.document import LONG
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps import queries
from lianxin.reports.nextsteps.commands import StepLine
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.nextsteps.terms import VIEW, State
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.problems import Problem, period_word
from lianxin.reports.summaries.wording import para

ROUTINE = "routine"
LONG_REASON = 80  # characters
MOST_TOLD = 6  # unfinished steps that are told one by one


@dataclass(frozen=True)
class Kept:
    """已列入的: the unit's own steps of the period before and of this one, as records; `standing` are those of
    other periods (an earlier month, a month of this quarter) that are still to be done."""

    before: tuple[NextStep, ...] = ()
    own: tuple[NextStep, ...] = ()
    standing: tuple[NextStep, ...] = ()

    @property
    def carried(self) -> list[NextStep]:
        """Those of other periods that are still to be done."""
        return [*self.standing, *(step for step in self.before if step.state == State.OPEN)]

    @property
    def told(self) -> list[NextStep]:
        """What stands under 下步打算; of the period's own not what is closed and carried on under the same heading."""
        headings = self.headings
        own = [one for one in self.own if one.state == State.OPEN or one.heading not in headings]
        return [*self.carried, *own]

    @property
    def headings(self) -> set[str]:
        """What is still to be done, by its heading."""
        return {one.heading for one in (*self.carried, *self.own) if one.state == State.OPEN}

    @property
    def problems(self) -> set[str]:
        """The problems that a record answers already."""
        return {step.problem for step in (*self.carried, *self.own) if step.problem}


def kept(facts: Facts) -> Kept:
    """The records of this period, of the one before and what still stands, in one statement; none for who may not see them."""
    if not facts.by.may_at(VIEW, facts.unit.path):
        return Kept()
    before = facts.other("period")
    found = [one for one in queries.of_periods(facts.unit, before, facts.period) if _is_about(facts, one)]
    last = [one for one in found if one.about_on in before]
    own = [one for one in found if one.about == facts.period.code]
    other = [one for one in found if one not in last and one not in own and _stands(facts, one)]
    return Kept(tuple(last), tuple(own), tuple(other))


def _stands(facts: Facts, step: NextStep) -> bool:
    """Whether another period's step is told of: an older one; one of a month within, if it is late or answers a problem."""
    is_told = step.about_on < facts.period.first or is_late(facts, step) or bool(step.problem)
    return is_told and step.state == State.OPEN


def named(facts: Facts, problem: str) -> str:
    """The name by which a problem is kept: in a summary of one topic, that topic's own."""
    return f"topic:{facts.topic}:{problem}" if facts.topic else problem


def _is_about(facts: Facts, step: NextStep) -> bool:
    """A summary of one topic follows the steps of that topic alone."""
    return not facts.topic or step.problem.startswith(f"topic:{facts.topic}:")


def left_over(facts: Facts, kept: Kept) -> list[Problem]:
    """上期打算没有做完: what was set down for the last period and left undone, or is still open past its day."""
    undone = [step for step in kept.before if step.state == State.UNDONE]
    late, long = ([step for step in steps if is_late(facts, step)] for steps in (kept.before, kept.standing))
    if not undone and not late and not long:
        return []
    said = [
        f"{_headings(steps)}{word}" for steps, word in ((undone, "没有完成"), (late, "过了完成时限还没有完成")) if steps
    ]
    lines = [f"{facts.other_name('period')}提出的{'，'.join(said)}。"] if said else []
    lines += [f"以前提出的{_headings(long)}过了完成时限还没有完成。"] if long else []
    return [Problem(
        "steps_left", "上期的打算没有全部做到" if said else "以前的打算没有全部做到", ("".join(lines),),
        "补上没有做完的事", "对没有完成的打算逐项查明原因，能做的重新安排，不再做的说明理由",
    )]  # fmt: skip


def is_late(facts: Facts, step: NextStep) -> bool:
    """A broken promise: still to be done, though its day, moved or not, has passed."""
    return step.state == State.OPEN and step.due_on < (facts.today or facts.as_of)


def _headings(steps: list[NextStep]) -> str:
    """“清理旧账”“走访卫生所”等: the first few by name."""
    return "".join(f"“{step.heading}”" for step in steps[:MOST_TOLD]) + ("等" if len(steps) > MOST_TOLD else "")


def came_of(facts: Facts, kept: Kept) -> Iterator[Item]:
    """上期打算落实情况: how many were done, which were not and why; each number is counted from the records."""
    if kept.before:
        yield Heading(2, runs("落实上期打算"))
        yield from _came_of_last(facts, kept)
    if kept.standing:
        yield Heading(2, runs("落实以前的打算"))
        told = "".join(_left(facts, step) for step in kept.standing[:MOST_TOLD])
        yield Para(runs(f"以前提出的打算，还没有完成的逐项说明如下。{told}{_rest(kept.standing)}"))


def _rest(steps: Sequence[NextStep]) -> str:
    return "" if len(steps) <= MOST_TOLD else "其余的见下步打算台账。"


def _came_of_last(facts: Facts, kept: Kept) -> Iterator[Item]:
    left = [step for step in kept.before if step.state != State.DONE]
    done = [step for step in kept.before if step.state == State.DONE]
    if not facts.topic:
        yield _counted(facts)
    elif not left:
        yield Para(runs(f"{facts.other_name('period')}提出的这方面的打算都已完成。"))
    if done:
        yield Para(runs(f"完成的是{_headings(done)}。"))
    if left:
        yield Para(runs("".join(_left(facts, step) for step in left[:MOST_TOLD]) + _rest(left)))


def _counted(facts: Facts) -> Para:
    """How many were set down for the last period, and how many of them are in which state."""
    code, period = f"@{facts.unit.kind}", facts.other("period")
    counted = [
        (word, facts.figure(f"next_step.planned_{state}{code}", period))
        for state, word in (("done", "完成"), ("undone", "未完成"), ("open", "还在落实"))
        if facts.number(f"next_step.planned_{state}{code}", period)
    ]
    parts: list[str | Figure] = [f"{facts.other_name('period')}提出的下步打算",
                                 facts.figure(f"next_step.planned{code}", period), "项"]  # fmt: skip
    if len(counted) == 1:
        all_of = "都" if facts.number(f"next_step.planned{code}", period) > 1 else ""
        parts += [f"，{all_of}{'已' if counted[0][0] == '完成' else ''}{counted[0][0]}。"]
    else:
        for place, (word, figure) in enumerate(counted):
            parts += ["，其中" if not place else "、", word, figure, "项"]
        parts += ["。"]
    return para(*parts)


def _left(facts: Facts, step: NextStep) -> str:
    """“清理超期件”改到2026年12月31日前完成，原因：…。"""
    why = f"，{reason}" if (reason := _reason(step)) else ""
    if step.state == State.UNDONE:
        return f"“{step.heading}”未完成{why}。"
    if is_late(facts, step):
        moved = "改到" if step.is_carried_over else "应在"
        return f"“{step.heading}”{moved}{official_date(step.due_on)}前完成，到期没有完成{why}。"
    moved = "改到" if step.is_carried_over else "还在落实，"
    return f"“{step.heading}”{moved}{official_date(step.due_on)}前完成{why}。"


def _reason(step: NextStep) -> str:
    """The reason as the owner wrote it; a long one, or one with figures, which nothing here would back, stays in the record."""
    said = step.result.strip().rstrip("。；，")
    if not said:
        return ""
    typed = (one for one in read(said) if one.form in ("percent", "points") or one.measure in COUNTED)
    return "原因记在下步打算里" if next(typed, None) or len(said) > LONG_REASON else f"原因：{said}"


def proposed(facts: Facts, found: list[Problem], dated: date) -> list[StepLine]:
    """One line for each problem, or the one of every period; these are what can be taken over."""
    until = _month_later(max(facts.period.last, dated))
    if not found:
        return [StepLine(named(facts, ROUTINE), *_routine(facts), until)]
    return [StepLine(named(facts, one.problem), one.task, one.mend, until) for one in found]


def _routine(facts: Facts) -> tuple[str, str]:
    """What goes on where nothing was found wrong."""
    if not facts.tells_concerns:
        return "做好日常记录", "继续做好这项工作，做一次记一次，有承诺日期的按日期兑现"
    text = f"继续做好登记、交办、答复和回访，对{period_word(facts)}办结的诉求完成回访"
    return "做好日常办理和回访", text


def next_steps(facts: Facts, found: list[Problem], kept: Kept, dated: date, room: int = LONG) -> Iterator[Item]:
    """下步打算: what is carried on, what was set down, and a line for each problem that no record answers yet.

    Of the records only as many as fit into `room` characters; that there are more is said, with where they stand.
    """
    fresh = list(_fresh(facts, found, kept, dated))
    left = room - length(fresh)
    said: set[str] = set()
    for step in kept.told:
        lines = list(_recorded(facts, step, kept, step.text in said))
        said.add(step.text)
        left -= length(lines)
        if left >= 0:
            yield from lines
    yield from fresh
    if left < 0:
        yield Para(runs("篇幅有限，其余已经列入的打算不在这里写，见下步打算台账。"))


def length(items: Iterable[Item]) -> int:
    """Characters of headings and paragraphs."""
    return sum(len(part.text) for item in items if isinstance(item, Heading | Para) for part in item.runs)


def _recorded(facts: Facts, step: NextStep, kept: Kept, is_said: bool) -> Iterator[Item]:
    """A record: its words, unless they were just said of another, its aim, its day, who answers for it."""
    yield Heading(2, runs(("继续" if step in kept.carried else "") + step.heading))
    due = f"完成时限：{official_date(step.due_on)}前。"
    if is_late(facts, step):
        due = f"原定{official_date(step.due_on)}前完成，已经过期；由责任单位说明原因，重新定出日期。"
    words = "" if is_said else f"{step.text.rstrip('。')}。"
    yield Para(runs(f"{words}{_aim_of(step)}{due}责任单位：{step.owner_words}。"))


def _fresh(facts: Facts, found: list[Problem], kept: Kept, dated: date) -> Iterator[Item]:
    """Lines that no record answers yet."""
    for line in proposed(facts, found, dated):
        is_routine = line.problem == named(facts, ROUTINE)
        if line.problem in kept.problems or line.heading in kept.headings or is_routine and (kept.problems or kept.own):
            continue
        if not is_routine:
            yield Heading(2, runs(line.heading))
        yield Para(runs(f"{line.text}。完成时限：{official_date(line.due_on)}前。责任单位：{facts.unit.name}。"))


def _aim_of(step: NextStep) -> str:
    """The measured aim, said as a line drawn: 不低于95."""
    if step.aim_value is None:
        return ""
    label = queries.label_of(step)
    return f"目标：{label}{step.get_aim_display()}{queries.aim_text(step)}。" if label else ""


def _month_later(day: date) -> date:
    """The last day of the month after the one in which the day lies."""
    return Period.containing(day).next().last
