"""从 Word 交回的文件: the lines of a docx as title, addressee, body, attachments and signature of a document.

What the page alone knows (which paragraph is the signature, how wide a table's columns are) is found again by what stood
there in the version before; nothing of the text is left out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lianxin.pure.paper import Attachment, Binding, Figure, Item, Paper, Para, Run, Table
from lianxin.pure.paper.items import Row, read_rows
from lianxin.reports.documents.bodies import figures_in
from lianxin.reports.documents.editing import heading_of

_DATE = re.compile(r"\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
_LABEL = re.compile(r"\s*附\s*件\s*\d{0,2}\s*")
_NOTE = re.compile(r"\s*附件[：:]\s*(?:\d{1,2}[.．]\s*)?(.+)")
_MORE_NOTES = re.compile(r"\s*\d{1,2}[.．]\s*(.+)")
#: a field of a template, escaped
_PLACE = re.compile(r"\\{\\{.*?\\}\\}")
#: how many lines of a red head may stand above the title; how many lines it may have
_MOST_ABOVE, _MOST_TITLE = 12, 5
#: a line of fields alone says nothing about what is the template's
_LEAST_FIXED = 2
_LONGEST_NAME, _LONGEST_ADDRESSEE = 40, 120


@dataclass
class _Left:
    """What of the rows is not yet understood."""

    rows: list[Row]

    def first(self) -> Row | None:
        return self.rows[0] if self.rows else None


def understood(data: bytes, before: Paper, frame: Sequence[str] = ()) -> Paper:
    """The docx as a paper, with what the version before knows of it. Raises `Unreadable` with a Chinese sentence.

    `frame` are the lines of the office's own templates, with their fields in braces: what of them stands around the text.
    """
    given = list(figures_in([*before.body, *_all(before.attachments)]))
    left = _Left(_without_frame(read_rows(data, given), before, frame))
    title = _title(left, before)
    addressee = _addressee(left, before)
    body, tails = _parts(left.rows)
    body, signature = _closing(body, before)
    body, names = _notes(body)
    attachments = _attachments(names, tails)
    labels = {figure.binding: figure.label for figure in given}
    tables = [item for item in [*before.body, *_all(before.attachments)] if isinstance(item, Table)]
    return replace(
        before, title=title, addressee=addressee, signature=signature,
        body=_items(body, tables, labels),
        attachments=tuple(Attachment(name, _items(rows, tables, labels)) for name, rows in attachments),
    )  # fmt: skip


def _without_frame(rows: list[Row], before: Paper, frame: Sequence[str]) -> list[Row]:
    """The lines without the red head and the imprint that an office's own template put around them.

    Only what stands above the title or below the date and is known to be the template's is left out; a line of one's own
    above the title follows it.
    """
    known = _known(frame, before)
    begin, end = _title_at(rows, before)
    dated = next((n for n in range(len(rows) - 1, -1, -1) if _DATE.fullmatch(rows[n].text or "")), len(rows))

    def is_own(row: Row) -> bool:
        cells = ["".join(run.text for run in cell) for line in row.cells for cell in line] or [row.text]
        return not all(known(_bare(cell)) for cell in cells if cell.strip())

    above = [row for row in rows[:begin] if is_own(row)]
    return [*rows[begin:end], *above, *rows[end : dated + 1], *(row for row in rows[dated + 1 :] if is_own(row))]


def _known(frame: Sequence[str], before: Paper) -> Callable[[str], bool]:
    """Whether words are those of a template, or of a field that stands alone in it."""
    lines = [line for line in map(_bare, frame) if len(_PLACE.sub("", re.escape(line))) >= _LEAST_FIXED]
    shapes = [re.compile(_PLACE.sub(".{0,120}", re.escape(line))) for line in lines]
    alone = {_bare(words) for words in (before.number, before.signature, f"（{before.remark}）") if words}

    def known(words: str) -> bool:
        if len(words) > _LONGEST_ADDRESSEE:
            return words in lines
        return words in alone or bool(_DATE.fullmatch(words)) or any(shape.fullmatch(words) for shape in shapes)

    return known


def _title_at(rows: list[Row], before: Paper) -> tuple[int, int]:
    """Where the lines of the title begin and end: in its style, or saying what it said; at the start where neither is."""
    old = _bare(before.title)
    for begin in range(min(len(rows), _MOST_ABOVE)):
        said = ""
        for end in range(begin, min(begin + _MOST_TITLE, len(rows))):
            said += _bare(rows[end].text)
            if said and said == old:
                return begin, end + 1
    styled = [n for n, row in enumerate(rows[:_MOST_ABOVE]) if row.kind == "title"]
    return (styled[0], styled[-1] + 1) if styled else (0, 0)


def _title(left: _Left, before: Paper) -> str:
    """The leading lines in the title's style, or those that say what the title said."""
    lines: list[str] = []
    old = _bare(before.title)
    while (row := left.first()) and (row.kind == "title" or (row.text and _bare("".join([*lines, row.text])) in old[:200]
                                                             and old.startswith(_bare("".join([*lines, row.text]))))):  # fmt: skip
        lines.append(left.rows.pop(0).text.strip())
    said = "".join(lines)
    if not said or _bare(said) == old:
        return before.title
    return "\n".join(lines) if "\n" in before.title and len(lines) > 1 else said


