"""回访的门: lists and figures for everybody who sees concerns; deeds for whoever did not do the work, or stands above."""

from collections.abc import Sequence
from typing import Any

from lianxin.base.gateways import Message
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.concerns import commands
from lianxin.work.sms import commands as sms
from lianxin.work.sms.models import Sms
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.conftest import at_state, lamp_topic, registered

# fmt: off
DOORS: tuple[Door, ...] = (
    # in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
    #                teacher, principal, clerk, county_leader, inspector, auditor, admin
    door("callbacks:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:asking", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:slips", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:calls", "GET", "--- 200 200 200 200 403 403 403 200 403 200 403 403 403 403"),
    door("callbacks:complete", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:dissatisfied", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:objections", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:decide_objection", "GET objection", "--- 404 404 404 403 403 404 404 404 404 200 200 404 404 404"),
    door("callbacks:decide_objection", "POST objection", "--- 404 404 404 403 403 404 404 404 404 200 200 404 404 404"),
    door("callbacks:samples", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:draw", "GET", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("callbacks:draw", "POST", "--- 200 403 403 200 403 403 403 403 403 200 403 403 403 403"),
    door("callbacks:sample", "GET sample", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("callbacks:rates", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:compare", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:service", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:hints", "GET", "--- 200 403 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("callbacks:release_hints", "GET", "in 405"),
    door("callbacks:release_hints", "POST", "--- 302 403 302 302 302 302 302 302 302 302 302 403 403 403"),
    door("callbacks:ask", "GET replied", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("callbacks:deliver", "GET replied", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("callbacks:deliver", "POST replied", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("callbacks:call_back", "GET replied", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("callbacks:call_back", "POST replied", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("callbacks:decide_exit", "GET replied", "--- 404 403 403 403 403 403 403 404 404 200 200 403 403 404"),
    door("callbacks:decide_exit", "POST replied", "--- 404 403 403 403 403 403 403 404 404 200 200 403 403 404"),
    door("callbacks:settle", "GET closed", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("callbacks:settle", "POST closed", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("callbacks:object_to_rating", "GET replied", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("callbacks:object_to_rating", "POST replied", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("callbacks:sms", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("callbacks:retry_sms", "GET sms", "in 405"),
    door("callbacks:retry_sms", "POST sms", "--- 404 302 302 302 403 302 403 404 404 302 403 403 403 404"),
    door("callbacks:drop_sms", "GET sms", "in 405"),
    door("callbacks:drop_sms", "POST sms", "--- 404 302 302 302 403 302 403 404 404 302 403 403 403 404"),
    door("callbacks:reissue", "GET replied", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("callbacks:reissue", "POST replied", "--- 404 200 200 200 403 403 403 404 404 200 403 403 403 404"),
)
# fmt: on


def scene(world: World) -> dict[str, Any]:
    """An objection of the building bureau that waits for the county, and a sample that the county drew."""
    town = world.town
    receipt = registered(town)
    concern = commands.classify(
        concern=receipt.concern,
        topic=lamp_topic(),
        kind="help",
        handling="explain",
        policy="路灯管理办法",
        article="第八条",
        by=town.clerk,
        at=NOON,
    )
    concern = commands.assign(concern=concern, to=town.building, by=town.clerk, at=NOON)
    concern = commands.acknowledge(concern=concern, by=town.builder, at=NOON)
    concern = commands.reply(
        concern=concern, text="政策不允许。", explained="当面讲了办法第八条。", by=town.builder, at=NOON
    )
    concern = commands.rate(
        concern=concern, secret=receipt.secret, rating="dissatisfied", solved=False, contacted=True, at=NOON
    )
    objection = callbacks.object_to_rating(
        concern=concern, reason="已当面解释", rule="《定安县路灯管理办法》第八条", by=town.builder, at=NOON
    )
    at_state(town, "closed", registered(town).concern)
    day = NOON.date()
    sample = callbacks.draw(first=day, last=day, size=1, script="您好。", by=town.clerk, at=NOON)
    told = not_told(world)
    return {"objection": {"pk": objection.pk}, "sample": {"pk": sample.pk}, "sms": {"pk": told.pk}}


class Away:
    """网关 that takes nothing."""

    def hand(self, messages: Sequence[Message]) -> dict[str, str]:
        return {one.key: "留的不是手机号" for one in messages}


def not_told(world: World) -> Sms:
    """One message about the replied matter, which did not go out."""
    sms.wish(concern=world.concerns["replied"], wishes=True, at=NOON)
    sms.gather(is_on=True, by=SYSTEM, at=NOON)
    sms.hand(gateway=Away(), by=SYSTEM, at=NOON)
    return Sms.objects.filter(state="failed")[0]
