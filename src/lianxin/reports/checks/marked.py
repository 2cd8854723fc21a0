"""核对后的文件: the docx itself with Word comments at its places, or a list of the findings for what is no docx.

The file of a stranger is opened in a child process (`mark_child.py`), as it was when it was checked.
"""

import base64
import json
from collections.abc import Iterable, Sequence

from lianxin.pure.paper import Paper, Para, Table, runs, write_docx
from lianxin.reports.summaries.examine import Unreadable, ask_child, plain_name
from lianxin.reports.summaries.remarks import GRADES, Remark

__all__ = ["Unreadable", "findings_docx", "marked_docx", "marked_or_listed"]

CHILD = "lianxin.reports.checks.mark_child"
AUTHOR, INITIALS = "连心核对", "核"
MOST = 2000  # comments in one file
_LONGEST = 60


def marked_docx(data: bytes, name: str, text: str, remarks: Iterable[Remark]) -> bytes:
    """带批注的副本: everything as it was, a comment at each finding. Raises `Unreadable` with a sentence.

    `text` is what the file was read as; `remarks` those to be set (see `to_look_at`).
    """
    comments = [[one.start, one.end, lines_of(one)] for one in to_look_at(remarks)[:MOST]]
    given = {"docx": base64.b64encode(data).decode(), "text": text, "comments": comments}
    answer = ask_child(CHILD, plain_name(name), json.dumps(given).encode())
    return base64.b64decode(answer["docx"])


def marked_or_listed(data: bytes, name: str, text: str, remarks: Sequence[Remark]) -> tuple[bytes, str]:
    """带批注的副本 and what it is called; where the file takes no comments, a list of the findings that says why."""
    stem = name.rsplit(".", 1)[0]
    if data:
        try:
            return marked_docx(data, name, text, remarks), f"{stem}-核对批注.docx"
        except Unreadable as refusal:
            return findings_docx(name, text, remarks, why=f"原文件里没有加上批注：{refusal}"), f"{stem}-核对意见.docx"
    return findings_docx(name, text, remarks), f"{stem}-核对意见.docx"


def findings_docx(name: str, text: str, remarks: Iterable[Remark], *, why: str = "") -> bytes:
    """核对意见一览: what was found in a file that is no docx (or whose text was changed here), in the order of the text."""
    found, first = to_look_at(remarks)[:MOST], (Para(runs(why)),) if why else ()
    if not found:
        return write_docx(Paper("核对意见", (Para(runs(f"{name}：没有发现不符、存疑和格式问题。")), *first)))
    rows = tuple(
        (
            str(number),
            f"第{text.count(chr(10), 0, one.start) + 1}行",
            short(one.quote),
            f"{one.word}。{one.explain}",
            one.mend,
        )
        for number, one in enumerate(found, 1)
    )
    counts = "，".join(f"{word}{sum(one.tone == tone for one in found)}处" for tone, word in GRADES.items())
    table = Table(("序号", "在哪里", "原文", "意见", "改为"), rows, widths=(6, 10, 24, 44, 16))
    return write_docx(Paper("核对意见", (Para(runs(f"{name}：{counts}。")), *first, table)))


def to_look_at(remarks: Iterable[Remark]) -> list[Remark]:
    """What a person must look at: the graded remarks, and figures without a source."""
    return [one for one in remarks if one.tone in GRADES or one.kind == "unbacked"]


def lines_of(remark: Remark) -> Sequence[str]:
    """A remark as the lines of a comment: the verdict, the computation, what to write instead."""
    lines = [f"【{remark.word}】{short(remark.quote)}", remark.explain]
    return [*lines, f"改为：{remark.mend}"] if remark.mend else lines


def short(words: str) -> str:
    """Words of one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
