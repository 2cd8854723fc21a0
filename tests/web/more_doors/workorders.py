"""外来工单 doors: what one brought oneself, and the answer sheets of matters that one handles."""

from typing import Any

from lianxin.work.workorders import commands, reading
from lianxin.work.workorders.models import Slip, WorkOrder
from tests import workslips_made as made
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World


def scene(world: World) -> dict[str, Any]:
    """Two orders that the clerk brought and one put aside; one entered for 石桥村, its answer not fixed yet."""
    town = world.town

    def brought(text: str) -> Slip:
        found, form = reading.read(text.encode(), "粘贴", NOON.date(), as_text=True)
        return commands.receive(
            found=found,
            form=form,
            file_name="粘贴",
            unit=town.county,
            posting=town.postings["clerk"],
            by=town.clerk,
            at=NOON,
        )[0]

    first, second, aside = (brought(made.chat().replace(made.NUMBER, number)) for number in ("A-001", "A-002", "A-003"))
    commands.put_aside(slip=aside, reason="不是本县的事", by=town.clerk, at=NOON)
    letter = commands.Letter("市12345热线", "A-001", "passed_on", "reply", NOON.date(), channel="hotline")
    receipt = commands.enter(
        slip=first,
        letter=letter,
        paper=commands.Paper(),
        unit=town.shiqiao,
        text="路灯不亮。",
        kind="help",
        by=town.clerk,
        at=NOON,
    )
    assert WorkOrder.objects.filter(concern=receipt.concern).exists()
    return {
        "slip": {"token": second.token, "arrival": second.arrival}, "aside": {"token": aside.token},
        "order": {"code": receipt.concern.code},
    }  # fmt: skip


# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("workorders:index", "GET", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("workorders:index", "POST", "--- 200 403 403 200 403 200 403 403 403 200 403 403 403 403"),
    door("workorders:arrival", "GET slip", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("workorders:arrival", "POST slip", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("workorders:slip", "GET slip", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("workorders:slip", "POST slip", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("workorders:aside", "GET slip", "in 405"),
    door("workorders:aside", "POST slip", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
    door("workorders:take_up", "GET aside", "in 405"),
    door("workorders:take_up", "POST aside", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
    door("workorders:answer", "GET order", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("workorders:answer", "POST order", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("workorders:take_out", "GET order", "in 405"),
    door("workorders:take_out", "POST order", "--- 404 403 403 302 403 404 404 404 404 302 403 403 403 404"),
)
