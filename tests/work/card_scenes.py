"""联系卡: a household with a card and visits on record at its home, by commands alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.work.cards import commands
from lianxin.work.cards.models import ContactCard
from lianxin.work.households.models import Household
from lianxin.work.visits.models import Visit
from tests.conftest import NOON
from tests.work.household_scenes import household_made
from tests.work.visit_scenes import visit_made

NAMES = "甲乙丙丁戊己庚辛壬癸"


@dataclass
class Home:
    """一户: the card that was left there with its secret, and the visit that is on record."""

    household: Household
    card: ContactCard
    secret: str
    visit: Visit


def home_made(
    town: Any, *, by: str = "worker", door: str = "12号", on: date = date(2026, 11, 2), **household: Any
) -> Home:
    """A household of 石桥村, its card by 石小桥, and a visit by somebody of the cast (石小桥 himself)."""
    found = household_made(town, door=door, **household)
    issued = commands.issue_card(household=found, person=town.people["worker"], by=town.worker, at=NOON)
    visit = visit_made(town, household=found, by=getattr(town, by), on=on)
    return Home(found, issued.card, issued.secret, visit)


def homes_made(town: Any, count: int, **changes: Any) -> list[Home]:
    """As many, door by door."""
    return [
        home_made(town, door=f"{number}号院", head_name=f"王家{NAMES[number - 1]}", **changes)
        for number in range(1, count + 1)
    ]
