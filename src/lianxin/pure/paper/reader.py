"""Reading a docx back: its paragraphs, and the figures in it that are bound to the records.

Text is that of the main part as it would be printed with all tracked changes accepted: paragraphs in
document order, those in table cells and text boxes included; notes, headers and footers are not read.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lianxin.pure.paper.bindings import NAMESPACE, Bound, from_part, id_in_bookmark, normal, parse_tag
from lianxin.pure.paper.document import Binding
from lianxin.pure.zipguard import Package, Unreadable, open_package

#: deleted text, the old place of moved text, field codes, phonetic guides, the older twin of a drawing
_SKIPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "Fallback", "pPr", "rPr", "sdtPr"}
_WORDS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: how many controls after a bookmark's start may be its own: one; more only in files made to cost time
_NEAR = 4
#: no printed figure is longer, in characters; a bookmark drawn over half a page is no figure any more
_LONGEST = 200
_NOT_WORD = "这不是 Word 文档（docx）。请用 Word 或 WPS 另存为 docx，再上传。"


@dataclass(frozen=True)
class BoundFigure:
    """A figure found in a document: what it is bound to, what stands there now, what was printed.

    `start` and `end` are places in `plain_text()` of the same document.
    """

    binding: Binding
    text: str
    start: int
    end: int
    printed: str

    @property
    def agrees(self) -> bool:
        """Whether the text is still the one that was printed for the bound value.

        Blanks, thousands commas and full-width forms do not matter; digits, unit and precision do.
        """
        return normal(self.text) == normal(self.printed)


@dataclass
class _Spot:
    """A stretch of one paragraph, marked by a control or a bookmark."""

    start: int
    end: int
    bound: Bound | None
    is_control: bool


@dataclass
class _Line:
    """A paragraph while it is read: its words so far, how long they are, what is marked in them."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    spots: list[_Spot] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Words that follow."""
        self.words.append(words)
        self.length += len(words)

    @property
    def text(self) -> str:
        """The paragraph as read so far."""
        return "".join(self.words)


def read_paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a docx in order. Raises `Unreadable` with a Chinese sentence."""
    return [line.text for line in _lines(data)]


def plain_text(data: bytes) -> str:
    """The paragraphs of a docx joined with line breaks. Raises `Unreadable`."""
    return "\n".join(read_paragraphs(data))


def read_bound(data: bytes) -> list[BoundFigure]:
    """The bound figures of a docx, in reading order. Raises `Unreadable`."""
    found, offset = [], 0
    for line in _lines(data):
        text = line.text
        for spot in _settled(line.spots):
            if spot.bound:
                words = text[spot.start : spot.end]
                place = offset + spot.start
                found.append(BoundFigure(spot.bound.binding, words, place, place + len(words), spot.bound.printed))
        offset += line.length + 1
    return found


def _lines(data: bytes) -> list[_Line]:
    package = open_package(data)
    kept = _kept_bindings(package)
    root = package.xml(_main_part(package))
    if _local(root) != "document":
        raise Unreadable(_NOT_WORD)
    return [_line(paragraph, kept) for paragraph in _paragraphs(root)]


def _main_part(package: Package) -> str:
    """The name of the part that holds the text; the package's own relationships say which."""
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            if str(relation.get("Type")).endswith("/officeDocument"):
                target = str(relation.get("Target")).lstrip("/")
                if target in package:
                    return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise Unreadable(_NOT_WORD)


def _kept_bindings(package: Package) -> dict[str, Bound]:
    kept: dict[str, Bound] = {}
    for name in package.names:
        if name.startswith("customXml/") and name.endswith(".xml"):
            root = package.xml(name)
            if root.tag == f"{{{NAMESPACE}}}figures":
                kept |= from_part(root)
    return kept


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """All `w:p` in document order, those inside text boxes too, once each."""
    for child in root:
        name = _local(child)
        if name in _SKIPPED:
            continue
        if name == "p":
            yield child
        yield from _paragraphs(child)


def _line(paragraph: etree._Element, kept: dict[str, Bound]) -> _Line:
    line = _Line()
    _read(paragraph, line, kept, {})
    return line


def _read(parent: etree._Element, line: _Line, kept: dict[str, Bound], opened: dict[str, tuple[str, int]]) -> None:
    """Add the words and marks below `parent` to the line; paragraphs within it are lines of their own."""
    for child in parent:
        name = _local(child)
        if name == "t":
            line.add(child.text or "")
        elif name in _WORDS:
            line.add(_WORDS[name])
        elif name == "bookmarkStart":
            opened[_attribute(child, "id")] = (id_in_bookmark(_attribute(child, "name")), line.length)
        elif name == "bookmarkEnd":
            key, start = opened.pop(_attribute(child, "id"), ("", 0))
            if key in kept and line.length - start <= _LONGEST:
                line.spots.append(_Spot(start, line.length, kept[key], is_control=False))
        elif name == "sdt":
            start = line.length
            _read(child, line, kept, opened)
            line.spots.append(_Spot(start, line.length, parse_tag(_tag(child), kept), is_control=True))
        elif name not in _SKIPPED and name != "p":
            _read(child, line, kept, opened)


def _settled(spots: list[_Spot]) -> list[_Spot]:
    """One spot per figure: a control that knows its binding wins over the bookmark around it.

    A control whose tag was dropped lends its stretch to the bookmark, for words typed at its edge.
    """
    controls = sorted((spot for spot in spots if spot.is_control), key=lambda spot: (spot.start, spot.end))
    starts = [spot.start for spot in controls]
    settled = [spot for spot in controls if spot.bound]
    for mark in spots:
        if mark.is_control:
            continue
        place = bisect_left(starts, mark.start)
        near = [spot for spot in controls[max(place - 1, 0) : place + _NEAR] if _touch(mark, spot)]
        if any(spot.bound == mark.bound for spot in near):
            continue
        for spot in near:
            if not spot.bound:
                mark.start, mark.end = min(mark.start, spot.start), max(mark.end, spot.end)
        settled.append(mark)
    return sorted(settled, key=lambda spot: (spot.start, spot.end))


def _touch(one: _Spot, other: _Spot) -> bool:
    """Whether one stretch lies within the other; neighbours that merely meet do not."""
    return one.start <= other.start <= other.end <= one.end or other.start <= one.start <= one.end <= other.end


def _tag(control: etree._Element) -> str:
    for properties in control:
        if _local(properties) == "sdtPr":
            for child in properties:
                if _local(child) == "tag":
                    return _attribute(child, "val")
    return ""


def _local(node: etree._Element) -> str:
    """The name without its namespace: Word's strict files use another one. Comments have none."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _attribute(node: etree._Element, name: str) -> str:
    for key, content in node.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(content)
    return ""
