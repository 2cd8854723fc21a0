"""门 of the questionnaires. Order of answers: as in doors.py. The county's is handed down to 清水镇; 清水镇 has a draft."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.questionnaire_scenes import adopted, approved, drafted, handed_down, with_own_item


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The county's approved form, 清水镇's draft that carries it, a draft and an approved form of the county's own."""
    town = world.town
    pushed = handed_down(town)
    own = with_own_item(town, adopted(town, pushed))
    draft, plain = drafted(town, title="拟订中的问卷"), approved(town, title="不下发的问卷")
    keys = {
        "pushed": pushed, "own": own, "draft": draft, "plain": plain,
    }  # fmt: skip
    found = {name: {"code": one.questionnaire.code} for name, one in keys.items()}
    found["item"] = {**found["own"], "key": "q1"}
    found["section"] = {**found["draft"], "key": "s_four_sides"}
    return found


# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS: tuple[Door, ...] = (
    door("questionnaires:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("questionnaires:bank", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("questionnaires:draw_up", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("questionnaires:draw_up", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("questionnaires:import_xlsform", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("questionnaires:import_xlsform", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    # the county's, handed down to the two townships, not to their villages nor to the bureaus
    door("questionnaires:detail", "GET pushed", "--- 200 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("questionnaires:preview", "GET pushed", "--- 200 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("questionnaires:preview", "POST pushed", "--- 200 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("questionnaires:export_xlsform", "GET pushed", "--- 200 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("questionnaires:adopt", "POST pushed", "--- 302 404 404 302 403 404 404 404 404 302 403 403 403 404"),
    door("questionnaires:adopt", "GET pushed", "in 405"),
    door("questionnaires:push_down", "GET pushed", "--- 403 404 404 403 403 404 404 404 404 200 200 403 403 404"),
    door("questionnaires:push_down", "POST pushed", "--- 403 404 404 403 403 404 404 404 404 200 200 403 403 404"),
    door("questionnaires:revise", "POST pushed", "--- 403 404 404 403 403 404 404 404 404 302 403 403 403 404"),
    door("questionnaires:withdraw", "POST pushed", "--- 403 404 404 403 403 404 404 404 404 302 302 403 403 404"),
    door("questionnaires:detail", "GET plain", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    # 清水镇's copy, as a draft
    door("questionnaires:detail", "GET own", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("questionnaires:author", "GET own", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:change_item", "GET item", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:change_item", "POST item", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:catch_up", "POST own", "--- 404 404 404 302 403 404 404 404 404 302 403 403 403 404"),
    door("questionnaires:approve", "GET own", "--- 404 404 404 403 200 404 404 404 404 200 200 403 403 404"),
    # a draft of the county
    door("questionnaires:author", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:author", "POST draft", "--- 404 404 404 404 404 404 404 404 404 404 403 403 403 404"),
    door("questionnaires:words", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:words", "POST draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:section", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:rename_section", "GET section", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:item", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:take", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("questionnaires:approve", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 403 403 404"),
    door("questionnaires:approve", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 302 403 403 404"),
    door("questionnaires:drop", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
)
# fmt: on
