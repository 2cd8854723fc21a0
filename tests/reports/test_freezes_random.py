"""封存的数重算: random figures reckoned from what was kept and from scratch; after random late changes the names are exact.

LIANXIN_FROZEN sets how many; CI's slower part takes 2,000.
"""

import os
import random
from datetime import datetime, timedelta

import pytest

from lianxin.base.indicators import (
    DIMENSIONS,
    INDICATORS,
    Mean,
    Median,
    Spread,
    Sum,
    sliced,
)
from lianxin.base.indicators.scopes import scoped
from lianxin.pure.periods import Period
from lianxin.reports.freezes import commands, queries
from lianxin.reports.freezes.counting import as_kept, as_office
from lianxin.reports.freezes.kept import kept_of
from lianxin.reports.freezes.verifying import verify
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Outcome, Status
from tests.conftest import SHANGHAI
from tests.work.history import TODAY, made, make_year
from tests.work.test_indicators import OF_CONCERNS, random_period

FROZEN = int(os.environ.get("LIANXIN_FROZEN", "40"))
SIGNED, LATER = datetime(2026, 11, 3, 15, tzinfo=SHANGHAI), datetime(2026, 11, 20, 9, tzinfo=SHANGHAI)


def every_kind(town, monkeypatch):
    """Counts, stocks, rates and medians of concerns, parts and scopes of them, and a mean and a sum over the same days."""
    median = next(one for one in OF_CONCERNS if isinstance(one, Median))
    given = {"label": "办结用时", "basis": "办结用时。", "over": median.over, "measured": median.measured}
    for one in (Mean(code="concern.mean_days", **given), Sum(code="concern.sum_days", places=0, **given)):
        monkeypatch.setitem(INDICATORS, one.code, one)
    found = [*OF_CONCERNS, INDICATORS["concern.mean_days"], INDICATORS["concern.sum_days"]] * 2
    scopes = ["village+community", f"u{town.shiqiao.pk}+u{town.shahe.pk}"]
    found += [scoped(one, scopes[n % 2]) for n, one in enumerate(OF_CONCERNS)]
    for one in OF_CONCERNS:
        for along in (DIMENSIONS[code] for code in getattr(one, "dimensions", ())):
            found += [sliced(one, along, key) for key, _label in along.choices()][:2]
    return found


def behind(one, period, unit, by):
    """What the figure counts, by record: its sides of a rate, its measure; asked of the registry, not of the room."""
    found: dict[int, list[object]] = {}
    for count in one.counts:
        field = one.measured if isinstance(one, Spread) else "pk"
        for key, measure in count.records(period, unit, by=by, today=TODAY).values_list("pk", field):
            found.setdefault(key, []).append(measure if isinstance(one, Spread) else count.code)
    return found


def change_everything(luck, town):
    """What ledgers, corrections and deeds can do to a fifth of the records: dates, places, ends; some come, some go."""
    units = [town.shiqiao, town.liuwan, town.shahe, town.qingshui]
    everything = list(Concern.objects.order_by("pk"))
    for one in luck.sample(everything, len(everything) // 5):
        what = luck.randrange(6)
        if what == 0:
            one.received_on -= timedelta(days=luck.randrange(1, 60))
        elif what == 1 and one.closed_on:
            one.closed_on += timedelta(days=luck.randrange(-20, 20))
        elif what == 2:
            one.unit = luck.choice(units)
            one.unit_path = one.unit.path
        elif what == 3 and one.due_on:
            one.due_on -= timedelta(days=9)
        elif what == 4:
            one.kind = luck.choice(["help", "complaint", "suggestion"])
        elif not one.closed_on and one.assigned_on:
            one.status, one.closed_on, one.outcome = Status.CLOSED, TODAY - timedelta(days=3), Outcome.SOLVED
        one.save()
    for one in luck.sample(list(Concern.objects.past_the_wall(by=town.clerk).filter(status=Status.REGISTERED)), 8):
        concerns.void(concern=one, reason="重复登记", by=town.clerk, at=LATER)
    Concern.objects.filter(pk__in=[one.pk for one in luck.sample(everything, 10)], subjects=None, ratings=None).delete()
    came = (made(luck, town, 5000 + n, [None]) for n in range(60))
    Concern.objects.bulk_create(came)


@pytest.mark.thorough
@pytest.mark.drawn
@pytest.mark.mechanism("M288")
def test_random_frozen_figures_come_out_again_and_every_difference_is_named(town, monkeypatch):
    make_year(town)
    luck = random.Random(20261122)
    kinds, units = every_kind(town, monkeypatch), list(town.units.values())
    spreads = [one for one in kinds if isinstance(one, Spread)][:3]  # a median, a mean and a sum are always among them
    asked = [(one, town.county, Period.parse("2026")) for one in spreads]
    asked += [(luck.choice(kinds), luck.choice(units), random_period(luck)) for _ in range(FROZEN - len(asked))]
    kept = []
    for one, unit, period in asked:
        figure = as_kept(one, period, unit, by=town.clerk, today=TODAY)
        frozen = commands.freeze(of="return:MANY", figure=figure, by=town.clerk, at=SIGNED)
        again = queries.again(frozen, town.clerk, TODAY)

        assert queries.recount(frozen) == again.value == frozen.value == figure.value, frozen.code
        assert (again.part, again.whole) == (figure.part, figure.whole), frozen.code
        kept.append((frozen, behind(one, period, unit, as_office(town.clerk, unit))))

    change_everything(luck, town)

    moved = named = 0
    for (frozen, before), (one, unit, period) in zip(kept, asked, strict=True):
        office = as_office(town.clerk, unit)
        now, live = behind(one, period, unit, office), one.figure(period, unit, by=office, today=TODAY)
        told = queries.difference(frozen, town.clerk, LATER.date())
        keys = [{found.key for found in side} for side in (told.added, told.removed, told.changed)]

        assert queries.recount(frozen) == frozen.value and told.now.value == live.value, frozen.code
        assert keys == [
            now.keys() - before.keys(), before.keys() - now.keys(),
            {key for key in now.keys() & before.keys() if now[key] != before[key]},
        ], frozen.code  # fmt: skip
        assert told.unnamed == 0 and told.is_none == (now == before)
        if now != before:
            late = commands.note_late(frozen=frozen, reason="核对后更正", by=town.clerk, at=LATER)
            assert (late.old, late.value, kept_of(late).value) == (frozen.value, live.value, live.value)
            moved, named = moved + 1, named + sum(map(len, keys))

    assert moved > FROZEN // 3 and named > FROZEN
    assert [one.is_whole for one in verify("return:MANY")] == [True] * FROZEN
    assert {one.kind for one, _before in kept} == {"count", "rate", "median", "mean", "sum"}
