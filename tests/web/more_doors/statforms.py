"""门 of the statistics forms. Order of answers: as in doors.py."""

from typing import Any

from tests.web.doors import Door, door
from tests.web.world import World
from tests.work import statform_scenes


def scene(world: World) -> dict[str, dict[str, Any]]:
    """The form of a campaign that the county ran."""
    form = statform_scenes.form_of(world.town)
    return {"statform": {"code": form.code}, "campaign": {"code": form.campaign.code}}


# fmt: off
DOORS: tuple[Door, ...] = (
    door("statforms:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("statforms:open", "GET campaign", "--- 404 404 404 404 404 403 403 404 404 200 403 403 403 404"),
    door("statforms:open", "POST campaign", "--- 404 404 404 404 404 403 403 404 404 200 403 403 403 404"),
    door("statforms:sum", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("statforms:sum_docx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("statforms:sum_xlsx", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("statforms:form", "GET statform", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("statforms:words", "GET statform", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("statforms:words", "POST statform", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("statforms:sign", "GET statform", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("statforms:sign", "POST statform", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("statforms:behind", "GET statform", "in 404"),
    door("statforms:docx", "GET statform", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("statforms:xlsx", "GET statform", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
)
# fmt: on