def _addressee(left: _Left, before: Paper) -> str:
    row = left.first()
    if row is None or row.kind != "para" or len(row.text) > _LONGEST_ADDRESSEE:
        return ""
    said = row.text.strip()
    is_same = before.addressee and _bare(said).rstrip("：:") == _bare(before.addressee).rstrip("：:")
    if is_same or (
        said.endswith(("：", ":")) and "。" not in said and not any(isinstance(r, Figure) for r in row.runs)
    ):
        left.rows.pop(0)
        return before.addressee if is_same else said.rstrip("：:")
    return ""


def _parts(rows: Sequence[Row]) -> tuple[list[Row], list[list[Row]]]:
    """The body, and what follows each 附件 that stands alone on its line."""
    found: list[list[Row]] = [[]]
    for row in rows:
        if row.kind != "table" and _LABEL.fullmatch(row.text):
            found.append([])
        else:
            found[-1].append(row)
    return found[0], found[1:]


def _closing(rows: list[Row], before: Paper) -> tuple[list[Row], str]:
    """Date and name at the end are no paragraphs; the date is set when the document is signed."""
    rows = list(rows)
    if rows and _DATE.fullmatch(rows[-1].text or ""):
        rows.pop()
        named = rows[-1].text.strip() if rows and rows[-1].kind == "para" else ""
        if named and len(named) <= _LONGEST_NAME and not re.search(r"[。；：]", named):
            rows.pop()
            return rows, named
    elif rows and before.signature and _bare(rows[-1].text) == _bare(before.signature):
        rows.pop()
    return rows, before.signature


def _notes(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """附件说明 at the end of the body: the names of the attachments."""
    for place in range(len(rows) - 1, max(len(rows) - 12, -1), -1):
        found = _NOTE.fullmatch(rows[place].text) if rows[place].kind != "table" else None
        rest = list(rows[place + 1 :]) if found else []
        more = [_MORE_NOTES.fullmatch(_whole(row)) for row in rest]
        if found and all(more):
            return rows[:place], [found[1].strip(), *(one[1].strip() for one in more if one)]
    return rows, []


def _whole(row: Row) -> str:
    """A note that looked like a heading gets its number back."""
    return f"1.{row.text}" if row.kind == "heading" else row.text


def _attachments(names: list[str], tails: list[list[Row]]) -> list[tuple[str, list[Row]]]:
    found = []
    for place, rows in enumerate(tails):
        titles = []
        while rows and rows[0].kind == "title":
            titles.append(rows.pop(0).text.strip())
        found.append(("".join(titles) or (names[place] if place < len(names) else f"附件{place + 1}"), rows))
    return found + [(name, []) for name in names[len(tails) :]]


def _items(rows: Sequence[Row], tables: list[Table], labels: dict[Binding, str]) -> tuple[Item, ...]:
    made: list[Item] = []
    captions = {_bare(table.caption) for table in tables if table.caption}
    caption = ""
    for row in rows:
        if row.kind == "table":
            made.append(_table(row, tables, labels, caption))
            caption = ""
        elif _bare(row.text) in captions:
            caption = row.text.strip()
        elif row.kind == "heading":
            made.append(heading_of(row.level, _labelled(row.runs, labels)))
        else:
            made.append(Para(_labelled(row.runs, labels)))
    return tuple(made)


def _table(row: Row, tables: list[Table], labels: dict[Binding, str], caption: str) -> Table:
    """A table; the first of those before that has as many columns gives it its widths and its sheet."""
    header, *rest = [tuple(_labelled(cell, labels) for cell in line) for line in row.cells]
    known = next((one for one in tables if len(one.header) == len(header)), None)
    if known:
        tables.remove(known)
    return Table(
        header, tuple(rest), caption, bool(known and known.is_landscape), known.widths if known else (),
    )  # fmt: skip


def _labelled(parts: tuple[Run, ...], labels: dict[Binding, str]) -> tuple[Run, ...]:
    return tuple(
        replace(part, label=labels.get(part.binding, "")) if isinstance(part, Figure) else part for part in parts
    )


def _all(attachments: Sequence[Attachment]) -> list[Item]:
    return [item for one in attachments for item in one.body]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
