"""联系卡的门: issuing for the village and above it; what a household says for the level above alone, to all others it is 404."""

from typing import Any

from lianxin.work.cards import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.card_scenes import home_made
from tests.work.household_scenes import household_made

# fmt: off
DOORS: tuple[Door, ...] = (
    # in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
    #                teacher, principal, clerk, county_leader, inspector, auditor, admin
    door("public:card", "GET", "all 200"),
    door("public:card", "POST", "all 200"),
    door("public:card_complain", "GET", "all 200"),
    door("public:card_complain", "POST", "all 200"),
    door("cards:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("cards:several", "GET", "--- 200 200 200 200 403 403 403 403 403 200 403 403 403 403"),
    door("cards:several", "POST", "--- 200 200 200 200 403 403 403 403 403 200 403 403 403 403"),
    door("cards:issue", "GET household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 403"),
    door("cards:issue", "POST household", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 403"),
    door("cards:reissue", "GET card", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("cards:reissue", "POST card", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("cards:end", "GET card", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("cards:end", "POST card", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("cards:registration", "GET household", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 403"),
    door("cards:registration", "POST household", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 403"),
    door("cards:ledger", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("cards:ledger_xlsx", "GET", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 403"),
    door("cards:ledger_xlsx", "POST", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 403"),
    door("cards:responses", "GET", "--- 200 403 403 200 200 403 403 403 403 200 200 403 403 403"),
    door("cards:response", "GET response", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
    door("cards:response", "POST response", "--- 404 404 404 200 200 404 404 404 404 200 200 404 404 404"),
)
# fmt: on


def scene(world: World) -> dict[str, Any]:
    """A household with a card that said that nobody came, and one without a card."""
    home = home_made(world.town)
    response = commands.respond(card=home.card, visit=home.visit, says="nobody_came", at=NOON)
    other = household_made(world.town, door="20号院", head_name="王家巳")
    return {"card": {"pk": home.card.pk}, "household": {"code": other.code}, "response": {"pk": response.pk}}
