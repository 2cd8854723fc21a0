"""门 of the office's own templates of documents. Order of answers: as in doors.py."""

from typing import Any

from lianxin.pure.paper.own_sample import sample_template
from lianxin.reports.documents import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World

OF = "documents"


def scene(world: World) -> dict[str, dict[str, Any]]:
    """清水镇 has a template of its own for all documents, and one draft."""
    town = world.town
    held = {"unit": town.qingshui, "by": town.officer, "at": NOON}
    one = commands.set_template(kind="", name="红头", file_name="红头.docx", data=sample_template(), **held)
    document = commands.draft(kind="other", title="关于修水渠的情况", **held)
    return {
        "template": {"code": one.code}, "tried": {"code": one.code, "document": document.code},
        "replace": {"code": one.code, "verb": "replace"}, "withdraw": {"code": one.code, "verb": "withdraw"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
SETS = "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"
SEEN = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
OURS = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("documents:templates", "GET", ALL),
    door("documents:template_sample", "GET", ALL),
    door("documents:template_new", "GET", SETS),
    door("documents:template_new", "POST", SETS),
    door("documents:template", "GET template", SEEN),
    door("documents:template_file", "GET template", SEEN),
    # a draft is read at its own unit alone
    door("documents:template_try", "GET tried", "--- 404 404 404 200 200 404 404 404 404 404 404 404 404 404"),
    door("documents:template_deed", "GET replace", OURS),
    door("documents:template_deed", "POST replace", OURS),
    door("documents:template_deed", "POST withdraw", OURS.replace("200", "302")),
)
# fmt: on
