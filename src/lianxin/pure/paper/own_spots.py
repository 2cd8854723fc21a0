"""栏目: where in a template a field stands, and what of the file is exchanged for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lianxin.pure.paper.bytes_tree import Node, Tree, spliced
from lianxin.pure.zipguard import Unreadable

_BRACES = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝]{1,20}?)\s*(?:\}\}|｝｝)")
#: deleted words, the old place of moved ones, codes; paragraphs of a text box are read by themselves
_SKIPPED = ("p", "del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr")
_DRAWN = ("drawing", "pict", "object")
_PLACES = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注"}
#: what may stand beside a field that goes with its line: its own word
_LABEL = re.compile(r"[（(]?(?:主送|抄送|附件|附注|紧急程度)?[：:]?[）)]?")
_RAW = re.compile(rb"&[^;<&]{1,10};|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_ODD = "文件里“{name}”一处的文字写法异常，不能填写。请在 Word 或 WPS 里重新输入这个栏目，另存后再上传。"

Piece = tuple[int, int, str]


@dataclass(frozen=True)
class Spot:
    """一处栏目: its name, where it is, whether it is alone in its paragraph; `texts` are the words that make it up."""

    name: str
    where: str
    is_alone: bool
    paragraph: Node | None
    control: Node | None = None
    texts: tuple[tuple[Node, int, int], ...] = field(default=())
    is_labelled: bool = False

    @property
    def may_vanish(self) -> bool:
        """Whether its paragraph can go: it bears nothing else but perhaps 抄送：, and is not all that its cell or box has."""
        if (
            self.control is not None
            or self.paragraph is None
            or not (self.is_alone or self.is_labelled)
            or self.ends_section
        ):
            return False
        parent = self.paragraph.parent
        return bool(parent) and sum(1 for one in (parent.children if parent else []) if one.name == "p") > 1

    @property
    def ends_section(self) -> bool:
        """Whether its paragraph bears the properties of a section, which end with it."""
        properties = self.paragraph.child("pPr") if self.paragraph else None
        return properties is not None and properties.child("sectPr") is not None

    def whole(self, tree: Tree, new: str) -> Piece:
        """`new` instead of the whole paragraph, or instead of what a control over paragraphs holds."""
        content = self.control.child("sdtContent") if self.control else None
        if content is not None and (self.paragraph is None or not new):
            empty = f"<{tree.prefix}p/>" if self.paragraph is None else ""
            return content.inner, content.inner_end, new or empty
        if self.paragraph is None:
            raise Unreadable(_ODD.format(name=self.name))
        is_last = self.paragraph.parent is not None and self.paragraph.parent.children[-1] is self.paragraph
        in_cell = self.paragraph.parent is not None and self.paragraph.parent.name in ("tc", "txbxContent")
        # a cell ends with a paragraph, even where a table fills it
        closing = f"<{tree.prefix}p/>" if in_cell and is_last and not new.endswith(f"</{tree.prefix}p>") else ""
        return self.paragraph.start, self.paragraph.end, new + closing

    def words(self, tree: Tree, new: str) -> Iterator[Piece]:
        """`new`, escaped already, instead of the field's own words; in a control, instead of all its words."""
        if self.control is not None:
            yield from self._control(tree, new)
            return
        for number, (node, start, end) in enumerate(self.texts):
            places = _places(tree.data[node.inner : node.inner_end])
            if len(places) != len(node.text) + 1:
                raise Unreadable(_ODD.format(name=self.name))
            yield node.inner + places[start], node.inner + places[end], new if number == 0 else ""

    def repeated(self, tree: Tree, new: str) -> str:
        """The paragraph once more, with `new` instead of the field."""
        if self.paragraph is None:
            return new
        begin, end = self.paragraph.start, self.paragraph.end
        pieces = [(start - begin, stop - begin, text) for start, stop, text in self.words(tree, new)]
        return spliced(tree.data[begin:end], pieces).decode()

    def _control(self, tree: Tree, new: str) -> Iterator[Piece]:
        """A control keeps its frame and the look of its first run; hints and bindings to other data go."""
        assert self.control is not None
        properties, content = self.control.child("sdtPr"), self.control.child("sdtContent")
        if content is None:
            raise Unreadable(_ODD.format(name=self.name))
        is_hint = False
        for node in properties.children if properties else []:
            if node.name in ("showingPlcHdr", "dataBinding"):
                is_hint = is_hint or node.name == "showingPlcHdr"
                yield node.start, node.end, ""
        runs = [node for node in content.walk(without=_SKIPPED[1:]) if node.name == "r"]
        if not runs:
            p = tree.prefix
            paragraph = next((node for node in content.walk() if node.name == "p"), None)
            at = paragraph.inner_end if paragraph and paragraph.inner_end > paragraph.inner else content.inner_end
            yield at, at, f'<{p}r><{p}t xml:space="preserve">{new}</{p}t></{p}r>'
            return
        for number, one in enumerate(runs):
            look = one.child("rPr")
            # the grey look of a hint is not that of the words
            own = "" if is_hint else tree.bytes_of(look)
            p = tree.prefix
            yield (
                one.start,
                one.end,
                f'<{p}r>{own}<{p}t xml:space="preserve">{new}</{p}t></{p}r>' if number == 0 else "",
            )


