"""正文 in the looks of an office's template: paragraphs, headings, tables and bound figures as WordprocessingML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from lianxin.pure.paper import layout
from lianxin.pure.paper.bindings import TAG_LIMIT, bookmark_of, tag_of
from lianxin.pure.paper.blocks import Block, blocks, is_kept
from lianxin.pure.paper.bytes_tree import Node, Tree
from lianxin.pure.paper.columns import columns
from lianxin.pure.paper.document import Figure, Paper, Run, Table, Text
from lianxin.pure.paper.ooxml import clean
from lianxin.pure.paper.own_spots import Spot

_LEVEL_FONTS = (layout.HEITI, layout.KAITI, layout.FANGSONG, layout.FANGSONG)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-4])$", re.IGNORECASE)
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_FIRST_ID = 700_000_000


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: its properties and those of its runs, as XML; whether its style numbers it by itself."""

    paragraph: str
    run: str
    is_numbered: bool = False


@dataclass(frozen=True)
class Looks:
    """The looks of the body and of four levels of headings; `section` ends the section at the body's last paragraph."""

    body: Look
    levels: tuple[Look, ...]
    section: str = ""


def looks_of(tree: Tree, body: Spot, samples: Sequence[Spot | None], styles: Tree | None) -> Looks:
    """The looks that a template gives: of its {{正文}}, its sample headings, its heading styles, else fonts alone."""
    plain = _look(tree, body)
    section = next((tree.bytes_of(node) for node in _properties(body) if node.name == "sectPr"), "")
    plain = replace(plain, paragraph=plain.paragraph.replace(section, "") if section else plain.paragraph)
    named = _heading_styles(styles) if styles else {}
    levels = []
    for level, sample in enumerate(samples, start=1):
        if sample is not None:
            levels.append(replace(_look(tree, sample), is_numbered="numPr>" in _look(tree, sample).paragraph))
        elif level in named:
            key, is_numbered = named[level]
            p = tree.prefix
            properties = f"<{p}pPr><{p}pStyle {p}val={quoteattr(key)}/></{p}pPr>"
            levels.append(Look(properties, "", is_numbered))
        else:
            levels.append(Look(plain.paragraph, _with_font(plain.run, _LEVEL_FONTS[level - 1], tree.prefix)))
    return Looks(plain, tuple(levels), section)


def _properties(spot: Spot) -> Iterable[Node]:
    paragraph = spot.paragraph
    if paragraph is None and spot.control is not None:
        paragraph = next((node for node in spot.control.walk() if node.name == "p"), None)
    properties = paragraph.child("pPr") if paragraph else None
    return properties.walk() if properties else ()


def _look(tree: Tree, spot: Spot) -> Look:
    paragraph = spot.paragraph
    if paragraph is None and spot.control is not None:
        paragraph = next((node for node in spot.control.walk() if node.name == "p"), None)
    first = spot.texts[0][0].parent if spot.texts else None
    if paragraph is None:
        return Look("", "")
    if first is None and not (spot.control and _is_hint(spot.control)):
        first = next((node for node in paragraph.walk(without=("pPr",)) if node.name == "r"), None)
    return Look(tree.bytes_of(paragraph.child("pPr")), tree.bytes_of(first.child("rPr")) if first else "")


def _is_hint(control: Node) -> bool:
    properties = control.child("sdtPr")
    return properties is not None and properties.child("showingPlcHdr") is not None


def _heading_styles(styles: Tree) -> dict[int, tuple[str, bool]]:
    """The template's heading styles by level: key, and whether they number themselves."""
    found: dict[int, tuple[str, bool]] = {}
    for style in styles.root.children:
        named = style.child("name")
        matched = _HEADING.match(named.get("val").strip()) if style.name == "style" and named else None
        if matched and style.get("type") in ("paragraph", ""):
            found.setdefault(int(matched[1]), (style.get("styleId"), any(one.name == "numPr" for one in style.walk())))
    return found


