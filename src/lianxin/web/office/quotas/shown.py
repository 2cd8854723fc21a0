"""走访任务 as it is shown: a clause in words, a progress in a quiet sentence, a record with where to open it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import MONTHS_IN, Period
from lianxin.pure.quota import OPEN, Deed, Progress
from lianxin.web.ui.panels import Quiet
from lianxin.web.ui.periods import period_words
from lianxin.work.quotas.measures import MEASURES, Measure
from lianxin.work.quotas.models import QuotaRule, QuotaSet
from lianxin.work.quotas.queries import Asked
from lianxin.work.quotas.terms import UNIT_WORDS, WHYS, CountUnit, Part, PeriodKind, Sharing, Subject

#: the kind of a record's reference → its page; a page that does not take it is left out
PAGES = {
    "visit": "visits:visit", "stay": "visits:stay", "pairing": "pairings:pairing", "writing": "writings:writing",
    "drive": "drives:drive", "term_check": "quotas:check_record",
}  # fmt: skip
#: what nobody does by himself: links are given by the office, so 今日 says nothing of them
GIVEN = ("standing", "lasting")


@dataclass(frozen=True)
class Clause:
    """条款 in words: the sentence, and under which conditions."""

    rule: QuotaRule
    sentence: str
    notes: list[str]


@dataclass(frozen=True)
class Line:
    """一条记录: when, what, its page, and what is to be said of it here."""

    when: str
    label: str
    url: str
    said: str = ""
    also: str = ""


@dataclass(frozen=True)
class Link:
    """一个联系点 with its own progress."""

    label: str
    url: str
    sentence: str
    is_met: bool


@dataclass(frozen=True)
class Duty:
    """一条任务 on a page: its words, how far it is, the sum, and what is counted twice."""

    asked: Asked
    code: str
    label: str
    set_title: str
    sentence: str
    sum: str
    also: str
    last: str
    is_met: bool
    is_owed: bool
    is_given: bool


def unit_word(clause: QuotaRule) -> str:
    """天, 户, 次 …: the measure word of what is counted."""
    own = UNIT_WORDS[clause.unit]
    return str(own or MEASURES[clause.measure].unit_word if clause.measure in MEASURES else own)


def clause(rule: QuotaRule, others: Iterable[QuotaRule] = ()) -> Clause:
    """条款 in words."""
    measure = MEASURES.get(rule.measure)
    amount = f"{rule.minimum}—{rule.most}" if rule.most and rule.most > rule.minimum else str(rule.minimum)
    values = {"period": _period_words(rule), "measure": measure.label if measure else rule.measure, "amount": amount,
              "unit": unit_word(rule)}  # fmt: skip
    if rule.unit == "lasting":
        sentence = _("%(measure)s：每个至少联系 %(amount)s 个月。") % values
    elif rule.unit == "standing":
        sentence = _("%(measure)s：要有至少 %(amount)s 个正在联系。") % values
    elif rule.link:
        sentence = _("%(period)s对每个联系点，%(measure)s至少 %(amount)s %(unit)s。") % values
    else:
        sentence = _("%(period)s%(measure)s至少 %(amount)s %(unit)s。") % values
    return Clause(rule, sentence, list(_notes(rule, measure, others)))


def _period_words(rule: QuotaRule) -> str:
    if rule.first and rule.last:
        return _("%(first)s 至 %(last)s，") % {"first": rule.first.isoformat(), "last": rule.last.isoformat()}
    return str(PeriodKind(rule.period).label)


def _notes(rule: QuotaRule, measure: Measure | None, others: Iterable[QuotaRule]) -> Iterable[str]:
    if rule.unit in ("days", "run", "nights", "occasions", "places"):
        yield _("怎样数：%(how)s。") % {"how": CountUnit(rule.unit).label}
    if measure and (
        kinds := [str(measure.kinds[kind]) for kind in rule.kinds or measure.usual() if kind in measure.kinds]
    ):
        yield _("只算：%(kinds)s。") % {"kinds": "、".join(kinds)}
    if rule.where:
        yield _("只算在这些单位的：%(where)s。") % {
            "where": "、".join(str(UnitKind(kind).label) for kind in rule.where)
        }
    if rule.link and rule.link in MEASURES and rule.link_kinds:
        kinds = [str(MEASURES[rule.link].kinds.get(kind, kind)) for kind in rule.link_kinds]
        yield _("联系点是：%(kinds)s。") % {"kinds": "、".join(kinds)}
    yield _("任职不满一期的，%(part)s。") % {"part": Part(rule.part).label}
    wider = next((one.label for one in others if one.code == rule.wider), "")
    if rule.unit in GIVEN:
        return
    if rule.sharing == Sharing.WITHIN and wider:
        yield _("算在“%(wider)s”之内，同一次两条都算。") % {"wider": wider}
    else:
        yield _("一次几条：%(sharing)s。") % {"sharing": Sharing(rule.sharing).label}


def whose(quota_set: QuotaSet, named: int) -> str:
    """谁的任务 in words."""
    kinds = "、".join(str(UnitKind(kind).label) for kind in quota_set.unit_kinds) or _("各类单位")
    where = {"unit": quota_set.unit.name, "kinds": kinds}
    if quota_set.subject == Subject.UNITS:
        return _("%(unit)s及下级的%(kinds)s。") % where
    parts = []
    if quota_set.roles:
        roles = "、".join(str(ROLES[role].label) for role in quota_set.roles if role in ROLES)
        parts.append(_("%(unit)s及下级，%(kinds)s的%(roles)s。") % {**where, "roles": roles})
    if named:
        parts.append(_("另按名单列入 %(n)s 人。") % {"n": named})
    return "".join(parts) or _("还没有说是谁。")


def duty(asked: Asked) -> Duty:
    """一条任务 with its progress in words; no more than the person needs to know what is still open."""
    progress, rule = asked.progress, asked.clause
    last = max((one.deed.on for one in progress.counted), default=None) if rule.unit not in GIVEN else None
    return Duty(
        asked, rule.code, rule.label, asked.quota_set.title, sentence(progress, rule), sum_words(progress), _also(progress),
        date_format(last, _("n月j日")) if last else "", progress.is_met, progress.owed > 0, rule.unit in GIVEN,
    )  # fmt: skip


def sentence(progress: Progress, rule: QuotaRule) -> str:
    """已有 3 户，应有 5 户，还差 2 户."""
    values = {"period": period_label(progress), "owed": progress.owed, "done": progress.done, "word": unit_word(rule),
              "missing": progress.missing}  # fmt: skip
    if not progress.owed:
        if rule.link or rule.unit == "lasting":
            return _("%(period)s没有联系点，这一条不用做。") % values
        return _("%(period)s任职时间很短，这一条不用做。") % values
    if rule.link:
        return _("%(period)s应对 %(owed)s 个联系点，已做到 %(done)s 个。") % values
    if rule.unit == "lasting":
        return _("%(period)s的 %(owed)s 个联系点里，%(done)s 个够时间或仍在联系。") % values
    if rule.unit == "standing":
        if progress.missing:
            return _("应有 %(owed)s 个，正在联系 %(done)s 个，还差 %(missing)s 个。") % values
        return _("应有 %(owed)s 个，正在联系 %(done)s 个。") % values
    if progress.missing:
        return _("%(period)s应有 %(owed)s %(word)s，已有 %(done)s %(word)s，还差 %(missing)s %(word)s。") % values
    return _("%(period)s应有 %(owed)s %(word)s，已有 %(done)s %(word)s。") % values


def period_label(progress: Progress) -> str:
    """The period in the language of the page; terms of school are called as the calendar calls them."""
    kind = progress.rule.period
    return period_words(Period.containing(progress.period.first, kind)) if kind in MONTHS_IN else progress.period.label


def sum_words(progress: Progress) -> str:
    """The sum that led to what is owed, where anything was divided."""
    due = progress.due
    if progress.rule.link or progress.rule.unit == "lasting" or (not due.sum and due.is_whole):
        return ""
    values = {"held": due.held, "whole": due.whole, "away": due.away, "sum": due.sum}
    days = _("本期 %(whole)s 天，任职 %(held)s 天") % values
    if due.away:
        days += _("，其中请假 %(away)s 天") % values
    return _("%(days)s，折算 %(sum)s") % {**values, "days": days} if due.sum else days


def _also(progress: Progress) -> str:
    """Whether records of this figure count in other clauses too: nothing counts twice unseen (M127)."""
    labels: dict[str, int] = {}
    for one in progress.counted:
        for label in one.also:
            labels[label] = labels.get(label, 0) + 1
    if not labels:
        return ""
    counted = "、".join(_("“%(label)s”%(n)s 条") % {"label": label, "n": n} for label, n in labels.items())
    return _("这里的记录同时也算在：%(counted)s。") % {"counted": counted}


def counted_lines(progress: Progress) -> list[Line]:
    """计入的记录, each with what it adds."""
    word = UNIT_WORDS.get(progress.rule.unit) or ""
    found = []
    for one in progress.counted:
        said = _("计 %(n)s %(word)s") % {"n": one.adds, "word": word} if one.adds and word else ""
        if one.is_clipped and progress.rule.unit in ("days", "run"):
            said += _("（只算本期任职的日子）")
        also = _("同时算在：%(labels)s") % {"labels": "、".join(one.also)} if one.also else ""
        found.append(Line(_when(one.deed), one.deed.label, page_of(one.deed.ref), said, also))
    return found


def left_lines(progress: Progress) -> list[Line]:
    """没有计入的记录, each with the reason."""
    return [
        Line(_when(one.deed), one.deed.label, page_of(one.deed.ref), _because(one.why, one.of)) for one in progress.left
    ]


def _because(why: str, of: str) -> str:
    return str(WHYS[why]) % {"of": of}


def links(progress: Progress, rule: QuotaRule) -> list[Link]:
    """联系点, each with its own progress."""
    word = unit_word(rule)
    return [
        Link(one.link.label, page_of(one.link.ref),
             _("应 %(owed)s %(word)s，已有 %(done)s %(word)s") % {"owed": one.due.number, "done": one.done, "word": word},
             one.is_met)
        for one in progress.links
    ]  # fmt: skip


def deed_lines(deeds: Sequence[Deed], refs: Iterable[str]) -> list[Line]:
    """抽看的记录 by their references; one that is there no longer says so."""
    known = {deed.ref: deed for deed in deeds}
    return [Line(_when(known[ref]), known[ref].label, page_of(ref)) if ref in known else Line("", _("这条记录已不在"), "")
            for ref in refs]  # fmt: skip


def _when(deed: Deed) -> str:
    if deed.until == OPEN:
        return _("%(day)s 起") % {"day": deed.on.isoformat()}
    if deed.until == deed.on:
        return deed.on.isoformat()
    return _("%(first)s 至 %(last)s") % {"first": deed.on.isoformat(), "last": deed.until.isoformat()}


def page_of(ref: str) -> str:
    """Where a record is opened; "" where it has no page."""
    kind, _colon, key = ref.partition(":")
    if kind not in PAGES:
        return ""
    try:
        return reverse(PAGES[kind], args=[key])
    except NoReverseMatch:
        return ""


def quiet(asked: Iterable[Asked]) -> list[Quiet]:
    """What is said on 今日 to the person himself: what he can still do, the period that ends first before the others."""
    open_ones = [one for one in asked if one.progress.missing and one.clause.unit not in GIVEN]
    found = []
    for one in sorted(open_ones, key=lambda one: one.progress.period.last):
        shown = duty(one)
        text = f"{shown.label}：{shown.sentence}"
        if shown.last:
            text += _("最近一次 %(day)s。") % {"day": shown.last}
        found.append(Quiet(text, reverse("quotas:duty", args=[one.quota_set.code, shown.code])))
    return found


def context(asked: Asked) -> dict[str, Any]:
    """All that a page shows of one duty."""
    progress, rule = asked.progress, asked.clause
    return {
        "duty": duty(asked), "clause": clause(rule, asked.quota_set.rules.all()), "counted": counted_lines(progress),
        "left": left_lines(progress), "links": links(progress, rule), "progress": progress,
    }  # fmt: skip
