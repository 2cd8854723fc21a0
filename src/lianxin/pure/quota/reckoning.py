"""计算: what somebody owes now, what he has done of it, and of every record whether it counts and why not."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from lianxin.pure.quota.counting import best_run, extent, marks
from lianxin.pure.quota.deeds import Deed
from lianxin.pure.quota.periods import Stretch, Term, stretch_of
from lianxin.pure.quota.rules import Due, Rule, owed
from lianxin.pure.quota.spans import Span, common

#: rules that count links as they stand
OF_LINKS = ("standing", "lasting")
#: not this kind; not this kind of unit; not in this post then; counted by another rule; not inside the wider rule; at none of
#: one's links; that day, record, household or place is counted already; not in the longest row of days; this row belongs
#: to the neighbouring period; does not stand on the day; ended too early; names no household
Why = Literal[
    "kind", "where", "post", "taken", "not_within", "no_link", "again", "broken", "ended", "short", "no_household"
]


@dataclass(frozen=True)
class Counted:
    """计入的一件: what it adds, on which of its days, and the labels of the other rules that count it too."""

    deed: Deed
    adds: int
    days: tuple[Span, ...]
    also: tuple[str, ...] = ()

    @property
    def is_clipped(self) -> bool:
        """Whether only a part of its days counts here."""
        return sum(span.days for span in self.days) < (self.deed.until - self.deed.on).days + 1


@dataclass(frozen=True)
class Left:
    """没有计入的一件, why, and the label of the rule it went to or the record that counts for it."""

    deed: Deed
    why: Why
    of: str = ""


@dataclass(frozen=True)
class LinkProgress:
    """一个联系点: what is owed there, what is done."""

    link: Deed
    due: Due
    done: int
    counted: tuple[Counted, ...]

    @property
    def is_met(self) -> bool:
        return self.done >= self.due.number


@dataclass(frozen=True)
class Progress:
    """任务进度 of one rule in one period. Per link: `due` and `done` are numbers of links, of those owed and those met."""

    rule: Rule
    period: Stretch
    due: Due
    done: int
    counted: tuple[Counted, ...]
    left: tuple[Left, ...]
    links: tuple[LinkProgress, ...] = ()

    @property
    def owed(self) -> int:
        """How many: of what is counted, or of links, where each is asked for."""
        if self.rule.link:
            return sum(link.due.number > 0 for link in self.links)
        if self.rule.unit == "lasting":
            return self.done + sum(one.why == "short" for one in self.left)
        return self.due.number

    @property
    def missing(self) -> int:
        return max(0, self.owed - self.done)

    @property
    def is_met(self) -> bool:
        return self.missing == 0


@dataclass(frozen=True)
class Case:
    """一人的情形: the rules of one set in their order, his deeds by measure, the days of the post, those of leave."""

    rules: Sequence[Rule]
    deeds: Mapping[str, Sequence[Deed]]
    held: Sequence[Span]
    away: Sequence[Span] = ()
    terms: Sequence[Term] = ()

    @cached_property
    def by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}


def window(rule: Rule, period: Span) -> Span:
    """The days whose deeds a rule needs to know: the period, and beyond it as far as a run may reach."""
    reach = timedelta(days=rule.minimum if rule.unit == "run" else 0)
    return Span(period.first - reach, period.last + reach)


def reckon(case: Case, on: date) -> list[Progress]:
    """任务进度 on a day: one per rule whose period the day lies in, in the order of the rules.

    >>> visits = [Deed(1, date(2026, 11, n), date(2026, 11, n + 2), f"visit:{n}", "", "random") for n in (3, 4, 20)]
    >>> rule = Rule("down", "下访", measure="visits", unit="days", period="month", minimum=10)
    >>> found = reckon(Case([rule], {"visits": visits}, [Span(date(2026, 1, 1), date.max)]), date(2026, 11, 22))[0]
    >>> found.done, found.owed, [one.adds for one in found.counted]
    (7, 10, [3, 1, 3])
    """
    found = []
    for rule in case.rules:
        period = stretch_of(rule.period, on, case.terms, rule.own)
        if period is not None:
            found.append(_of_rule(case, rule, period, on))
    return also_counted(found)


def also_counted(found: Sequence[Progress]) -> list[Progress]:
    """The same, every counted deed with the labels of the other rules that count it: nothing counts twice unseen (M127).

    A link that is asked for by its kind and by its length is no deed that was done once and counted twice.
    """
    by_ref: dict[str, list[int]] = {}
    for number, one in enumerate(found):
        if one.rule.unit in OF_LINKS:
            continue
        for ref in dict.fromkeys(counted.deed.ref for counted in one.counted):
            by_ref.setdefault(ref, []).append(number)

    def others(number: int, counted: Counted) -> Counted:
        labels = [found[other].rule.label for other in by_ref.get(counted.deed.ref, ()) if other != number]
        return replace(counted, also=() if found[number].rule.unit in OF_LINKS else tuple(dict.fromkeys(labels)))

    return [
        replace(one, counted=tuple(others(number, counted) for counted in one.counted))
        for number, one in enumerate(found)
    ]


def _of_rule(case: Case, rule: Rule, period: Stretch, on: date) -> Progress:
    fit, left = _sifted(case, rule, period, on)
    if rule.link:
        return _per_link(case, rule, period, fit, left)
    done, counted, again = _count(rule, period, fit)
    due = owed(rule, period, case.held, case.away)
    return Progress(rule, period, due, done, tuple(counted), tuple(_sorted([*left, *again])))


def _sifted(case: Case, rule: Rule, period: Span, on: date) -> tuple[list[tuple[Deed, list[Span]]], list[Left]]:
    """The deeds that fit the rule, each with the days that count; and those of the period that do not, with the reason."""
    fit: list[tuple[Deed, list[Span]]] = []
    left: list[Left] = []
    reach = window(rule, period)
    for deed in sorted(case.deeds.get(rule.measure, ()), key=lambda deed: (deed.on, deed.until, deed.ref)):
        whole = extent(rule, deed, on)
        if whole is None:
            if rule.unit == "standing" and Span(deed.on, deed.until).clip(period):
                left.append(Left(deed, "ended"))
            continue
        inside = whole.clip(reach)
        if inside is None:
            continue
        reason = _against(case, rule, deed)
        days = common([inside], case.held)
        if reason or not days:
            if inside.clip(period):
                left.append(reason or Left(deed, "post"))
            continue
        fit.append((deed, days))
    return fit, left


def _against(case: Case, rule: Rule, deed: Deed) -> Left | None:
    """Why the deed cannot count for the rule, whatever its days; None: it can."""
    why = _unlike(case, rule, deed)
    if why:
        return Left(deed, why)
    if rule.sharing == "first":
        for earlier in case.rules:
            if earlier.code == rule.code:
                break
            if earlier.sharing == "first" and earlier.measure == rule.measure and not _unlike(case, earlier, deed):
                return Left(deed, "taken", earlier.label)
    if rule.wider:
        wider = case.by_code.get(rule.wider)
        if wider is None or wider.measure != rule.measure or _against(case, wider, deed):
            return Left(deed, "not_within", wider.label if wider else "")
    return None


def _unlike(case: Case, rule: Rule, deed: Deed) -> Why | None:
    """The conditions of the rule itself."""
    if rule.kinds and deed.kind not in rule.kinds:
        return "kind"
    if rule.where and deed.where_kind not in rule.where:
        return "where"
    if rule.unit == "nights" and not deed.nights:
        return "kind"
    if rule.unit == "households" and deed.household_id is None:
        return "no_household"
    if rule.link and not any(_at(link, deed) for link in _links(case, rule)):
        return "no_link"
    return None


def _links(case: Case, rule: Rule) -> list[Deed]:
    found = [one for one in case.deeds.get(rule.link, ()) if not rule.link_kinds or one.kind in rule.link_kinds]
    return sorted(found, key=lambda link: (link.on, link.ref))


def _at(link: Deed, deed: Deed) -> bool:
    """Whether the deed was done at the link, while it stood: with that household, or in that unit or below it."""
    if not (deed.on <= link.until and link.on <= deed.until):
        return False
    if link.household_id is not None:
        return deed.household_id == link.household_id
    return bool(link.where_path) and deed.where_path.startswith(link.where_path)


def _count(
    rule: Rule, period: Span, fit: Iterable[tuple[Deed, list[Span]]]
) -> tuple[int, list[Counted], list[Left]]:  # fmt: skip
    """Done, the deeds that make it up, each with what it adds, and those that add nothing."""
    given = [(deed, days, marks(rule, deed, days)) for deed, days in fit]
    run: set[date] = set()
    if rule.unit == "run":
        run = best_run({mark for _deed, _days, found in given for mark in found if isinstance(mark, date)}, period,
                       rule.minimum)  # fmt: skip
    seen: dict[Hashable, str] = {}
    counted, again = [], []
    for deed, days, found in given:
        new = [mark for mark in found if mark not in seen and (rule.unit != "run" or mark in run)]
        inside = common(days, [period])
        if new:
            counted.append(Counted(deed, len(new), tuple(days if rule.unit == "run" else inside)))
            seen.update(dict.fromkeys(new, deed.ref))
        elif inside:
            again.append(_nothing_new(rule, deed, found, seen))
    return len(seen), counted, again


def _nothing_new(rule: Rule, deed: Deed, found: Sequence[Hashable], seen: Mapping[Hashable, str]) -> Left:
    if rule.unit == "lasting":
        return Left(deed, "short")
    if rule.unit == "run" and not any(mark in seen for mark in found):
        return Left(deed, "broken")
    return Left(deed, "again", next((seen[mark] for mark in found if mark in seen), ""))


def _per_link(
    case: Case, rule: Rule, period: Stretch, fit: Sequence[tuple[Deed, list[Span]]], left: Iterable[Left]
) -> Progress:
    """The rule asked of every link that stood in the period, for as long as it stood."""
    links: list[LinkProgress] = []
    taken: dict[str, Counted] = {}
    for link in _links(case, rule):
        stood = Span(link.on, link.until)
        bound = common([stood], common(case.held, [period]))
        if not bound:
            continue
        own = [(deed, inside) for deed, days in fit if _at(link, deed) and (inside := common(days, [stood]))]
        done, counted, _again = _count(rule, period, own)
        links.append(LinkProgress(link, owed(rule, period, bound, case.away), done, tuple(counted)))
        taken.update({one.deed.ref: one for one in counted})
    rest = [Left(deed, "again") for deed, days in fit if deed.ref not in taken and common(days, [period])]
    due = owed(rule, period, case.held, case.away)
    done = sum(link.due.number > 0 and link.is_met for link in links)
    return Progress(rule, period, due, done, tuple(taken.values()), tuple(_sorted([*left, *rest])), tuple(links))


def _sorted(left: Iterable[Left]) -> list[Left]:
    return sorted(left, key=lambda one: (one.deed.on, one.deed.ref))
