"""责任清单与分办的门: a list in force and a draft, a task for 县水利局, an objection of 县住建局."""

from typing import Any

from lianxin.work.concerns import commands
from lianxin.work.concerns.models import DutyList
from tests.conftest import NOON
from tests.web.doors import door
from tests.web.world import World
from tests.work.duty_scenes import in_force, sorted_as


def scene(world: World) -> dict[str, dict[str, Any]]:
    town = world.town
    concern = commands.assign(
        concern=sorted_as(town), to=town.building, helpers=[town.water_bureau], by=town.clerk, at=NOON
    )
    objection = commands.raise_objection(concern=concern, reason="不归我局", names=None, by=town.builder, at=NOON)
    if not DutyList.objects.exists():
        in_force(town)
        commands.draft_list(by=town.clerk, at=NOON)
    steps = commands.set_steps(topic=concern.topic, steps=["到现场"], by=town.clerk, at=NOON)
    task, draft = concern.tasks.get(), DutyList.objects.get(approved_at=None)
    return {
        "task": {"pk": task.pk}, "helped": {"code": concern.code, "pk": task.pk}, "objection": {"pk": objection.pk},
        "step": {"code": concern.code, "pk": steps[0].pk},
        "valid": {"version": 1}, "draft": {"version": draft.version, "pk": draft.rules.first().pk},
    }  # fmt: skip


# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
EVERYBODY = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
EDITOR = "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"
EDITED = "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"
DOORS = (
    door("duties:index", "GET", EVERYBODY),
    door("duties:rules", "GET valid", EVERYBODY),
    door("duties:rules", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 404 404 403"),
    door("duties:export", "GET valid", EVERYBODY),
    door("duties:compare", "GET valid", EVERYBODY),
    door("duties:coverage", "GET", EVERYBODY),
    door("duties:outside", "GET", EVERYBODY),
    door("duties:objections", "GET", EVERYBODY),
    door("duties:several", "GET", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("duties:several", "POST", "--- 200 403 403 200 403 403 403 200 403 200 403 403 403 403"),
    door("duties:mine", "GET", EVERYBODY),
    door("duties:steps", "GET", EDITOR),
    door("duties:steps", "POST", EDITOR),
    door("duties:keep", "GET", "in 405"),
    door("duties:keep", "POST helped", "--- 404 302 302 302 302 302 302 404 404 302 302 302 302 404"),
    door("duties:tick", "GET step", "in 405"),
    door("duties:tick", "POST step", "--- 404 403 403 403 403 302 302 404 404 403 403 403 403 404"),
    door("duties:start", "GET", "in 405"),
    door("duties:start", "POST", EDITED),
    door("duties:draft", "GET", EDITOR),
    door("duties:draft", "POST", EDITOR),
    door("duties:import", "GET", EDITOR),
    door("duties:import", "POST", EDITOR),
    door("duties:approve", "GET", "--- 403 403 403 403 403 403 403 403 403 200 200 403 403 403"),
    door("duties:approve", "POST", "--- 403 403 403 403 403 403 403 403 403 200 200 403 403 403"),
    door("duties:drop", "GET", "in 405"),
    door("duties:drop", "POST", EDITED),
    door("duties:remove", "GET draft", "in 405"),
    door("duties:remove", "POST draft", EDITED),
    door("duties:ask_help", "GET helped", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("duties:ask_help", "POST helped", "--- 404 403 403 200 403 403 403 404 404 200 403 403 403 404"),
    door("duties:progress", "GET helped", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("duties:progress", "POST helped", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("duties:object", "GET in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("duties:object", "POST in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("duties:withdraw", "GET helped", "in 405"),
    door("duties:withdraw", "POST helped", "--- 404 403 403 302 403 403 403 404 404 302 403 403 403 404"),
    door("duties:acknowledge", "GET task", "in 405"),
    door("duties:acknowledge", "POST task", "in 404"),
    door("duties:report", "GET task", "in 404"),
    door("duties:report", "POST task", "in 404"),
    door("duties:review", "GET objection", "--- 404 404 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("duties:review", "POST objection", "--- 404 404 404 200 404 404 404 404 404 200 404 404 404 404"),
)
