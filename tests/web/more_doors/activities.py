"""门 of activities, publicity and donations. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.activities import commands
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.activity_scenes import NOON, account_made, planned


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A survey of 清水镇 whose day is over, with a planned stand; its account for pupils with a gift in it."""
    town = world.town
    activity = planned(town, kind="survey", in_steps=True)
    stand = commands.note_part(activity=activity, kind="stand", what="宣传点", number=1, by=town.officer, at=NOON)
    account = account_made(town)
    gift = commands.take_in(account=account, text="镇商会", amount_yuan=900, by=town.officer, at=NOON)
    one = {"code": activity.code}
    return {
        "activity": {**one, "verb": "part"}, "step": {**one, "step": "opening"}, "paper": {**one, "name": "plan"},
        "line": {**one, "kind": "part", "pk": stand.pk}, "on": {**one, "verb": "on"},
        "account": {"code": account.code, "verb": "out"}, "entry": {"code": account.code, "pk": gift.pk},
    }  # fmt: skip


SEEN = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
DONE = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("activities:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("activities:publicity", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("activities:calendar", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("activities:ics", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("activities:plan", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("activities:plan", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("activities:donations", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("activities:open_account", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("activities:open_account", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("activities:activity", "GET activity", SEEN),
    door("activities:paper", "GET paper", SEEN),
    door("activities:docx", "GET activity", SEEN),
    door("activities:account", "GET account", SEEN),
    *(door(name, f"{method} {of}", DONE) for method in ("GET", "POST") for name, of in (
        ("activities:hold", "activity"), ("activities:deed", "activity"), ("activities:step", "step"),
        ("activities:strike", "line"), ("activities:reference", "on"), ("activities:account_deed", "account"),
        ("activities:strike_donation", "entry"),
    )),
)
# fmt: on
