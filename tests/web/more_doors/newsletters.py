"""门 of the newsletters. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.newsletters import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.example_scenes import approved, nominated, voice


def scene(world: World) -> dict[str, dict[str, Any]]:
    """A draft of the county with one item, one that waits for a signature, one that everybody may read."""
    town = world.town
    given: dict[str, Any] = {"by": town.clerk, "at": NOON}
    first, second = approved(town), approved(town, nominated(town, title="雨后看堤"))
    draft, waiting, public = (commands.begin(unit=town.county, title=f"第{n}稿", **given) for n in "一二三")
    item = commands.pick_example(newsletter=draft, example=first, **given)
    for one in (waiting, public):
        commands.pick_example(newsletter=one, example=first, **given)
        commands.submit(newsletter=one, **given)
    issued = commands.issue(newsletter=public, by=town.county_leader, at=NOON)
    commands.put_online(newsletter=issued, by=town.county_leader, at=NOON)
    said = voice(town)
    return {
        "draft": {"code": draft.code, "verb": "drop", "kind": "example", "one": second.code},
        "voice": {"code": draft.code, "kind": "voice", "one": said.code},
        "item": {"code": draft.code, "pk": item.pk, "verb": "up"},
        "waiting": {"code": waiting.code, "verb": "issue"}, "public": {"code": public.code, "verb": "take_offline"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("newsletters:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("newsletters:begin", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("newsletters:begin", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("newsletters:newsletter", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("newsletters:docx", "GET public", "--- 404 404 404 404 404 404 404 404 404 200 200 200 200 404"),
    door("newsletters:add", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("newsletters:add", "POST draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("newsletters:pick", "GET draft", "in 405"),
    door("newsletters:pick", "POST draft", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("newsletters:pick", "POST voice", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("newsletters:edit", "GET item", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("newsletters:edit", "POST item", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("newsletters:order", "GET item", "in 405"),
    door("newsletters:order", "POST item", "--- 404 404 404 404 404 404 404 404 404 302 403 403 403 404"),
    door("newsletters:deed", "GET draft", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("newsletters:deed", "GET waiting", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("newsletters:deed", "POST waiting", "--- 404 404 404 404 404 404 404 404 404 403 302 403 403 404"),
    door("newsletters:deed", "POST public", "--- 404 404 404 404 404 404 404 404 404 403 200 403 403 404"),
    door("public:newsletters", "GET", "all 200"),
    door("public:newsletter", "GET", "all 404"),  # of an issue that is online: tests/web/test_newsletter_pages.py
)
# fmt: on
