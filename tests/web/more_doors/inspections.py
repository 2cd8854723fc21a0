"""督查的门: an unannounced plan is no secret only afterwards; planned by the county's office, approved by its leader."""

from datetime import date, timedelta
from typing import Any

from lianxin.work.inspections import commands, queries
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.inspection_scenes import WORKDAY, approved

PLANS = "--- 403 403 403 403 403 403 403 403 403 200 403 200 403 403"
HIDDEN = "--- 404 404 404 404 404 404 404 404 404 200 403 200 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    # in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
    #                teacher, principal, clerk, county_leader, inspector, auditor, admin
    door("inspections:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("inspections:draft", "GET", PLANS),
    door("inspections:draft", "POST", PLANS),
    door("inspections:plan", "GET hidden", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("inspections:plan", "GET done", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404"),
    door("inspections:deed", "GET hidden", HIDDEN),
    door("inspections:deed", "POST hidden", HIDDEN),
    door("inspections:finish", "GET hidden", "in 405"),
    door("inspections:finish", "POST hidden", "--- 404 404 404 404 404 404 404 404 404 409 403 409 403 404"),
    door("inspections:draw", "GET hidden", HIDDEN),
    door("inspections:draw", "POST hidden", HIDDEN),
    door("inspections:drawn", "GET hidden", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("inspections:drawn", "GET done", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 404"),
    door("inspections:group", "GET hidden", HIDDEN),
    door("inspections:group", "POST hidden", HIDDEN),
    door("inspections:send_cars", "GET hidden", "in 405"),
    door("inspections:send_cars", "POST hidden", "--- 404 404 404 404 404 404 404 404 404 302 403 302 403 404"),
    door("inspections:roster", "GET hidden", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("inspections:roster", "GET done", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("inspections:target", "GET target", HIDDEN),
    door("inspections:target", "POST target", HIDDEN),
    door("inspections:turn", "GET turn", HIDDEN),
    door("inspections:turn", "POST turn", HIDDEN),
    door("inspections:coverage", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("inspections:covered", "GET township", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 403"),
    door("inspections:burden", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("inspections:limit", "GET", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
    door("inspections:limit", "POST", "--- 403 403 403 403 403 403 403 403 403 403 200 403 403 403"),
    door("inspections:assigned", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("inspections:assign", "GET", PLANS),
    door("inspections:assign", "POST", PLANS),
    door("inspections:end", "GET assigned", "--- 404 404 404 403 403 404 404 404 404 200 403 200 403 404"),
    door("inspections:end", "POST assigned", "--- 404 404 404 403 403 404 404 404 404 200 403 200 403 404"),
    door("inspections:cars", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("inspections:add_source", "GET", PLANS),
    door("inspections:add_source", "POST", PLANS),
    door("inspections:end_source", "GET source", HIDDEN),
    door("inspections:end_source", "POST source", HIDDEN),
    door("inspections:cards", "GET", PLANS),
    door("inspections:cards", "POST", PLANS),
    door("inspections:print_cards", "GET", PLANS),
    door("inspections:card", "GET assigned", PLANS),
    door("inspections:my_card", "GET", "--- 404 404 404 404 404 404 404 404 404 404 200 404 404 404"),
)
# fmt: on


def scene(world: World) -> dict[str, dict[str, Any]]:
    """One plan drawn in secret with a group and a car, one that was carried out; 清水镇 assigned to the county's leader."""
    town, by = world.town, {"by": world.town.inspector, "at": NOON}
    for lender in (town.building, town.water_bureau, town.school):
        source = commands.add_source(unit=town.county, name="", lender=lender, kind="turn", **by)
    plans = {}
    for key, on in (("done", date(2026, 11, 3)), ("hidden", WORKDAY)):
        plan = approved(town, starts_on=on, ends_on=on + timedelta(days=3))
        commands.draw(plan=plan, on=on, size=1, **by)
        target = queries.targets(plan).get()
        plans[key] = {"code": plan.code, "number": 1, "day": on.isoformat(), "verb": "choose"}
        if key == "done":
            commands.mark_done(target=target, on=on, **by)
            commands.finish(plan=plan, **by)
            continue
        group = commands.form_group(plan=plan, on=on, members=["严正"], targets=[target], **by)
        commands.send_cars(plan=plan, on=on, **by)
    held = commands.assign(
        unit=town.qingshui,
        kind="leader",
        person=town.people["county_leader"],
        post="副书记",
        since=date(2026, 1, 1),
        **by,
    )
    return plans | {
        "target": {"pk": target.pk, "verb": "done"}, "turn": {"pk": group.cars.get().pk}, "source": {"pk": source.pk},
        "assigned": {"code": held.code},
    }  # fmt: skip
