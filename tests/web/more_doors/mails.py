"""邮件来信 doors: letters to the county, waiting, put away, and one that became a concern."""

from typing import Any

from lianxin.base.files.mails import ReadLetter
from lianxin.work.mails import commands
from lianxin.work.mails.models import Mail
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World


def scene(world: World) -> dict[str, Any]:
    """One that waits, one put away, one for orders."""
    town = world.town

    def brought(n: int) -> Mail:
        letter = ReadLetter(f"{n}" * 64, "田小满", "tian@home.example", "路灯", "", "路灯不亮。")
        made = commands.take_in(letters=[(b"x", letter)], unit=town.county, via="file", by=town.clerk, at=NOON)
        return made[0]

    waits, away = brought(1), brought(2)
    commands.dismiss(mail=away, reason="广告", by=town.clerk, at=NOON)
    return {"mail": {"token": waits.token}, "away": {"token": away.token}}


# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("mails:index", "GET", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("mails:index", "POST", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("mails:look", "GET", "in 405"),
    door("mails:look", "POST", "--- 302 403 403 302 403 302 403 403 403 302 403 403 403 403"),
    door("mails:mail", "GET mail", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("mails:mail", "POST mail", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("mails:orders", "GET mail", "in 405"),
    door("mails:orders", "POST mail", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
    door("mails:dismiss", "GET mail", "in 405"),
    door("mails:dismiss", "POST mail", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
    door("mails:take_up", "GET away", "in 405"),
    door("mails:take_up", "POST away", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
)
