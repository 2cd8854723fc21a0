"""走访活动页面上显示的: figures that open, parts with their progress, the list behind each figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.web.ui.request import Request
from lianxin.work.concerns.queries import shown as readable
from lianxin.work.concerns.terms import Status
from lianxin.work.drives import queries
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import DriveStatus, Measure
from lianxin.work.visits.models import Leaflet, Stay, Visit
from lianxin.work.visits.queries.drives import Coverage, coverage, found_under, solved, visits_of
from lianxin.work.visits.terms import VIEW as SEE_VISIT

LISTED = 300
UNITS: dict[str, str | Promise] = {
    Measure.VISITS: gettext_lazy("次"), Measure.GROUPS: gettext_lazy("个组"), Measure.HOUSEHOLDS: gettext_lazy("户"),
    Measure.NEEDY: gettext_lazy("户"), Measure.FOUND: gettext_lazy("个"), Measure.SOLVED: gettext_lazy("个"),
    Measure.CONCERNS: gettext_lazy("件"), Measure.CLOSED: gettext_lazy("件"), Measure.NIGHTS: gettext_lazy("夜"),
    Measure.LEAFLETS: gettext_lazy("份"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """一个数: what it is, how much, of how much, the list behind it."""

    word: str | Promise
    number: int
    unit: str | Promise
    url: str
    measure: str
    goal: int = 0

    @property
    def is_reached(self) -> bool:
        return bool(self.goal) and self.number >= self.goal


@dataclass(frozen=True)
class Progress:
    """进展 of a drive as one reader sees it: its coverage and its figures by what they measure."""

    coverage: Coverage
    numbers: dict[str, int]


def progress(drive: Drive, request: Request) -> Progress:
    """The figures of a drive: of visits all, of problems and concerns those that this reader may know of."""
    covered, taken = coverage(drive, request.actor), queries.taken_up(drive, request.actor)
    numbers: dict[str, int] = {
        Measure.VISITS: covered.visits, Measure.GROUPS: covered.groups, Measure.HOUSEHOLDS: covered.households,
        Measure.NEEDY: covered.needy, Measure.FOUND: covered.found, Measure.SOLVED: covered.solved,
        Measure.CONCERNS: taken.concerns, Measure.CLOSED: taken.closed, Measure.NIGHTS: covered.nights,
        Measure.LEAFLETS: covered.leaflets,
    }  # fmt: skip
    return Progress(covered, numbers)


def lines(drive: Drive, found: Progress) -> list[Line]:
    """The figures that say something: those above nought, and the visits always."""
    kept = [code for code, number in found.numbers.items() if number or code == Measure.VISITS]
    return [_line(drive, code, Measure(code).label, found.numbers[code]) for code in kept]


def parts(drive: Drive, found: Progress) -> list[Line]:
    """工作内容 with the progress of each; one without a measure has none."""
    return [
        _line(drive, one["measure"], one["name"], found.numbers.get(one["measure"], 0), one["goal"])
        for one in drive.parts
    ]


def _line(drive: Drive, code: str, word: str | Promise, number: int, goal: int = 0) -> Line:
    url = "" if code == Measure.NONE else reverse("drives:behind", args=[drive.code, code])
    return Line(word, number, UNITS.get(code, ""), url, code, goal)


def state(drive: Drive, today: date) -> tuple[str | Promise, str]:
    """How it stands, with the tone of its badge."""
    if drive.status != DriveStatus.OPEN:
        return DriveStatus(drive.status).label, "quiet" if drive.status == DriveStatus.CALLED_OFF else "done"
    if today < drive.starts_on:
        return _("还没开始"), "todo"
    if today > drive.ends_on:
        return _("到期待小结"), "late"
    left = (drive.ends_on - today).days
    return ngettext("进行中，还有 %(n)s 天", "进行中，还有 %(n)s 天", left) % {"n": left}, "doing"


@dataclass(frozen=True)
class Behind:
    """一个数背后的记录: which list of them, its rows, how many the figure counts."""

    word: str | Promise
    kind: str
    rows: list[Any]
    number: int


def behind(drive: Drive, measure: str, request: Request, group: str = "", unit: str = "") -> Behind:
    """The records behind a figure that this reader may open; `unit` and `group` narrow visits to one place."""
    kind, find = _LISTS[measure]
    rows = find(drive, measure, request)
    if kind == "visits" and unit.isdecimal() and len(unit) < 10:
        rows = [one for one in rows if str(one.unit_id) == unit and (not group or one.group == group)]
    return Behind(Measure(measure).label, kind, rows, progress(drive, request).numbers[measure])


def _visits(drive: Drive, measure: str, request: Request) -> list[Visit]:
    seen: QuerySet[Visit] = Visit.objects.reachable(by=request.actor, to=SEE_VISIT)
    found = seen.filter(pk__in=visits_of(drive).values("pk")).select_related("unit", "household")
    if measure == Measure.NEEDY:
        found = found.filter(needy__gt=0)
    elif measure == Measure.GROUPS:
        found = found.exclude(group="")
    elif measure == Measure.HOUSEHOLDS:
        found = found.filter(households__gt=0)
    return list(found.prefetch_related("people__person").order_by("-on", "-pk")[:LISTED])


def _findings(drive: Drive, measure: str, request: Request) -> list[Any]:
    found = found_under(drive, request.actor)
    found = solved(found) if measure == Measure.SOLVED else found
    rows = found.select_related("concern__unit", "concern__handler", "concern__requester").order_by("-on", "-pk")
    return [(one.concern, readable(one.concern.title, one.concern, request.actor)) for one in rows[:LISTED]]


def _concerns(drive: Drive, measure: str, request: Request) -> list[Any]:
    found = queries.concerns_of(drive, request.actor)
    if measure == Measure.CLOSED:
        found = found.filter(status=Status.CLOSED)
    return [(one, readable(one.title, one, request.actor)) for one in found[:LISTED]]


def _stays(drive: Drive, measure: str, request: Request) -> list[Stay]:
    seen: QuerySet[Stay] = Stay.objects.reachable(by=request.actor, to=SEE_VISIT)
    return list(seen.filter(visit__in=visits_of(drive), voided_on=None).select_related("unit", "person")[:LISTED])


def _leaflets(drive: Drive, measure: str, request: Request) -> list[Leaflet]:
    seen = Visit.objects.reachable(by=request.actor, to=SEE_VISIT).filter(pk__in=visits_of(drive).values("pk"))
    found = Leaflet.objects.filter(visit__in=seen.values("pk")).select_related("visit__unit")
    return list(found.order_by("-on", "-pk")[:LISTED])


_LISTS: dict[str, tuple[str, Callable[[Drive, str, Request], list[Any]]]] = {
    Measure.VISITS: ("visits", _visits), Measure.GROUPS: ("visits", _visits), Measure.HOUSEHOLDS: ("visits", _visits),
    Measure.NEEDY: ("visits", _visits), Measure.FOUND: ("concerns", _findings), Measure.SOLVED: ("concerns", _findings),
    Measure.CONCERNS: ("concerns", _concerns), Measure.CLOSED: ("concerns", _concerns), Measure.NIGHTS: ("stays", _stays),
    Measure.LEAFLETS: ("leaflets", _leaflets),
}  # fmt: skip
