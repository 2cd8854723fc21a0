"""向导的读法: every step counted from the records of the day; nothing here is ticked off by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from lianxin.base.journal import book
from lianxin.base.orgs.queries import top_unit
from lianxin.work.guide import rules, settled
from lianxin.work.guide.found import Step
from lianxin.work.guide.models import SetAside
from lianxin.work.guide.staffing import staff
from lianxin.work.guide.terms import ALL

OTHERS: tuple[Callable[[date], Step], ...] = (
    rules.channels, rules.clocks, rules.topics, rules.duties, rules.pairings, rules.stations
)  # fmt: skip


def steps(on: date) -> list[Step]:
    """Every step on that day, in the order of the guide."""
    aside = set(SetAside.objects.values_list("step", flat=True))
    held = staff(on)
    found = [settled.county(held), settled.units(held), settled.people(held), settled.officers(held, on)]
    found += [find(on) for find in OTHERS]
    return [replace(one, is_aside=one.code in aside) for one in found]


def is_closed() -> bool:
    """Whether somebody said that the guide is done."""
    return SetAside.objects.filter(step=ALL).exists()


def is_awaited() -> bool:
    """Whether 今日 speaks of it: of a county that was begun here, until somebody says that it is done."""
    county = top_unit()
    return bool(county and not is_closed() and book.story(county.ref).filter(event="county.begun").exists())
