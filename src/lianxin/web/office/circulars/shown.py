"""督查通报怎样显示: tones, buttons by who one is and how things stand, where a record's page is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper, blocks
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab, room_tabs
from lianxin.work.circulars.models import Circular, Finding, Inspection
from lianxin.work.circulars.queries.figures import SLOTS
from lianxin.work.circulars.terms import (
    CIRCULAR_FLOW,
    CIRCULAR_VERBS,
    DRAFT,
    FINDING_FLOW,
    FINDING_VERBS,
    ISSUE,
    RECORD,
    REPLY,
    CircularState,
    FindingState,
)
from lianxin.work.rectification.terms import ISSUE as ISSUE_ITEM

LISTED = 300
CODES = (
    "inspection.carried_out",
    "inspection.by_leaders",
    "finding.noted",
    "finding.corrected_share",
    "circular.issued",
)
FINDING_TONES = {
    FindingState.NOTED: "todo", FindingState.ASKED: "todo", FindingState.REPLIED: "doing", FindingState.UPHELD: "late",
    FindingState.CHANGED: "late", FindingState.WITHDRAWN: "quiet",
}  # fmt: skip
CIRCULAR_TONES = {
    CircularState.DRAFT: "todo", CircularState.OPINION: "doing", CircularState.ISSUED: "done", CircularState.DROPPED: "quiet",
}  # fmt: skip
TABS = (
    (gettext_lazy("通报"), "circulars:index"), (gettext_lazy("督查记录"), "circulars:checks"),
    (gettext_lazy("问题"), "circulars:findings"), (gettext_lazy("领导督导"), "circulars:leaders"),
    (gettext_lazy("督查负担"), "circulars:burden"),
)  # fmt: skip


def tabs(here: str) -> list[RoomTab]:
    """The pages of this room."""
    return room_tabs(TABS, f"circulars:{here}")


@dataclass(frozen=True)
class Row:
    """一个问题 as a line: how it stands, in word and tone, and how long the unit may still speak."""

    finding: Finding
    word: str | Promise
    tone: str
    left: str = ""


def row(finding: Finding, today: date) -> Row:
    """A finding as it stands today."""
    state = FindingState(finding.state)
    if state in (FindingState.UPHELD, FindingState.CHANGED) and finding.is_corrected:
        return Row(finding, _("已改正"), "done")
    left = ""
    if finding.state == FindingState.ASKED and finding.reply_by is not None:
        days = (finding.reply_by - today).days
        if days < 0:
            left = str(_("期满没有说明"))
        else:
            left = ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days} if days else _("今天到期")
    return Row(finding, state.label, FINDING_TONES[state], left)


@dataclass(frozen=True)
class Button:
    """一个按钮."""

    word: str | Promise
    url: str
    is_main: bool = False


def is_ours(inspection: Inspection, by: Actor) -> bool:
    """Whether the actor is of the side that made the check."""
    return by.may_at(RECORD, inspection.home_path) and inspection.home_path.startswith(by.own_path)


def finding_buttons(finding: Finding, by: Actor, today: date) -> list[Button]:
    """What this actor may do with a finding now: the inspecting side judges, the named unit speaks."""
    verbs = FINDING_FLOW.open_to(finding.state)
    ours = is_ours(finding.inspection, by)
    found: list[tuple[str, str | Promise, bool]] = []
    if "explain" in verbs and by.may(REPLY, finding) and not is_within(finding.inspection.home_path, by.own_path):
        found.append(("reply", _("说明情况"), True))
    if ours:
        may_decide = "uphold" in verbs and not finding.may_still_be_replied(today)
        found += [("ask", FINDING_VERBS["ask"], True)] * ("ask" in verbs)
        found += [("decide", _("核定"), True)] * may_decide
        is_open = "correct" in verbs and not finding.is_corrected and finding.item_id is None
        found += [("correct", FINDING_VERBS["correct"], True)] * (is_open and by.may_at(ISSUE_ITEM, finding.unit_path))
        found += [("put_right", FINDING_VERBS["note_corrected"], False)] * is_open
        found += [("withdraw", FINDING_VERBS["withdraw"], False)] * ("withdraw" in verbs and finding.item_id is None)
    return [
        Button(word, reverse("circulars:finding_deed", args=[finding.code, verb]), main) for verb, word, main in found
    ]


def circular_buttons(circular: Circular, by: Actor) -> list[Button]:
    """What this actor may do with a circular now; who wrote it does not sign it."""
    verbs = CIRCULAR_FLOW.open_to(circular.state)
    drafts, signs = by.may(DRAFT, circular), by.may(ISSUE, circular)
    found = []
    if drafts and "write" in verbs:
        found.append(Button(CIRCULAR_VERBS["write"], reverse("circulars:edit", args=[circular.code])))
    for verb in ("send", "issue", "take_back", "drop"):
        may = signs and by.ref not in (circular.drafted_by_ref, circular.written_by_ref) if verb == "issue" else drafts
        if may and verb in verbs:
            address = reverse("circulars:deed", args=[circular.code, verb])
            found.append(Button(CIRCULAR_VERBS[verb], address, verb in ("send", "issue")))
    if drafts and circular.state == CircularState.ISSUED:
        found.append(Button(_("起草更正通报"), reverse("circulars:deed", args=[circular.code, "further"])))
    return sorted(found, key=lambda one: not one.is_main)


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: words, or a number with the page of its records."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Line:
    """一行 of the paper: `kind` and `level` as blocks have them."""

    kind: str
    level: int
    number: str
    pieces: list[Piece]


def lines(paper: Paper, circular: Circular) -> list[Line]:
    """The paper as it stands on the page: every number opens its records."""
    by_word = {slot.word: slot for slot in SLOTS.values()}
    found = []
    for block in blocks(paper):
        pieces = []
        for run in (*block.runs, *block.then):
            slot = by_word.get(getattr(run, "label", "")) if run.binding else None
            url = reverse("circulars:behind", args=[circular.code, slot.code]) if slot else ""
            pieces.append(Piece(run.text, url, slot.word if slot else ""))
        found.append(Line(block.kind, block.level, block.number, pieces))
    return found


def page(request: Request, here: str) -> dict[str, Any]:
    """What every list of the room shows."""
    return {"tabs_shown": tabs(here)}
