"""走访任务的读法: what is asked of people or units on a day, and what they have done of it.

All of it for many at once: the number of statements depends on the measures that the rules name, never on the people.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.pure.quota import (
    Case,
    Deed,
    NotARule,
    Progress,
    Rule,
    Span,
    Term,
    also_counted,
    reckon,
    stretch_of,
    window,
)
from lianxin.work.quotas.binding import covered, held, lives
from lianxin.work.quotas.measures import MEASURES, away
from lianxin.work.quotas.models import QuotaRule, QuotaSet, SchoolTerm
from lianxin.work.quotas.terms import Subject


@dataclass(frozen=True)
class Asked:
    """一条任务 of somebody: the set and the clause that ask it, and the progress."""

    quota_set: QuotaSet
    clause: QuotaRule
    progress: Progress


@dataclass(frozen=True)
class Trial:
    """试算 of one clause: of how many it would have been asked, how many of these had done it; nobody by name."""

    clause: QuotaRule
    people: int
    met: int
    period: str

    @property
    def open(self) -> int:
        """How many had not."""
        return self.people - self.met


def progress(person: Person, on: date) -> list[Progress]:
    """任务进度 of a person on that day, in the order of the sets and their rules; empty where nothing is asked."""
    return [one.progress for one in asked_of([person.pk], on).get(person.pk, [])]


def asked_of(person_ids: Collection[int], on: date) -> dict[int, list[Asked]]:
    """The same for many people, with the sets; whoever is asked nothing is left out."""
    return _asked(_in_force(on, Subject.PEOPLE), person_ids, on)


def asked_of_units(unit_ids: Collection[int], on: date) -> dict[int, list[Asked]]:
    """What units owe by themselves, by the key of the unit."""
    return _asked(_in_force(on, Subject.UNITS), unit_ids, on)


def try_out(quota_set: QuotaSet, on: date) -> list[Trial]:
    """试算 of a draft against the records: how it would have stood on the last day of the month before `on`."""
    day = on.replace(day=1) - timedelta(days=1)
    asked = _asked([quota_set], covered(quota_set, day), day, known={})
    found = []
    for clause in quota_set.rules.all():
        mine = [one.progress for each in asked.values() for one in each if one.clause == clause]
        owing = [one for one in mine if one.owed]
        found.append(Trial(clause, len(owing), sum(one.is_met for one in owing), mine[0].period.label if mine else ""))
    return found


def people_of(unit: Unit, on: date) -> list[Person]:
    """Who holds a post in the unit itself on that day, by name; never by what they have done."""
    posts = Posting.objects.valid(on).filter(unit=unit)
    return list(Person.objects.filter(pk__in=posts.values("person_id"), is_active=True).order_by("name", "pk"))


def homes_of(person_id: int, on: date) -> list[str]:
    """The paths of the units in which the person holds a post on that day."""
    return list(Posting.objects.valid(on).filter(person_id=person_id).values_list("unit__path", flat=True))


def deeds_of(person_ids: Collection[int], first: date, last: date) -> list[Deed]:
    """Every record of these people that a duty could count, once: what a check draws from (JF-8)."""
    found = [deed for one in MEASURES.values() if not one.units_owe for deed in one.find(person_ids, first, last)]
    by_ref = {deed.ref: deed for deed in found if first <= deed.on <= last}
    return sorted(by_ref.values(), key=lambda deed: (deed.on, deed.ref))


def terms() -> list[Term]:
    """The school calendar."""
    return [term.as_term() for term in SchoolTerm.objects.all()]


def _in_force(on: date, subject: str) -> list[QuotaSet]:
    return list(QuotaSet.objects.in_force(on).filter(subject=subject).prefetch_related("rules").select_related("unit"))


def _asked(
    sets: Sequence[QuotaSet], ids: Collection[int], on: date, known: dict[str, Span] | None = None
) -> dict[int, list[Asked]]:
    """For whom each set binds on the day; the records once for all of them; then each one's own sum."""
    if not sets or not ids:
        return {}
    bound = held(sets, ids, lives(sets) if known is None else known)
    owing = {who for days in bound.values() for who, spans in days.items() if any(on in span for span in spans)}
    rules = {one.pk: _rules(one) for one in sets}
    named = [rule for found in rules.values() for rule in found]
    calendar = terms() if any(rule.period in ("term", "school_year") for rule in named) else []
    reach = _reach(named, on, calendar)
    if not owing or not reach:
        return {}
    deeds = {code: _by_person(MEASURES[code].find(owing, span.first, span.last)) for code, span in reach.items()}
    absent: dict[int, list[Span]] = {}
    for one in away(owing, min(span.first for span in reach.values()), max(span.last for span in reach.values())):
        absent.setdefault(one.person_id, []).append(Span(one.on, one.until))
    found: dict[int, list[Asked]] = {}
    for who in sorted(owing):
        mine = {code: given.get(who, []) for code, given in deeds.items()}
        cases = [(one, Case(rules[one.pk], mine, bound[one.pk][who], absent.get(who, []), calendar)) for one in sets
                 if any(on in span for span in bound[one.pk].get(who, []))]  # fmt: skip
        found[who] = _together(cases, on)
    return found


def _together(cases: Iterable[tuple[QuotaSet, Case]], on: date) -> list[Asked]:
    """What all the sets ask of one person; a record that counts in several says so in each."""
    found = []
    for quota_set, case in cases:
        clauses = {clause.code: clause for clause in quota_set.rules.all()}
        found += [Asked(quota_set, clauses[one.rule.code], one) for one in reckon(case, on)]
    told = also_counted([one.progress for one in found])
    return [replace(one, progress=said) for one, said in zip(found, told, strict=True)]


def _rules(quota_set: QuotaSet) -> list[Rule]:
    """The rules as they are reckoned; one whose measure is not there, or that contradicts itself, asks nothing."""
    found = []
    for clause in quota_set.rules.all():
        if clause.measure in MEASURES and (not clause.link or clause.link in MEASURES):
            try:
                found.append(clause.as_rule(MEASURES[clause.measure].usual()))
            except NotARule:
                continue
    return found


def _reach(rules: Iterable[Rule], on: date, calendar: Sequence[Term]) -> dict[str, Span]:
    """Of each measure, the days whose records are needed."""
    found: dict[str, Span] = {}
    for rule in rules:
        period = stretch_of(rule.period, on, calendar, rule.own)
        if period is None:
            continue
        days = window(rule, period)
        for code in filter(None, (rule.measure, rule.link)):
            known = found.get(code, days)
            found[code] = Span(min(known.first, days.first), max(known.last, days.last))
    return found


def _by_person(deeds: Iterable[Deed]) -> Mapping[int, list[Deed]]:
    found: dict[int, list[Deed]] = {}
    for deed in deeds:
        found.setdefault(deed.person_id, []).append(deed)
    return found
