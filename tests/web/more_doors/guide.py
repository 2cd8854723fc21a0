"""建县向导: the administrator's and the county office's."""

from tests.web.doors import door

# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS = (
    door("guide:index", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 200"),
    door("guide:put_aside", "GET step", "in 405"),
    door("guide:put_aside", "POST step", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 302"),
    door("guide:take_up", "POST step", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 302"),
)
# fmt: on


def scene(world: object) -> dict[str, dict[str, str]]:
    """The step of which the doors are asked."""
    return {"step": {"step": "pairings"}}
