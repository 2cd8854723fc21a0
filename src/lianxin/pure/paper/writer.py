"""The paper as docx, laid out by GB/T 9704-2012; figures are content controls that know their origin."""

from lxml import etree

from lianxin.pure.paper import closing, heads, imprints, layout
from lianxin.pure.paper.bindings import TAG_LIMIT, bookmark_of, tag_of, to_part
from lianxin.pure.paper.blocks import Block, blocks, is_kept
from lianxin.pure.paper.closing import CLOSING
from lianxin.pure.paper.columns import CELL_MARGIN, columns
from lianxin.pure.paper.document import Figure, Paper, Run, Table, runs, text_of
from lianxin.pure.paper.footers import empty_footer, footer, run
from lianxin.pure.paper.formal import LETTER
from lianxin.pure.paper.layout import CHARACTER, paragraph_properties, run_properties
from lianxin.pure.paper.ooxml import clean, element, flag, package, value
from lianxin.pure.paper.pages import FOLLOWING, end_of
from lianxin.pure.paper.titles import width

_PORTRAIT = {"default": "footer1", "even": "footer2"}
_LANDSCAPE = {"default": "footer3", "even": "footer4"}
_EMPTY = {"default": "footer5", "even": "footer5"}
#: the first sheet of a 信函 bears its rules instead of a number
_LETTER_FIRST = ({"first": "header1"}, {"first": "footer6"})
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
#: the free edges of a cell; below a little, so that the words stand in its middle
_AROUND = (("top", 0), ("left", CELL_MARGIN), ("bottom", layout.TABLE_BELOW), ("right", CELL_MARGIN))
_TITLES = ("title", "attachment_title")
#: a cell of more characters than this is read as prose and set flush left
_SHORT_CELL = 12


def write_docx(paper: Paper) -> bytes:
    """A docx of the paper: A4, 22 lines of 28 characters, no author, no times.

    The same paper gives the same bytes. Characters that XML cannot hold are left out.
    """
    writer = _Writer(paper)
    previous = ""
    for block in blocks(paper):
        writer.add(block, previous)
        previous = block.kind
    return writer.docx()


