"""群众看得到的: telephone of the station, the promise explained, and what is published of units."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.workdays import Due
from lianxin.web.public import reckoned
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.publishing.queries import NOW as NOW

HOTLINE = "12345"
STATIONS: dict[str, str] = {
    UnitKind.VILLAGE: gettext_noop("%(unit)s群众工作站"), UnitKind.COMMUNITY: gettext_noop("%(unit)s群众工作站"),
    UnitKind.TOWNSHIP: gettext_noop("%(unit)s群众工作总站"),
}  # fmt: skip
ANSWERED = (Status.REPLIED, Status.CLOSED, Status.DECLINED, Status.VOIDED)


@dataclass(frozen=True)
class Promise:
    """答复日期, how long is left, and why that date: the sentence and the days counted."""

    due: Due
    left: str
    tone: str

    @property
    def sentence(self) -> str:
        return reckoned.sentence(self.due)

    @property
    def days(self) -> list[tuple[date, str]]:
        return list(reckoned.days(self.due))


def promise(concern: Concern, today: date) -> Promise | None:
    """The promise of this round; `left` is empty once an answer was given."""
    calendar = clocks.calendar()
    due = clocking.explain(concern, calendar)
    if due is None:
        return None
    if concern.status in ANSWERED:
        return Promise(due, "", "done")
    tone = "late" if due.on < today else "soon" if (due.on - today).days <= 2 else "quiet"
    return Promise(due, reckoned.left(due, today, calendar), tone)


@dataclass(frozen=True)
class Office:
    """联系单位: whom to ring."""

    name: str
    phone: str


def office_of(unit: Unit) -> Office:
    """The nearest unit with a telephone, from this one upwards; where none has one, the national hotline."""
    above = Unit.objects.filter(path__in=unit.ancestor_paths()).exclude(phone="").order_by("-path")
    found = above.first()
    return Office(station_name(found), found.phone) if found else Office(station_name(unit), HOTLINE)


def station_name(unit: Unit) -> str:
    """群众工作站 of a village or community, 群众工作总站 of a township; others go by their own name."""
    name = STATIONS.get(unit.kind)
    return gettext(name) % {"unit": unit.name} if name else unit.name


@dataclass(frozen=True)
class Published:
    """公开的单位: the county, and the units right under it by kind."""

    county: Unit | None
    townships: list[Unit]
    departments: list[Unit]
    schools: list[Unit]
    centres: list[Unit]


def published(today: date) -> Published:
    """Who is there, with telephone and place."""
    county = top_unit()
    units = list(Unit.objects.valid(today).filter(parent=county)) if county else []
    return Published(
        county=county,
        townships=[unit for unit in units if unit.kind == UnitKind.TOWNSHIP],
        departments=[unit for unit in units if unit.kind == UnitKind.DEPARTMENT],
        schools=[unit for unit in units if unit.kind == UnitKind.SCHOOL],
        centres=[unit for unit in units if unit.kind == UnitKind.CENTRE],
    )


def stations(township: Unit, today: date) -> list[Unit]:
    """村站 of a township."""
    return list(Unit.objects.valid(today).filter(parent=township))