def _with_font(run: str, font: str, p: str) -> str:
    """Run properties with another Chinese font."""
    fonts = f'<{p}rFonts {p}ascii="{layout.LATIN}" {p}hAnsi="{layout.LATIN}" {p}eastAsia="{font}"/>'
    rest = re.sub(rf"<{p}rFonts\b[^>]*?(/>|>\s*</{p}rFonts>)", "", run)
    if not rest or rest.endswith("/>") and rest.startswith(f"<{p}rPr"):
        return f"<{p}rPr>{fonts}</{p}rPr>"
    style = re.match(rf"<{p}rPr[^>]*>(<{p}rStyle\b[^>]*/>)?", rest)
    at = style.end() if style else 0
    return rest[:at] + fonts + rest[at:]


def _kept_with_next(properties: str, p: str) -> str:
    """Paragraph properties that keep it on the page of what follows."""
    if f"<{p}keepNext" in properties:
        return properties
    kept = f"<{p}keepNext/>"
    if not properties or properties.endswith("/>") and properties.count("<") == 1:
        return f"<{p}pPr>{kept}</{p}pPr>"
    style = re.match(rf"<{p}pPr[^>]*>(<{p}pStyle\b[^>]*?(/>|>\s*</{p}pStyle>))?", properties)
    at = style.end() if style else 0
    return properties[:at] + kept + properties[at:]


