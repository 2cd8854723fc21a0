"""门 of plans, items, goals, funds and projects of help. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.helping import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.helping_scenes import fund_entered, item_added, plan_made, project_applied
from tests.work.household_scenes import day


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One of each in 石桥村, made by its worker."""
    town = world.town
    plan = plan_made(town)
    item = item_added(town, plan)
    goal = commands.set_goal(plan=plan, term="near", goal="养猪 5 头", until=day(60), by=town.worker, at=NOON)
    task = commands.set_task(
        goal=goal, task="联系畜牧站", owner=town.people["worker"], due_on=day(9), by=town.worker, at=NOON
    )
    return {
        "plan": {"code": plan.code}, "item": {"code": item.code, "pk": 9999}, "goal": {"code": plan.code, "pk": goal.pk},
        "task": {"code": task.code}, "fund": {"code": fund_entered(town, 5000).code},
        "project": {"code": project_applied(town).code, "verb": "accept"},
    }  # fmt: skip


SEEN = "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"
HELPED = "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"
ROOM = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
MADE = "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"

# fmt: off
DOORS: tuple[Door, ...] = (
    door("helping:index", "GET", ROOM),
    door("helping:ones", "GET", ROOM),
    door("helping:funds", "GET", ROOM),
    door("helping:funds_xlsx", "GET", ROOM),
    door("helping:projects", "GET", ROOM),
    door("helping:new", "GET", MADE),
    door("helping:new", "POST", MADE),
    door("helping:enter_fund", "GET", MADE),
    door("helping:enter_fund", "POST", MADE),
    door("helping:apply", "GET", MADE),
    door("helping:apply", "POST", MADE),
    door("helping:plan", "GET plan", SEEN),
    door("helping:print", "GET plan", SEEN),
    door("helping:docx", "GET plan", SEEN),
    door("helping:item", "GET item", SEEN),
    door("helping:fund", "GET fund", SEEN),
    door("helping:project", "GET project", SEEN),
    door("helping:change", "GET plan", HELPED),
    door("helping:change", "POST plan", HELPED),
    door("helping:end", "GET plan", HELPED),
    door("helping:end", "POST plan", HELPED),
    door("helping:add_item", "GET plan", HELPED),
    door("helping:add_item", "POST plan", HELPED),
    door("helping:give", "GET item", HELPED),
    door("helping:give", "POST item", HELPED),
    door("helping:drop_item", "GET item", HELPED),
    door("helping:drop_item", "POST item", HELPED),
    door("helping:void_entry", "GET item", "--- 404 404 404 404 403 404 404 404 404 404 403 403 403 404"),
    door("helping:set_goal", "GET plan", HELPED),
    door("helping:set_goal", "POST plan", HELPED),
    door("helping:set_task", "GET goal", HELPED),
    door("helping:set_task", "POST goal", HELPED),
    door("helping:finish_task", "GET task", HELPED),
    door("helping:finish_task", "POST task", HELPED),
    door("helping:void_fund", "GET fund", HELPED),
    door("helping:void_fund", "POST fund", HELPED),
    door("helping:correct_project", "GET project", HELPED),
    door("helping:correct_project", "POST project", HELPED),
    door("helping:move_project", "GET project", HELPED),
    door("helping:move_project", "POST project", HELPED),
)
# fmt: on
