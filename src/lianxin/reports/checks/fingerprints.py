"""意见的指纹: by what a finding is known again when the text is checked again, however much around it has changed."""

import hashlib
import re
from collections.abc import Iterable

from lianxin.reports.summaries.remarks import Remark

_ENDS = re.compile(r"[。！？\n]")
_REACH = 400


def sentence_of(text: str, start: int, end: int) -> str:
    """The sentence (or line) in which a span stands, without blanks."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    head = _ENDS.split(before)[-1]
    tail = _ENDS.split(after)[0] if not _ENDS.search(text[end - 1 : end]) else ""
    return re.sub(r"\s", "", head + text[start:end] + tail)


def fingerprint(remark: Remark, text: str) -> str:
    """意见的指纹: the same as long as the sentence and what is said of it stand; 12 hexadecimal digits."""
    said = "\x1f".join(
        (remark.kind, remark.verdict, "".join(remark.quote.split()), sentence_of(text, remark.start, remark.end))
    )
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


def fingerprints(remarks: Iterable[Remark], text: str) -> list[str]:
    """The fingerprints of remarks, in their order."""
    return [fingerprint(one, text) for one in remarks]
