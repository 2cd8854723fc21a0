"""门 of pledges, letters and practical help. Order of answers: as in doors.py."""

from typing import Any

from lianxin.work.pledges.models import Signing
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work.pledge_scenes import drafted, letter_drafted, letter_open, practical_promised, shown


def scene(world: World) -> dict[str, dict[str, Any]]:
    """石桥村's draft and its published pledge, the county's letters (one drafted, one sent round), a promised road."""
    town = world.town
    draft, pledge = drafted(town), shown(town)
    letter, unsent = letter_open(town), letter_drafted(town)
    forester = Signing.objects.get(letter=letter, name="石老师")
    of = {"code": letter.code, "pk": forester.pk}
    return {
        "draft": {"code": draft.code, "verb": "submit"}, "shown": {"code": pledge.code, "verb": "withdraw", "number": 1},
        "item": {"code": pledge.code, "number": 1, "verb": "note_progress"},
        "letter": {**of, "verb": "remind"}, "party": {**of, "verb": "record"}, "unsent": {"code": unsent.code, "verb": "word"},
        "road": {"code": practical_promised(town).code, "verb": "note_step"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("pledges:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pledges:board", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pledges:items", "GET", "--- 404 404 404 404 404 404 404 404 404 404 404 404 404 403"),
    door("pledges:make", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("pledges:make", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("pledges:pledge", "GET draft", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:edit", "GET draft", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:edit", "POST draft", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:print", "GET draft", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:docx", "GET draft", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:deed", "GET shown", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:deed", "POST draft", "--- 404 302 302 302 302 404 404 404 404 302 302 403 403 404"),
    door("pledges:consent", "GET shown", "--- 404 404 404 404 404 404 404 404 404 404 404 403 403 404"),
    door("pledges:consent", "POST shown", "--- 404 404 404 404 404 404 404 404 404 404 404 403 403 404"),
    door("pledges:scan", "GET shown", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:scan", "POST shown", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:scan_off", "GET shown", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:scan_off", "POST shown", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:scan_picture", "GET shown", "in 404"),
    door("pledges:item_deed", "GET item", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:item_deed", "POST item", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:letters", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pledges:letter_new", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pledges:letter_new", "POST", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("pledges:letter", "GET letter", "--- 200 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:letter_print", "GET letter", "--- 200 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:letter_docx", "GET letter", "--- 200 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:letter_deed", "GET unsent", "--- 404 404 404 404 404 404 404 404 404 200 403 403 403 404"),
    door("pledges:letter_deed", "POST letter", "--- 403 403 403 403 403 404 404 404 404 302 403 403 403 404"),
    door("pledges:party", "GET party", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:party", "POST party", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:party_scan", "GET party", "in 404"),
    door("pledges:practical", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pledges:practical_print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("pledges:propose", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("pledges:propose", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 403"),
    door("pledges:practical_one", "GET road", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("pledges:practical_deed", "GET road", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("pledges:practical_deed", "POST road", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("windows:limits", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("public:pledges", "GET", "all 200"),
    door("public:pledge", "GET pledge_shown", "all 200"),
    door("public:pledge", "POST pledge_shown", "all 302"),
    door("public:practical", "GET", "all 200"),
)
# fmt: on