class _Writer:
    """Writes one paper: numbers the figures, and closes a section where the sheet turns."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.body = element("w:body")
        self.figures: list[Figure] = []
        self.is_landscape = False
        self.is_letter = paper.head is not None and paper.head.form == LETTER
        self.is_first = True  # the section being written
        self.begins, self.is_numbered = "", True
        self.body.extend(heads.head(paper))

    def docx(self) -> bytes:
        """The finished file."""
        if self.body[-1].tag == element("w:tbl").tag:
            self.body.append(_thin_line())  # a body may not end with a table
        self.body.append(self._section())
        footers = self._footers()
        headers = {"header1": heads.letter_header(self.paper.head)} if self.is_letter and self.paper.head else {}
        parts = {
            "word/document.xml": element("w:document", None, self.body),
            "word/styles.xml": layout.styles(),
            "word/settings.xml": layout.settings(),
            "word/fontTable.xml": layout.font_table(),
            "customXml/item1.xml": to_part(self.figures),
            **{f"word/{name}.xml": root for name, root in (footers | headers).items()},
        }
        title = self.paper.title.replace("\n", "")
        return package(parts, footers=tuple(footers), headers=tuple(headers), title=title)

    def _footers(self) -> dict[str, etree._Element]:
        """The footers by name: numbered ones, and those that this paper needs besides."""
        below = layout.FOOTER - layout.LETTER_FOOTER if self.is_letter else 0
        made = {
            name: footer(is_even=kind == "even", is_landscape=kinds is _LANDSCAPE, below=below)
            for kinds in (_PORTRAIT, _LANDSCAPE)
            for kind, name in kinds.items()
        }
        if not self.is_numbered:
            made["footer5"] = empty_footer()
        if self.is_letter:
            made["footer6"] = heads.letter_footer()
        return made

    def add(self, block: Block, previous: str) -> None:
        """Write one block, with the empty lines that the standard wants before it."""
        if self.paper.head is not None and block.kind in heads.KINDS:
            return  # written already
        if block.kind in imprints.KINDS:
            if previous not in imprints.KINDS:
                self._imprint()
            return
        is_turned = self._turn(is_landscape=block.is_landscape)
        if block.kind in FOLLOWING and previous not in FOLLOWING:
            self._keep_last()
        for _ in range(self._blank_lines(previous, block.kind)):
            self._paragraph((), keep_next=block.kind in FOLLOWING)
        if block.kind == "heading":
            rest = run_properties(layout.FANGSONG)
            style, words = f"Heading{block.level}", (*runs(block.number), *block.runs)
            self._paragraph(words, style=style, keep_next=is_kept(block))
            self.body[-1].extend(self._runs(block.then, rest))
        elif block.kind == "table" and block.table:
            if previous == "table":
                self.body.append(_thin_line())  # else Word joins the two tables
            self.body.append(self._table(block.table))
        elif block.kind == "attachment_label":
            self._paragraph(block.runs, look=run_properties(layout.HEITI), break_before=not is_turned)
        elif block.kind in CLOSING and closing.is_joint(self.paper):
            if block.kind == "signature" and previous != "signature":
                self.body.append(closing.joint_seals(self.paper))
                self.body.append(_thin_line())
        elif block.kind == "caption":
            look = run_properties(layout.HEITI, size=layout.PAGE_NUMBER, spacing=0)
            self._paragraph(block.runs, look=look, align="center", keep_next=True)
        else:
            self._plain(block)

    def _plain(self, block: Block) -> None:
        """The blocks that differ in nothing but style, indent and alignment."""
        styles = {"para": "BodyText", "title": "Title", "attachment_title": "Title", "remark": "BodyText"}
        aligns = {"number": "center", "signature": "right", "date": "right", "addressee": "left"}
        indents = {"attachment_note": self._note_indent(block)}
        if block.kind in CLOSING:
            indents[block.kind] = {"right": closing.indent(self.paper, block)}
        if block.kind == "roll":
            self._roll(block)
            return
        self._paragraph(
            (*runs(block.number), *block.runs) if block.number else block.runs,
            style=styles.get(block.kind, ""),
            indent=indents.get(block.kind),
            align=aligns.get(block.kind, ""),
            keep_next=block.kind in FOLLOWING and block.kind != "date",
        )

    def _keep_last(self) -> None:
        """Tie the last paragraph so far to what follows it."""
        last = self.body[-1]
        if last.tag == element("w:p").tag and last[0].find("{*}keepNext") is None:
            place = 1 if len(last[0]) and last[0][0].tag == element("w:pStyle").tag else 0
            last[0].insert(place, flag("w:keepNext"))

    def _blank_lines(self, previous: str, kind: str) -> int:
        """空行: two above the title (7.3.1), one below it, above notes and signature, two under a seal."""
        if kind == "title" and previous != "title":
            return 2
        if (previous in _TITLES and kind not in _TITLES) or previous == "attachment_label":
            return 1
        if kind in ("attachment_note", "roll") and previous != kind:
            return 1
        if kind in CLOSING and previous not in CLOSING:
            return 2 if self.paper.is_sealed else 1
        return 0

    def _note_indent(self, block: Block) -> dict[str, int]:
        """附件说明: two characters in; further lines stand under the first character of the name."""
        serial = block.number.removeprefix("附件：")
        hanging = round(width(serial) * CHARACTER)
        if block.number.startswith("附件："):
            hanging += 3 * CHARACTER
        return {"left": 5 * CHARACTER + round(width(serial) * CHARACTER), "hanging": hanging}

    def _roll(self, block: Block) -> None:
        """出席、请假、列席: two characters in, further lines under the first name (10.3)."""
        hanging = round(width(block.number) * CHARACTER)
        indent = {"left": 2 * CHARACTER + hanging, "hanging": hanging}
        look = run_properties(layout.HEITI)
        self._paragraph(runs(block.number), look=look, indent=indent, align="left")
        self.body[-1].extend(self._runs(block.runs))

    def _imprint(self) -> None:
        """版记: at the foot of the last page where that is even and has room, else of the next even page (7.4).

        Pages left empty before it, and its own page then, bear no number (7.5).
        """
        found = [block for block in blocks(self.paper) if block.kind in imprints.KINDS]
        end = end_of(self.paper)
        fits = end.left > imprints.height(found) + layout.LINE and not self.is_landscape
        if not (fits and (self.is_letter or end.page % 2 == 0)):
            if not len(self.body) or self.body[-1].tag != element("w:p").tag or self.body[-1][0].find("{*}sectPr"):
                self.body.append(_thin_line())
            self.body[-1][0].append(self._section())
            self.is_landscape = False
            self.begins = "nextPage" if self.is_letter else "evenPage"
            self.is_numbered = self.is_letter or end.page % 2 == 1
        self.body.append(imprints.imprint(found, is_letter=self.is_letter))

    def _paragraph(
        self,
        parts: tuple[Run, ...],
        *,
        look: etree._Element | None = None,
        style: str = "",
        indent: dict[str, int] | None = None,
        align: str = "",
        keep_next: bool = False,
        break_before: bool = False,
    ) -> None:
        properties = paragraph_properties(
            style=style, indent=indent, align=align, keep_next=keep_next, break_before=break_before
        )
        self.body.append(element("w:p", None, properties, *self._runs(parts, look)))

    def _runs(self, parts: tuple[Run, ...], look: etree._Element | None = None) -> list[etree._Element]:
        """The runs of some words and figures; neighbouring words share nothing but their look."""
        made = []
        for part in parts:
            if isinstance(part, Figure):
                made.extend(self._figure(part, look))
            elif part.text:
                made.append(run(part.text, look))
        return made

    def _figure(self, figure: Figure, look: etree._Element | None) -> list[etree._Element]:
        """A figure as a plain-text content control, inside a bookmark that survives where tags do not."""
        self.figures.append(figure)
        serial = len(self.figures)
        alias = f"系统数据：{figure.label or figure.binding.indicator} {figure.binding.period}"
        control = element(
            "w:sdt",
            None,
            element(
                "w:sdtPr",
                None,
                value("w:alias", clean(alias)[:TAG_LIMIT]),
                value("w:tag", clean(tag_of(figure))),
                value("w:id", serial),
                element("w:text"),
            ),
            element("w:sdtContent", None, run(figure.text, look)),
        )
        key = {"w:id": str(serial)}
        start = element("w:bookmarkStart", {**key, "w:name": bookmark_of(figure, serial)})
        return [start, control, element("w:bookmarkEnd", key)]

    def _table(self, table: Table) -> etree._Element:
        """A table as wide as the text; its head is repeated on every page, its rows are not split."""
        total = layout.LANDSCAPE_WIDTH if table.is_landscape else layout.TEXT_WIDTH
        widths = columns(table, total)
        borders = [element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0"}) for side in _BORDERS]
        properties = element(
            "w:tblPr",
            None,
            element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}),
            value("w:jc", "center"),
            element("w:tblBorders", None, *borders),
            element("w:tblLayout", {"w:type": "fixed"}),
            element(
                "w:tblCellMar",
                None,
                *[element(f"w:{side}", {"w:w": str(wide), "w:type": "dxa"}) for side, wide in _AROUND],
            ),
        )
        grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(column)}) for column in widths])
        made = element("w:tbl", None, properties, grid)
        for place, row in enumerate((table.header, *table.rows)):
            behaviour = element("w:trPr", None, flag("w:cantSplit"))
            if place == 0:
                behaviour.append(flag("w:tblHeader"))
            look = run_properties(layout.HEITI) if place == 0 else None
            cells = [self._cell(cell, column, look) for cell, column in zip(row, widths, strict=True)]
            made.append(element("w:tr", None, behaviour, *cells))
        return made

    def _cell(self, cell: str | tuple[Run, ...], column: int, look: etree._Element | None) -> etree._Element:
        parts = runs(cell) if isinstance(cell, str) else cell
        align = "" if width(text_of(parts)) <= _SHORT_CELL else "left"
        properties = element(
            "w:tcPr", None, element("w:tcW", {"w:w": str(column), "w:type": "dxa"}), value("w:vAlign", "center")
        )
        layout_of_cell = paragraph_properties(style="TableText", align=align)
        return element("w:tc", None, properties, element("w:p", None, layout_of_cell, *self._runs(parts, look)))

    def _turn(self, *, is_landscape: bool) -> bool:
        """Begin a new section, and so a new page, where the sheet turns; say whether it did.

        A section's properties stand in its last paragraph.
        """
        if is_landscape == self.is_landscape:
            return False
        if not len(self.body) or self.body[-1].tag != element("w:p").tag:
            self.body.append(_thin_line())
        self.body[-1][0].append(self._section())
        self.is_landscape = is_landscape
        return True

    def _section(self) -> etree._Element:
        """The properties of the section that ends here."""
        footers = _LANDSCAPE if self.is_landscape else _PORTRAIT if self.is_numbered else _EMPTY
        headers: dict[str, str] = {}
        if self.is_letter and self.is_first:
            headers, first = _LETTER_FIRST
            footers = footers | first
        self.is_first = False
        footer_at = layout.LETTER_FOOTER if self.is_letter else layout.FOOTER
        return layout.section(
            footers=footers, headers=headers, is_landscape=self.is_landscape, begins=self.begins, footer_at=footer_at
        )


def _thin_line() -> etree._Element:
    """A paragraph of one point, where the format asks for one and the page has no room for a line."""
    return element("w:p", None, paragraph_properties(line=(20, "exact")))
