"""数一遍: the keys behind a figure, as the office of its unit sees them, and always by the same eyes.

What complains about a unit is in no figure that is kept of it. Who counts again later must see what was seen then, or
a change of office would look like a change of the records: the viewpoint is kept with the figure.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, Count, Figure, Indicator, Mean, Median, Rate, Spread, Sum
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.pure.periods import Period
from lianxin.reports.freezes.kept import Kept
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.freezes.problems import Unfit
from lianxin.reports.freezes.terms import FigureKind

SPREADS = ((Median, FigureKind.MEDIAN), (Mean, FigureKind.MEAN), (Sum, FigureKind.SUM))


def as_office(by: Actor, unit: Unit) -> Actor:
    """The actor as the office of that unit: what complains about the unit itself is in no figure that is kept of it."""
    return replace(by, own_path=unit.path, former=unit.paths[1:])


def as_kept(indicator: Indicator, period: Period, unit: Unit, *, by: Actor, today: date | None = None) -> Figure:
    """The figure as `freeze` will count it: for whoever freezes a figure of a unit that is not his own."""
    return indicator.figure(period, unit, by=as_office(by, unit), today=today)


def viewpoint_of(office: Actor, unit: Unit) -> str:
    """以谁的名义 in so few words that the same eyes can be had again: role, root of its grants, person."""
    roots = [root for root in office.grants.get(FIGURES.code, ()) if unit.path.startswith(root)]
    seen = {"role": office.role, "root": min(roots, key=len, default=unit.path), "person": office.person_id,
            "own": office.own_path, "former": list(office.former)}  # fmt: skip
    return json.dumps(seen, sort_keys=True, separators=(",", ":"))


def office_of(frozen: FrozenFigure) -> Actor:
    """The eyes by which the figure was counted. A role that is no more is read as the office of the unit that saw it."""
    seen: Mapping[str, Any] = json.loads(frozen.viewpoint)
    role = ROLES.get(seen["role"])
    grants = role.grants if role else tuple({code for one in ROLES.values() for code in one.grants})
    return Actor(
        ref="office", name=frozen.signed_by, post=frozen.signed_post, role=seen["role"], person_id=seen["person"],
        own_path=seen["own"], former=tuple(seen["former"]), grants=dict.fromkeys({*grants, FIGURES.code}, (seen["root"],)),
    )  # fmt: skip


def kind_of(indicator: Indicator) -> str:
    """How the value comes from the records. Raises Unfit for a kind that cannot be reckoned again."""
    if isinstance(indicator, Rate):
        return FigureKind.RATE
    if isinstance(indicator, Count):
        return FigureKind.COUNT
    for spread, kind in SPREADS:
        if isinstance(indicator, spread):
            return kind
    raise Unfit(_("这种数不能封存：只凭留下的记录算不回来。"))


def count(indicator: Indicator, period: Period, unit: Unit, *, office: Actor, today: date) -> Kept:
    """The keys behind the figure now. One statement, of a rate two."""
    asked: dict[str, Any] = {"by": office, "today": today}
    kind = kind_of(indicator)
    if isinstance(indicator, Rate):
        if len({one.of().model for one in indicator.counts}) > 1:
            raise Unfit(_("这种数不能封存：只凭留下的记录算不回来。"))
        sides = [_keys(one.records(period, unit, **asked)) for one in indicator.counts]
        return Kept(kind, 1, sides[0], sides[1])
    if isinstance(indicator, Spread):
        rows = indicator.over.records(period, unit, **asked).order_by().values_list("pk", indicator.measured)
        pairs = list(rows)
        measures = {key: Decimal(measure) for key, measure in pairs if measure is not None}
        return Kept(kind, indicator.places, frozenset(key for key, _measure in pairs), measures=measures)
    assert isinstance(indicator, Count)
    return Kept(kind, 0, _keys(indicator.records(period, unit, **asked)))


def _keys(found: Any) -> frozenset[int]:
    return frozenset(found.order_by().values_list("pk", flat=True))
