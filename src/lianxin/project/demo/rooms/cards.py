"""联系卡的演示数据: cards of one village, visits at their doors, and what a few households said with them."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import names
from lianxin.project.demo.county import County
from lianxin.work.cards import commands
from lianxin.work.households.commands import register_household
from lianxin.work.households.models import Household
from lianxin.work.visits.commands import record_visit
from lianxin.work.visits.models import Visit

LEAST, MOST, BACK = 14, 24, 60
GROUPS = ("一组", "二组", "三组", "四组")
#: which of the visits, what the household said of it
SAID = (
    (0, "came", "satisfied", "路灯第二天就修好了。"), (1, "came", "satisfied", ""), (2, "came", "", ""),
    (3, "nobody_came", "", "那几天家里一直有人，没有见到。"), (4, "came", "fairly", "来得少了点。"), (5, "came", "", ""),
    (6, "came", "satisfied", ""), (7, "nobody_came", "", ""),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """联系卡, 走访, 群众回应, by commands."""
    town = county.townships[0]
    village = county.villages[town.path][0]
    worker, clerk = county.who(village, "station_worker"), county.who(town, "township_clerk")
    households = _households(village, worker, until, random)
    person = county.persons[f"{village.path} station_worker"]
    issued = commands.issue_several(pairs=[(one, person) for one in households], by=worker, at=until)
    commands.reissue_card(card=issued[-1].card, by=worker, at=until)
    cards = {one.card.household_id: one.card for one in issued[:-1]}
    visits = _visits(village, list(cards), worker, until, random)
    found = []
    for place, says, rating, message in SAID:
        visit = visits[place % len(visits)]
        found.append(commands.respond(card=cards[visit.household_id or 0], visit=visit, says=says, rating=rating,
                                      message=message, at=until))  # fmt: skip
    commands.respond(card=issued[0].card, message="盼着再讲讲医保怎么报。", at=until)
    note = "打电话给三户问过，日期记错一天，已告诉村里更正。"
    commands.look_into(response=found[-1], outcome="mistaken", note=note, by=clerk, at=until)


def _households(village: Unit, worker: Actor, until: datetime, random: Random) -> list[Household]:
    """Those of the register, and as many more as the page needs."""
    found = list(Household.objects.valid(localdate(until)).filter(unit=village).order_by("place_key", "pk")[:MOST])
    for number in range(len(found), LEAST):
        found.append(register_household(
            unit=village, group=GROUPS[number % 4], door=f"{61 + number}号", head_name=names.person(random),
            phone=names.phone(random), members=random.randint(1, 6), by=worker, at=until,
        ))  # fmt: skip
    return found


def _visits(village: Unit, keys: list[int], worker: Actor, until: datetime, random: Random) -> list[Visit]:
    """Visits at these doors by the village's own worker, one at each at least."""
    today = localdate(until)
    for key in keys:
        record_visit(
            kind="household", unit=village, household=Household.objects.get(pk=key), by=worker, at=until,
            on=today - timedelta(days=random.randrange(2, BACK)), methods=["single"],
        )  # fmt: skip
    made = Visit.objects.standing().filter(household__in=keys, home=village, on__gte=today - timedelta(days=BACK))
    return list(made.order_by("pk"))