class BodyMaker:
    """Writes the body of one paper; keeps the figures that it has bound."""

    def __init__(self, looks: Looks, tree: Tree) -> None:
        self.looks, self.tree, self.p = looks, tree, tree.prefix
        self.figures: list[Figure] = []
        ids = [node.get("id") for node in tree.root.walk() if node.name in ("bookmarkStart", "id")]
        self.first = max([_FIRST_ID, *(int(key) + 1 for key in ids if key.isdigit() and int(key) < 2_000_000_000)])

    def body(self, paper: Paper) -> str:
        """The body's paragraphs and tables."""
        made = self._all(block for block in blocks(Paper("", paper.body)) if block.kind != "title")
        if self.looks.section:
            made += f"<{self.p}p><{self.p}pPr>{self.looks.section}</{self.p}pPr></{self.p}p>"
        return made or f"<{self.p}p/>"

    def annexes(self, paper: Paper) -> str:
        """附件, each on a page of its own."""
        found = list(blocks(paper))
        start = next((place for place, block in enumerate(found) if block.kind == "attachment_label"), len(found))
        kinds = ("sent_to", "copied_to", "printed")
        return self._all(block for block in found[start:] if block.kind not in kinds)

    def end_of_body(self) -> int:
        """Where something is put behind all of the text: before the last section's properties."""
        [body] = [node for node in self.tree.root.children if node.name == "body"][:1] or [self.tree.root]
        last = body.children[-1] if body.children else None
        return last.start if last is not None and last.name == "sectPr" else body.inner_end

    def _all(self, found: Iterable[Block]) -> str:
        made, previous = [], ""
        for block in found:
            if block.kind == "table" and previous == "table":
                made.append(f"<{self.p}p/>")  # else Word joins the two tables
            made.append(self._block(block))
            previous = block.kind
        return "".join(made)

    def _block(self, block: Block) -> str:
        p, body = self.p, self.looks.body
        if block.kind == "heading":
            level = self.looks.levels[block.level - 1]
            number = "" if level.is_numbered else block.number
            words = self._runs((*([Text(number)] if number else []), *block.runs), level.run)
            properties = _kept_with_next(level.paragraph, p) if is_kept(block) else level.paragraph
            return self._paragraph(properties, words + self._runs(block.then, body.run))
        if block.kind == "table" and block.table:
            return self._table(block.table)
        plain = f'<{p}ind {p}firstLineChars="0" {p}firstLine="0"/>'
        if block.kind == "attachment_label":
            properties = f"<{p}pPr><{p}pageBreakBefore/>{plain}</{p}pPr>"
            return self._paragraph(properties, self._runs(block.runs, _with_font(body.run, layout.HEITI, p)))
        if block.kind in ("attachment_title", "caption"):
            look = body.run if block.kind == "caption" else _with_font("", layout.XIAOBIAOSONG, p)
            if block.kind == "attachment_title":
                look = look.replace(f"</{p}rPr>", f'<{p}sz {p}val="{layout.TITLE}"/></{p}rPr>')
            return self._paragraph(f'<{p}pPr>{plain}<{p}jc {p}val="center"/></{p}pPr>', self._runs(block.runs, look))
        return self._paragraph(body.paragraph, self._runs(block.runs, body.run))

    def _paragraph(self, properties: str, runs: str) -> str:
        return f"<{self.p}p>{properties}{runs}</{self.p}p>"

    def _runs(self, parts: Iterable[Run], look: str) -> str:
        return "".join(
            self._figure(one, look) if isinstance(one, Figure) else self._run(one.text, look) for one in parts
        )

    def _run(self, text: str, look: str) -> str:
        p = self.p
        pieces = []
        for number, line in enumerate(clean(text).split("\n")):
            breaking = f"<{p}br/>" if number else ""
            pieces.append(f'{breaking}<{p}t xml:space="preserve">{escape(line)}</{p}t>')
        return f"<{p}r>{look}{''.join(pieces)}</{p}r>" if text else ""

    def _figure(self, figure: Figure, look: str) -> str:
        """A figure as in a paper of our own: a control that knows its origin, inside a bookmark."""
        p = self.p
        self.figures.append(figure)
        key = self.first + len(self.figures)
        alias = quoteattr(
            clean(f"系统数据：{figure.label or figure.binding.indicator} {figure.binding.period}")[:TAG_LIMIT]
        )
        return (
            f'<{p}bookmarkStart {p}id="{key}" {p}name="{bookmark_of(figure, key)}"/><{p}sdt><{p}sdtPr>'
            f'<{p}alias {p}val={alias}/><{p}tag {p}val={quoteattr(clean(tag_of(figure)))}/><{p}id {p}val="{key}"/>'
            f"<{p}text/></{p}sdtPr><{p}sdtContent>{self._run(figure.text, look)}</{p}sdtContent></{p}sdt>"
            f'<{p}bookmarkEnd {p}id="{key}"/>'
        )

    def _table(self, table: Table) -> str:
        p = self.p
        widths = columns(table, layout.TEXT_WIDTH)
        borders = "".join(f'<{p}{side} {p}val="single" {p}sz="4" {p}space="0"/>' for side in _BORDERS)
        rows = "".join(
            self._row(row, widths, is_head=place == 0) for place, row in enumerate((table.header, *table.rows))
        )
        grid = "".join(f'<{p}gridCol {p}w="{column}"/>' for column in widths)
        return (
            f'<{p}tbl><{p}tblPr><{p}tblW {p}w="5000" {p}type="pct"/><{p}tblBorders>{borders}</{p}tblBorders></{p}tblPr>'
            f"<{p}tblGrid>{grid}</{p}tblGrid>{rows}</{p}tbl>"
        )

    def _row(self, row: Sequence[str | tuple[Run, ...]], columns: Sequence[int], *, is_head: bool) -> str:
        p = self.p
        font = layout.HEITI if is_head else layout.FANGSONG
        look = _with_font("", font, p).replace(f"</{p}rPr>", f'<{p}sz {p}val="{layout.TABLE}"/></{p}rPr>')
        cells = []
        for cell, column in zip(row, columns, strict=True):
            words = self._runs([Text(cell)] if isinstance(cell, str) else cell, look)
            properties = f'<{p}pPr><{p}ind {p}firstLineChars="0" {p}firstLine="0"/><{p}jc {p}val="center"/></{p}pPr>'
            cells.append(
                f'<{p}tc><{p}tcPr><{p}tcW {p}w="{column}" {p}type="dxa"/><{p}vAlign {p}val="center"/></{p}tcPr>'
                f"{self._paragraph(properties, words)}</{p}tc>"
            )
        head = f"<{p}tblHeader/>" if is_head else ""
        return f"<{p}tr><{p}trPr><{p}cantSplit/>{head}</{p}trPr>{''.join(cells)}</{p}tr>"
