"""困难户台账: computed from the needs that stand on a day, with what the rooms above add (M093)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.protection.masks import mask_name
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.web.office.households.browsing import unit_of
from lianxin.web.ui.request import Request
from lianxin.work.households import columns, queries
from lianxin.work.households.lists import lists_on
from lianxin.work.households.models import Need

COLUMNS = (
    (gettext_lazy("序号"), 6), (gettext_lazy("村、社区"), 14), (gettext_lazy("编号"), 11), (gettext_lazy("组别门牌"), 16),
    (gettext_lazy("户主"), 9), (gettext_lazy("人口"), 6), (gettext_lazy("致困原因"), 18), (gettext_lazy("认定依据"), 14),
    (gettext_lazy("起"), 12), (gettext_lazy("下次复核"), 12),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """台账 as read from an address: whose, as of which day, of which cause."""

    unit: Unit | None
    on: date
    cause: str
    due: bool
    found: Any

    @property
    def query(self) -> str:
        """The filters as a query."""
        given = {"unit": str(self.unit.pk) if self.unit else "", "on": self.on.isoformat(), "cause": self.cause,
                 "due": "1" if self.due else ""}  # fmt: skip
        return urlencode({name: value for name, value in given.items() if value})


def asked(request: Request) -> Asked:
    """The ledger that an address asks for; a day that cannot be read, or lies ahead, is today."""
    data, today = request.GET, request.today
    unit, on = unit_of(data.get("unit", "")), _day(data.get("on", ""), today)
    found = queries.needs_seen(request.actor, on)
    if unit is not None:
        found = found.filter(within("unit_path", unit.path))
    if due := data.get("due") == "1":
        found = found.filter(review_on__lte=on)
    cause = next((one.code for one in lists_on(on).causes if one.code == data.get("cause")), "")
    if cause:
        found = found.filter(pk__in=[pk for pk, causes in _open_causes(request, found) if cause in causes])
    return Asked(unit, on, cause, due, found)


def _day(typed: str, today: date) -> date:
    try:
        read = read_date(typed.replace("\0", ""), base_year=today.year) if typed else None
    except BadDate:
        return today
    return min(read.day, today) if read else today


def _open_pks(request: Request) -> Any:
    return queries.open_to(request.actor, request.today).order_by().values("pk")


def _open_causes(request: Request, found: Any) -> list[tuple[int, list[str]]]:
    return list(found.filter(household__in=_open_pks(request)).order_by().values_list("pk", "causes"))


def by_cause(request: Request, asked: Asked) -> list[tuple[str, str | Promise, int]]:
    """How many households by each cause, of those whose causes this actor may read; the most frequent first."""
    counted = Counter(cause for _pk, causes in _open_causes(request, asked.found) for cause in causes)
    found = [(one.code, one.label, counted[one.code]) for one in lists_on(asked.on).causes if counted[one.code]]
    return sorted(found, key=lambda line: -line[2])


@dataclass(frozen=True)
class Line:
    """台账的一行: causes and masked name only where the household is open to the reader."""

    need: Need
    name: str
    causes: str
    basis: str | Promise
    is_due: bool
    more: list[str]


def lines(request: Request, asked: Asked, most: int) -> list[Line]:
    """The lines of the ledger: one statement, one for what is open, and those of the further columns."""
    found: list[Need] = list(asked.found[:most])
    pks = [one.household_id for one in found]
    open_pks = set(queries.open_to(request.actor, request.today).filter(pk__in=pks).values_list("pk", flat=True))
    more = columns.cells(pks, asked.on)
    return [
        Line(
            one, mask_name(one.household.head_name) if one.household_id in open_pks else "",
            "、".join(map(str, one.cause_labels)) if one.household_id in open_pks else "",
            one.basis_label if one.household_id in open_pks else "", one.review_on <= asked.on,
            [texts.get(one.household_id, "") for texts in more],
        )
        for one in found
    ]  # fmt: skip


def column_words() -> list[str | Promise]:
    """The words of the further columns."""
    return [one.label for one in columns.COLUMNS.values()]


def cells(number: int, line: Line) -> list[str]:
    """One line as texts, for paper and Excel."""
    need, household = line.need, line.need.household
    return [
        str(number), need.unit.name, household.code, household.place, line.name, str(household.members), line.causes,
        str(line.basis), need.since.isoformat(), need.review_on.isoformat(), *line.more,
    ]  # fmt: skip


def soon(request: Request, days: int) -> list[Need]:
    """Needs that will be erased within so many days if nobody reviews them."""
    from_, until = request.today, request.today + timedelta(days=days)
    needs, _gone = queries.erasable(request.actor, until + timedelta(days=1))
    return [one for one in needs[:300] if one.keep_until >= from_]


def title(asked: Asked, own: Unit) -> str:
    """The title of the paper."""
    return _("%(unit)s困难户台账（截至%(on)s）") % {"unit": (asked.unit or own).name, "on": asked.on.isoformat()}
