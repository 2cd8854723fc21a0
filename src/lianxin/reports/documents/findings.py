"""送签前的核对: what the checker and the records say of a document, which of it was let stand, whom it names.

A finding that is beyond doubt must be mended or waived with a reason before the document is submitted; what is doubtful
or touches the form alone is shown. A waiver holds for one finding in one sentence: it lapses when the sentence changes.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.checking import check
from lianxin.pure.checking.persons import private_marks
from lianxin.pure.figures.claims import Grade, grade_of
from lianxin.pure.redaction import LABELS, Mark
from lianxin.reports.documents.bodies import Reading
from lianxin.reports.documents.models import Document
from lianxin.reports.summaries.backing import check_backing
from lianxin.reports.summaries.documents import Document as Material
from lianxin.reports.summaries.remarks import Remark, Said

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


@dataclass(frozen=True)
class Finding:
    """意见一条: what is said of which words; `waived` is the reason for which it was let stand."""

    key: str
    remark: Remark
    grade: Grade
    mend: str = ""
    waived: str = ""
    waived_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it keeps the document from being submitted."""
        return self.grade == "wrong" and not self.waived


def find_all(document: Document, reading: Reading, *, by: Actor, today: date) -> list[Finding]:
    """Everything that a reader must look at, in the order of the text, with what was waived."""
    waivers = {one.key: one for one in document.waivers.all()}
    found = []
    for remark, mend in _remarks(reading, by, today):
        grade = "doubtful" if remark.kind == "unbacked" else grade_of(remark.verdict)
        if not grade:
            continue
        key = key_of(remark.kind, remark.verdict, sentence_at(reading.text, remark.start), remark.quote)
        waiver = waivers.get(key)
        found.append(
            Finding(key, remark, grade, mend, waiver.reason if waiver else "", waiver.by_name if waiver else "")
        )
    return found


def _remarks(reading: Reading, by: Actor, today: date) -> list[tuple[Remark, str]]:
    checked = check(reading.text)
    said: list[tuple[Said, str]] = [(one, one.mend) for one in checked.findings]
    backed = check_backing(Material(reading.text, (), reading.bound), by=by, today=today)
    found = [
        (Remark(one.kind, one.quote, one.start, one.end, one.verdict, one.explain), mend)
        for one, mend in [*said, *((one, "") for one in backed)]
    ]
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


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
