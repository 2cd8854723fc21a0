"""核对一遍: what is said of a text on the page, and what a press of a button does to it."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.checking import Checked
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.checks.fingerprints import fingerprint
from lianxin.reports.checks.held import Against, hold
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.remarks import GRADES, Remark, Said, remarks_of
from lianxin.web.office.checker import typed
from lianxin.web.office.checker.forms import REASONS
from lianxin.web.office.checker.shown import Result, result_of
from lianxin.web.office.checker.state import Kept
from lianxin.web.office.checker.typed import Typed
from lianxin.web.ui.request import Request

MOST_PAPER = 400 * 1024  # of a docx that the page carries, so that it can be marked
MOST_WORDS = 60
#: what people are told of the kinds of files
SOURCES = {"docx": "docx", "xlsx": "xlsx", "pdf": "PDF", "html": "html", "txt": "txt"}


@dataclass(frozen=True)
class Looked:
    """A text looked at: what is carried on, what is said, how it is shown."""

    kept: Kept
    backed: list[Said]
    remarks: list[Remark]
    result: Result
    told: tuple[str, ...] = ()


def look(request: Request, kept: Kept, checked: Checked, open_: Typed | None = None) -> Looked:
    """Everything that is said of the text, and what has changed since the last look."""
    backed: list[Said] = [*check_backing(kept.document, by=request.actor, today=request.today)]
    against, told = against_of(kept), []
    if against:
        try:
            backed += hold(kept.text, against, by=request.actor, today=request.today, bound=kept.document.bound)
        except NotAllowed:
            told.append(_("您现在的职务看不到这个单位的数字，没有对照记录。"))
    remarks = remarks_of(checked, backed)
    graded = {fingerprint(one, kept.text): one for one in remarks if one.tone in GRADES}
    result = result_of(kept.text, remarks, ignored=kept.ignored, known=kept.found, typed=open_)
    if kept.found is not None:
        told += _told(set(kept.found) - set(kept.ignored), set(graded) - set(kept.ignored))
    mends = tuple((one.start, one.end, one.mend) for one in graded.values() if one.mend and one.mend != one.quote)
    return Looked(replace(kept, found=tuple(graded), mends=mends), backed, remarks, result, tuple(told))


def _told(before: set[str], now: set[str]) -> list[str]:
    """改好几处、新出现几处."""
    gone, new = len(before - now), len(now - before)
    said = [ngettext("比上次少了 %(n)s 处意见。", "比上次少了 %(n)s 处意见。", gone) % {"n": gone}] if gone else []
    if new:
        said.append(ngettext("新出现 %(n)s 处意见，标着“新”。", "新出现 %(n)s 处意见，标着“新”。", new) % {"n": new})
    return said or [_("意见和上次一样。")]


def against_of(kept: Kept) -> Against | None:
    """The unit and the period that the text is held against."""
    unit = Unit.objects.filter(pk=kept.unit).first() if kept.unit.isdecimal() else None
    if unit is None:
        return None
    try:
        return Against(unit, Period.parse(kept.period))
    except NotAPeriod:
        return None


def carried(data: bytes, kind: str) -> str:
    """The docx itself for the page, where it is small enough."""
    return base64.b64encode(data).decode() if kind == "docx" and len(data) <= MOST_PAPER else ""


def paper_of(given: str) -> bytes:
    """The docx that the page carried; nothing where it carried none or something else."""
    try:
        data = base64.b64decode(given.encode("ascii", "replace"), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if len(data) <= MOST_PAPER else b""


def pressed(kept: Kept, do: str, given: Any) -> Kept:
    """The state after a button was pressed."""
    verb, _colon, rest = do.partition(":")
    deed = _DEEDS.get(verb)
    return deed(kept, rest, given) if deed else kept


def _mend(kept: Kept, rest: str, given: Any) -> Kept:
    """改正: only what was offered is put in its place."""
    found = next((one for one in kept.mends if f"{one[0]}:{one[1]}" == rest), None)
    return kept.with_words(*found) if found else kept


def _edit(kept: Kept, rest: str, given: Any) -> Kept:
    """改这一段: the line gets the words typed."""
    lines, words = kept.text.split("\n"), typed.words_of(given, rest)
    if not rest.isdecimal() or len(rest) > 6 or int(rest) >= len(lines) or words is None:
        return kept
    start = sum(len(line) + 1 for line in lines[: int(rest)])
    return kept.with_words(start, start + len(lines[int(rest)]), words)


def _ignore(kept: Kept, rest: str, given: Any) -> Kept:
    """忽略: with a reason; only what was found."""
    reason, words = typed.why_of(given, rest)
    if rest not in (kept.found or ()) or reason not in REASONS:
        return kept
    words = " ".join(words.split())[:MOST_WORDS]
    said = f"{REASONS[reason]}：{words}" if words else str(REASONS[reason])
    return replace(kept, ignored={**kept.ignored, rest: said})


def _heed(kept: Kept, rest: str, given: Any) -> Kept:
    """不再忽略."""
    return replace(kept, ignored={key: why for key, why in kept.ignored.items() if key != rest})


_DEEDS: dict[str, Callable[[Kept, str, Any], Kept]] = {
    "mend": _mend, "edit": _edit, "ignore": _ignore, "heed": _heed, "undo": lambda kept, _rest, _given: kept.undone(),
}  # fmt: skip
