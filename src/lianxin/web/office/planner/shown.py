"""走访安排的样子: the days of a month, why a place stands where it stands, what a village is told, what warns of crowding."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.clocks.words import called
from lianxin.pure.periods import Period
from lianxin.pure.workdays import Calendar
from lianxin.work.planner.queries import Coming, Crowding, Unseen

IN_A_CELL = 4


def day_words(on: date) -> str:
    """11月12日."""
    return date_format(on, _("n月j日"))


def days_words(on: date, until: date) -> str:
    """11月12日, 11月12日至13日, 11月30日至12月1日."""
    if until == on:
        return day_words(on)
    last = date_format(until, _("j日")) if (until.year, until.month) == (on.year, on.month) else day_words(until)
    return _("%(on)s至%(until)s") % {"on": day_words(on), "until": last}


@dataclass(frozen=True)
class Entry:
    """格子里的一件: who goes where, whether they come here or go away, whether they have been."""

    coming: Coming
    is_here: bool
    words: str
    url: str

    @property
    def tone(self) -> str:
        return "done" if self.coming.has_come else ("here" if self.is_here else "away")


@dataclass
class Cell:
    """日历上的一天."""

    day: date
    note: str
    is_rest: bool
    is_today: bool
    is_past: bool = False
    entries: list[Entry] = field(default_factory=list)
    groups: int = 0

    @property
    def first(self) -> list[Entry]:
        return self.entries[:IN_A_CELL]

    @property
    def rest(self) -> list[Entry]:
        return self.entries[IN_A_CELL:]

    @property
    def more(self) -> int:
        return max(0, len(self.entries) - IN_A_CELL)


def entry(one: Coming, path: str) -> Entry:
    """An entry as the unit at `path` reads it: who comes to us, or where we go; above both, who goes where."""
    is_here = one.comes_to(path)
    both = is_here == one.home.path.startswith(path)
    if is_here and one.unit.path == path:
        words = one.home.name
    elif not is_here and one.home.path == path:
        words = _("去%(where)s") % {"where": one.unit.name}
    else:
        words = _("%(home)s到%(unit)s") % {"home": one.home.name, "unit": one.unit.name}
    return Entry(one, is_here or both, words, url_of(one))


def url_of(one: Coming) -> str:
    """The page of the plan, or of the visit that nobody had planned."""
    if one.plan is not None:
        return reverse("planner:plan", args=[one.plan.code])
    return visit_url(one.visit.code) if one.visit is not None else ""


def visit_url(code: str) -> str:
    """The page of a recorded visit."""
    return reverse("visits:visit", args=[code])


def weeks(
    month: Period, comings: Iterable[Coming], path: str, calendar: Calendar, today: date
) -> list[list[Cell | None]]:
    """The month as rows of seven days from Monday, each day with what is on it."""
    cells = {day: _cell(day, calendar, today) for day in span(month.first, month.last)}
    for one in comings:
        shown = entry(one, path)
        for day in span(max(one.on, month.first), min(one.until, month.last)):
            cells[day].entries.append(shown)
    for cell in cells.values():
        heads = {_party(one.coming) for one in cell.entries if one.is_here and one.coming.unit.path == path}
        cell.groups = len(heads)
    row: list[Cell | None] = [None] * month.first.weekday()
    rows = []
    for cell in cells.values():
        row.append(cell)
        if len(row) == 7:
            rows.append(row)
            row = []
    return [*rows, row + [None] * (7 - len(row))] if row else rows


def _party(one: Coming) -> str:
    if one.plan is not None and one.plan.together is not None:
        return one.plan.together.home_path
    return one.home.path


def _cell(day: date, calendar: Calendar, today: date) -> Cell:
    kind = calendar.kind(day)
    note = called(kind.name) if kind.name and not calendar.is_workday(day) else ""
    is_past = day < today and day.month == today.month and day.year == today.year
    return Cell(day, note, not calendar.is_workday(day), day == today, is_past)


def span(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last."""
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def when(one: Coming, today: date) -> tuple[str, str]:
    """How far off it is, in words and tone."""
    if one.has_come:
        return _("来过了"), "done"
    days = (one.on - today).days
    if one.until < today:
        return _("没有记录"), "quiet"
    if days <= 0:
        return _("今天"), "soon"
    return (_("明天"), "soon") if days == 1 else (ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days}, "")


def unseen_why(one: Unseen, today: date, *, own: bool = True) -> str:
    """为什么排在这里: two plain sentences about dates and shares; nothing about the people."""
    days, on = (
        one.days(today),
        day_words(one.since) if one.since.year == today.year else date_format(one.since, _("Y年n月j日")),
    )
    given = {"on": on, "days": days}
    if one.last_on is not None and (one.household is not None or one.what):
        first = _("上次有人去是%(on)s，已经 %(days)s 天。") % given
    elif one.last_on is not None:
        first = _("您上次去是%(on)s，已经 %(days)s 天。") % given
    elif one.pairing is None:
        first = _("%(on)s登记入册以来还没有人去过，已经 %(days)s 天。") % given
    else:
        first = _("%(on)s结对以来还没有去过，已经 %(days)s 天。") % given
    if not own or not one.share or one.what:
        return first
    return first + _("今年您去过 %(own)s 次，平均每处 %(share)s 次。") % {
        "own": one.own_visits,
        "share": _decimal(one.share),
    }


def _decimal(number: Fraction) -> str:
    """At most one digit after the point, half up."""
    tenths = int(number * 10 + Fraction(1, 2))
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def crowd_sentences(found: Crowding, unit: str) -> list[str]:
    """What warns of crowding, in sentences; empty where there is nothing to say."""
    said = []
    for one in found.same_days:
        given = {"home": one.home.name, "on": days_words(one.on, one.until), "what": one.purpose, "n": one.people}
        said.append(_("%(home)s%(on)s也去，%(n)s 人：%(what)s。") % given)
    for one in found.same_week:
        given = {"home": one.home.name, "on": days_words(one.on, one.until), "n": one.people}
        said.append(_("同一周里，%(home)s%(on)s去，%(n)s 人。") % given)
    if found.is_over_days and found.limit is not None:
        given = {"unit": unit, "n": found.would_be, "most": found.limit.days}
        said.append(_("加上这一次，%(unit)s当月要接待 %(n)s 天，超过每月 %(most)s 天的上限。") % given)
    if found.is_over_groups and found.limit is not None:
        said.append(_("当天就有 %(n)s 批，上限是 %(most)s 批。") % {"n": found.groups, "most": found.limit.groups})
    return said