def spots_of(tree: Tree, kind: str, known: Sequence[str]) -> list[Spot]:
    """The fields of one part, in reading order: controls that bear a field's name, and names in braces."""
    spots: list[tuple[int, Spot]] = []
    taken: list[Node] = []
    for node in tree.root.walk(without=("del", "moveFrom")):
        if node.name == "sdt" and (name := _title(node)) in known and not any(up in taken for up in node.above()):
            paragraph = next((up for up in node.above() if up.name in ("p", "tc", "body", "txbxContent")), None)
            inline = paragraph if paragraph is not None and paragraph.name == "p" else None
            spots.append((node.start, Spot(name, _where(node, kind), _is_alone_in(node, inline), inline, node)))
            taken.append(node)
    for paragraph in tree.root.walk(without=("del", "moveFrom")):
        if paragraph.name == "p" and not any(up in taken for up in paragraph.above()):
            spots.extend((paragraph.start, spot) for spot in _in_braces(paragraph, kind, taken))
    return [spot for _, spot in sorted(spots, key=lambda pair: pair[0])]


def _in_braces(paragraph: Node, kind: str, taken: list[Node]) -> Iterator[Spot]:
    texts = [
        node
        for node in paragraph.walk(without=_SKIPPED)
        if node.name == "t" and not any(up in taken for up in node.above())
    ]
    together = "".join(node.text for node in texts)
    if "{" not in together and "｛" not in together:
        return
    is_drawn = any(node.name in _DRAWN for node in paragraph.walk())
    for found in _BRACES.finditer(together):
        segments, at = [], 0
        for node in texts:
            start, end = max(found.start() - at, 0), min(found.end() - at, len(node.text))
            if start < end:
                segments.append((node, start, end))
            at += len(node.text)
        is_alone = found[0] == together.strip() and not is_drawn
        beside = (together[: found.start()] + together[found.end() :]).strip()
        is_labelled = bool(_LABEL.fullmatch(beside)) and not is_drawn
        where = _where(paragraph, kind)
        yield Spot(found[1], where, is_alone, paragraph, texts=tuple(segments), is_labelled=is_labelled)


def _title(control: Node) -> str:
    """The title of a control, else its tag."""
    properties = control.child("sdtPr")
    named = [properties.child(key) for key in ("alias", "tag")] if properties else []
    return next((node.get("val").strip("{}｛｝ ") for node in named if node and node.get("val")), "")


def _is_alone_in(control: Node, paragraph: Node | None) -> bool:
    """Whether a control is all that its paragraph has; one over paragraphs is alone."""
    if paragraph is None:
        return True
    inside = {id(node) for node in control.walk()}
    nodes = [node for node in paragraph.walk(without=_SKIPPED) if id(node) not in inside]
    return not any(node.name in _DRAWN or (node.name == "t" and node.text.strip()) for node in nodes)


def _where(node: Node, kind: str) -> str:
    above = [up.name for up in node.above()]
    if "txbxContent" in above:
        return "文本框"
    if kind == "document" and "tc" in above:
        return "表格"
    return _PLACES.get(kind, "正文")


def _places(raw: bytes) -> list[int]:
    """Where each character of a text begins in its bytes, and where the last one ends."""
    return [*(found.start() for found in _RAW.finditer(raw)), len(raw)]
