"""html: what a browser would show, and its tables. Nothing is run, nothing is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .model import Cell, ReadText, Sheet, Table

_SILENT = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select", "datalist"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "title", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANK = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{1,20})""", re.I)
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta)\b",
                     re.I | re.S)  # fmt: skip
MAX_SPAN = 60


def is_html(data: bytes, name: str) -> bool:
    """Whether the bytes are a web page: by their beginning, or by name where markup is in them."""
    head = data[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    if _MARKUP.match(head):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in head and b">" in head


def charset(data: bytes) -> str:
    """The encoding that the page declares; empty where it does not."""
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    return (
        "gb18030" if name in ("gb2312", "gbk", "gb18030", "x-gbk") else "utf-8-sig" if name in ("utf-8", "utf8") else ""
    )


def read(text: str) -> ReadText:
    """The visible text of a page. Raises `Unreadable` when it is too long."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_of_table()
    notes: tuple[str, ...] = ("未读：网页里的脚本和样式。",) if reader.was_silent else ()
    if reader.pictures:
        notes += (f"未读：图片 {reader.pictures} 幅，图中的文字和数字没有核对。",)
    return ReadText(reader.sheet.text.rstrip("\n"), notes, "html", tuple(reader.tables))


class _Reader(HTMLParser):
    """Writes lines; of nested tables the outermost is the table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = Sheet()
        self.tables: list[Table] = []
        self.was_silent = False
        self.pictures = 0
        self._skipped = ""  # the element whose content is not shown, and how many of its kind are open in it
        self._nested = 0
        self._depth = 0
        self._rows: list[list[Cell]] = []
        self._cell: tuple[int, int] | None = None  # where the open cell began, how many columns it spans
        self._fresh = True
        self._is_blank = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._nested += tag == self._skipped
            return
        given = dict(attrs)
        if (
            tag in _SILENT
            or tag not in _VOID
            and ("hidden" in given or _HIDDEN.search((given.get("style") or "").lower()))
        ):
            self.was_silent = self.was_silent or tag in ("script", "style")
            self._skipped, self._nested = tag, 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._rows = []
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._line(anew=True)
            self._rows.append([])
        elif tag in ("td", "th") and self._depth == 1:
            self._begin_cell(given)
        elif tag == "img":
            self.pictures += 1
        elif tag == "br" or tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._nested -= tag == self._skipped
            if not self._nested:
                self._skipped = ""
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self.end_of_table()
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        words = _BLANK.sub(" ", data)
        if self._fresh:
            words = words.lstrip(" ")
        if not words:
            return
        if words == " ":
            self._is_blank = True
            return
        if self._depth and self._cell is None:
            return  # between the cells of a table nothing is shown
        if self._is_blank and not self._fresh:
            words = " " + words.lstrip(" ")
        self._is_blank, kept = words.endswith(" "), words.rstrip(" ")
        if self._fresh and self._cell is None:
            self._line()
        self.sheet.add(kept)
        self._fresh = False

    def end_of_table(self) -> None:
        """The open table is at its end; one without cells is none."""
        self._end_cell()
        if any(self._rows):
            name = f"表{len(self.tables) + 1}"
            rows = tuple(
                tuple(
                    Cell(cell.text, cell.start, f"{name}第{number}行第{column}列") for column, cell in enumerate(row, 1)
                )
                for number, row in enumerate(self._rows, 1)
            )
            self.tables.append(Table(name, rows))
        self._rows, self._fresh = [], True

    def _begin_cell(self, given: dict[str, str | None]) -> None:
        self._end_cell()
        if not self._rows:
            self._line(anew=True)
            self._rows.append([])
        if self._rows[-1]:
            self.sheet.apart("\t")
        span = given.get("colspan") or "1"
        wide = min(int(span), MAX_SPAN) if span.isdecimal() and len(span) < 4 else 1
        self._cell, self._fresh = (self.sheet.add(""), max(wide, 1)), True

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        start, wide = self._cell
        self._rows[-1].append(Cell(self.sheet.text_from(start), start))
        for _ in range(wide - 1):  # so that what follows stays in its column
            self.sheet.apart("\t")
            self._rows[-1].append(Cell("", start))
        self._cell, self._fresh = None, True

    def _break(self) -> None:
        if self._cell is not None:
            if not self._fresh:
                self._is_blank = True
            return
        self._fresh, self._is_blank = True, False

    def _line(self, *, anew: bool = False) -> None:
        self.sheet.line()
        self._is_blank = False
        if anew:
            self._fresh = True
