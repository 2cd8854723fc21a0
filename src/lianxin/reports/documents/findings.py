"""送签前的核对: what the checker and the records say of a document, which of it was let stand, whom it names.

Bound figures are held against their own records, typed ones against the records that their words name, against the unit's
earlier texts and against its other texts of the same time. A finding that is beyond doubt must be mended or waived with a
reason before the document is submitted; what is doubtful or touches the form alone is shown. A waiver holds for one
finding in one sentence: it lapses when the sentence changes.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.base.drafting.examples import barred
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.checking import check
from lianxin.pure.checking.persons import private_marks
from lianxin.pure.figures.claims import Claim, Grade, grade_of
from lianxin.pure.redaction import INSTEAD, LABELS, Mark
from lianxin.reports.documents.bodies import Reading
from lianxin.reports.documents.holding import held_of
from lianxin.reports.documents.models import Document
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.documents import Document as Material
from lianxin.reports.summaries.remarks import Remark, Said

#: ［电话］ is what was hidden here on purpose, not a place left to be filled in
_HIDDEN = frozenset(INSTEAD.values())
#: no reason lets a case stand whose consent was withdrawn
CONSENT = "consent"
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


@dataclass(frozen=True)
class Finding:
    """意见一条: what is said of which words; `waived` is the reason for which it was let stand."""

    key: str
    remark: Remark
    grade: Grade
    waived: str = ""
    waived_by: str = ""

    @property
    def mend(self) -> str:
        """What to write instead of the quote; empty where only the author can know."""
        return self.remark.mend if self.remark.mend != self.remark.quote else ""

    @property
    def is_open(self) -> bool:
        """Whether it keeps the document from being submitted."""
        return self.grade == "wrong" and not (self.waived and self.may_be_waived)

    @property
    def may_be_waived(self) -> bool:
        return self.remark.kind != CONSENT


def find_all(document: Document, reading: Reading, *, by: Actor, today: date) -> list[Finding]:
    """Everything that a reader must look at, in the order of the text, with what was waived."""
    waivers = {one.key: one for one in document.waivers.all()}
    found = []
    for one in _said(document, reading, by, today):
        grade = "doubtful" if one.kind == "unbacked" else grade_of(one.verdict)
        if not grade:
            continue
        remark = Remark(one.kind, one.quote, one.start, one.end, one.verdict, one.explain, _mend_of(one))
        told_apart = (one.computed,) if one.kind == "promise" else ()  # several are said of the same heading
        key = key_of(one.kind, one.verdict, sentence_at(reading.text, one.start), one.quote, *told_apart)
        waiver = waivers.get(key)
        said = (waiver.reason, waiver.by_name) if waiver else ("", "")
        found.append(Finding(key, remark, grade, *said))
    return found


def _said(document: Document, reading: Reading, by: Actor, today: date) -> list[Said]:
    """What is said of the text, in its order; of a typed figure the most that is known. Persons are looked at apart."""
    checked = [one for one in check(reading.text).findings if one.quote not in _HIDDEN and one.kind != "person"]
    held = held_of(document, reading, by=by, today=today)
    backed = check_backing(Material(reading.text, (), reading.bound), by=by, today=today)
    found: list[Said] = [*checked, *held, *withdrawn(reading.text)]
    found += [one for one in backed if one.kind != "unbacked" or not _lies_in_another(one, found)]
    return sorted(found, key=lambda one: (one.start, one.end))


def withdrawn(text: str) -> list[Claim]:
    """典型事例 that were taken out, or whose consent was withdrawn, since the text was written."""
    explain = "这一句来自已经撤出的典型事例（例如当事人撤回了同意），不能再用，请删去。"
    return [
        Claim(CONSENT, words, found.start(), found.end(), "", "", f"fails:{CONSENT}", explain)
        for words in barred(text) for found in re.finditer(re.escape(words), text)
    ]  # fmt: skip


def _lies_in_another(one: Said, others: Iterable[Said]) -> bool:
    """Whether something is said of a whole piece in which it stands: its reader looks there anyway."""
    return any(other.start <= one.start and one.end <= other.end for other in others)


def _mend_of(one: Said) -> str:
    """What to write instead where that is certain: of a figure, what the records say."""
    if one.kind == "bound":
        return one.computed if one.verdict in ("fails:changed-by-hand", "fails:records") else ""
    if one.kind == "stated":
        number = _NUMBER.match(one.quote) if one.computed and "；" not in one.explain else None
        return one.computed.removesuffix("%") + one.quote[number.end() :] if number else ""
    return str(getattr(one, "mend", ""))


def sentence_at(text: str, start: int) -> str:
    """The sentence in which a place lies."""
    for found in _SENTENCE.finditer(text, max(text.rfind("\n", 0, start) + 1, 0)):
        if found.end() > start or found.end() == len(text):
            return found[0].strip()
    return ""


def key_of(*parts: str) -> str:
    """The fingerprint by which a finding or a name is known again."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Person:
    """文中的个人信息一处: the mark, its key, and whether somebody confirmed that it must stand."""

    key: str
    mark: Mark
    is_kept: bool

    @property
    def label(self) -> str:
        return LABELS.get(self.mark.kind, self.mark.kind)


def persons_in(text: str, kept: Iterable[str], leaders: Iterable[str] = ()) -> list[Person]:
    """Names, telephones and numbers of private persons in a text, each with its answer."""
    known = set(kept)
    marks = [(key_of(mark.kind, mark.text), mark) for mark in private_marks(text, leaders=leaders)]
    return [Person(key, mark, key in known) for key, mark in marks]
