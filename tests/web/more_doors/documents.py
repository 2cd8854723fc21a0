"""门 of the documents. Order of answers: as in doors.py."""

from typing import Any

from lianxin.reports.documents import bodies, commands, queries
from lianxin.reports.documents.findings import find_all
from tests.conftest import NOON
from tests.reports import document_scenes as scenes
from tests.web.doors import Door, door
from tests.web.world import World


def scene(world: World) -> dict[str, dict[str, Any]]:
    """Of 清水镇: a draft with something wrong in it, one that waits for the head, one signed, a page text before and after."""
    town = world.town
    draft = scenes.drafted(town)
    free = scenes.free(town, "一是值班。", "三是值班到位。", title="关于假期值班的安排")
    waiting = scenes.free(town, "请各村做好假期值班。", title="关于端午值班的安排")
    commands.submit(document=waiting, by=town.officer, at=NOON)
    signed = scenes.signed(scenes.free(town, "请各村做好值班。"), town=town)
    file = signed.files.get()
    prepared = scenes.prepared(town)
    shown = commands.confirm(page=commands.publish(document=signed, by=town.officer, at=NOON), by=town.leader, at=NOON)
    text = bodies.read(bodies.paper_of(free, queries.newest(free)))
    [finding] = [one for one in find_all(free, text, by=town.officer, today=NOON.date()) if one.is_open]
    return {
        "draft": {"code": draft.code, "verb": "submit", "number": 1, "key": "0" * 64, "pk": 1},
        "faulty": {"code": free.code, "verb": "submit"}, "finding": {"code": free.code, "key": finding.key},
        "waiting": {"code": waiting.code, "verb": "issue"}, "back": {"code": waiting.code, "verb": "send_back"},
        "signed": {"code": signed.code, "verb": "archive", "number": 1, "pk": file.pk},
        "voiding": {"code": signed.code, "verb": "void"},
        "page": {"code": prepared.code, "verb": "confirm", "number": 1}, "change": {"code": prepared.code, "verb": "change"},
        "picture": {"code": prepared.code, "verb": "picture"}, "shown": {"code": shown.code, "verb": "take_down", "number": 1},
        "speech": {"code": prepared.document.code, "verb": "publish"},
    }  # fmt: skip


ALL = "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"
WRITERS = "--- 200 403 200 200 403 200 403 200 403 200 403 403 403 403"
HERE = "--- 404 404 404 200 200 404 404 404 404 404 404 404 404 404"
DRAFTER = "--- 404 404 404 200 403 404 404 404 404 404 404 404 404 404"
SEEN = "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"
ARCHIVE = "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"
HEADS = "--- 404 404 404 403 200 404 404 404 404 403 200 403 403 404"
SIGNS = "--- 404 404 404 403 200 404 404 404 404 404 404 404 404 404"
# fmt: off
DOORS: tuple[Door, ...] = (
    door("documents:index", "GET", ALL),
    door("documents:new", "GET", WRITERS),
    door("documents:new", "POST", WRITERS),
    door("documents:keep", "GET", WRITERS),
    door("documents:keep", "POST", WRITERS),
    door("documents:budget", "GET", ALL),
    door("documents:budget", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("documents:document", "GET draft", HERE),
    door("documents:document", "GET waiting", HERE),
    door("documents:document", "GET signed", SEEN),
    door("documents:document", "GET speech", SEEN),
    door("documents:docx", "GET draft", HERE),
    door("documents:docx", "GET signed", SEEN),
    door("documents:edit", "GET draft", DRAFTER),
    door("documents:edit", "POST draft", DRAFTER),
    door("documents:edit", "GET signed", "--- 404 404 404 409 403 404 404 404 404 409 403 403 403 404"),
    door("documents:word", "GET draft", DRAFTER),
    door("documents:word", "POST draft", DRAFTER),
    door("documents:refresh", "GET draft", DRAFTER),
    door("documents:refresh", "POST draft", DRAFTER),
    door("documents:persons", "GET draft", DRAFTER),
    door("documents:persons", "POST draft", DRAFTER),
    door("documents:mend", "GET draft", "in 405"),
    door("documents:mend", "POST draft", "--- 404 404 404 302 403 404 404 404 404 404 404 404 404 404"),
    door("documents:waive", "GET draft", "--- 404 404 404 404 403 404 404 404 404 404 404 404 404 404"),
    door("documents:waive", "GET finding", DRAFTER),
    door("documents:waive", "POST finding", DRAFTER),
    door("documents:versions", "GET draft", HERE),
    door("documents:version", "GET draft", HERE),
    door("documents:diff", "GET draft", HERE),
    door("documents:file", "GET signed", SEEN),
    door("documents:deed", "GET draft", DRAFTER),
    door("documents:deed", "POST draft", "--- 404 404 404 302 403 404 404 404 404 404 404 404 404 404"),
    door("documents:deed", "GET faulty", DRAFTER),
    door("documents:deed", "POST faulty", DRAFTER),
    door("documents:deed", "GET waiting", SIGNS),
    door("documents:deed", "POST waiting", "--- 404 404 404 403 302 404 404 404 404 404 404 404 404 404"),
    door("documents:deed", "GET back", SIGNS),
    door("documents:deed", "POST back", SIGNS),
    door("documents:deed", "GET signed", ARCHIVE),
    door("documents:deed", "POST signed", ARCHIVE),
    door("documents:deed", "GET voiding", HEADS),
    door("documents:deed", "POST voiding", HEADS),
    door("documents:deed", "GET speech", ARCHIVE),
    door("documents:page", "GET page", SEEN),
    door("documents:page", "GET shown", SEEN),
    door("documents:page_deed", "GET page", "--- 404 404 404 403 302 404 404 404 404 403 302 403 403 404"),
    door("documents:page_deed", "POST page", "--- 404 404 404 403 302 404 404 404 404 403 302 403 403 404"),
    door("documents:page_deed", "GET change", ARCHIVE),
    door("documents:page_deed", "POST change", ARCHIVE),
    door("documents:page_deed", "GET picture", ARCHIVE),
    door("documents:page_deed", "POST picture", ARCHIVE),
    door("documents:page_deed", "GET shown", HEADS),
    door("documents:page_deed", "POST shown", HEADS),
    door("documents:picture", "GET page", SEEN),
)
# fmt: on
