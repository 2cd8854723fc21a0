"""XML with the places of its elements in the file, so that a piece can be exchanged and every other byte stays.

A parser that writes a tree back changes quotes, prefixes and empty elements all over the file. Here the file is read once
for the places, and `spliced` puts new pieces between the untouched old ones. For parts of WordprocessingML that passed
`zipguard`: no DOCTYPE, no entities of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from lianxin.pure.zipguard import Unreadable

_DAMAGED = "文件内部的“{name}”部分已损坏，不能读取。请用 Word 或 WPS 打开后另存一份，再上传。"
_NOT_UTF8 = "文件内部的“{name}”部分用了少见的编码。请用 Word 或 WPS 另存一份，再上传。"
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


@dataclass
class Node:
    """An element: its name without prefix, its attributes as written, where it and its content lie in the bytes."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    parent: "Node | None" = None
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute by its name without prefix, empty if it is not there."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), "")

    def child(self, name: str) -> "Node | None":
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self, *, without: tuple[str, ...] = ()) -> Iterator["Node"]:
        """All elements below, in order; those named in `without` are left out with all that is in them."""
        for child in self.children:
            if child.name not in without:
                yield child
                yield from child.walk(without=without)

    def above(self) -> Iterator["Node"]:
        """The elements around it, from the nearest."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True)
class Tree:
    """A part of a document: its bytes, its root, and the prefix that its words are written with ("w:")."""

    data: bytes
    root: Node
    prefix: str

    def bytes_of(self, node: Node | None) -> str:
        """An element as it stands in the file; nothing for none."""
        return self.data[node.start : node.end].decode() if node else ""


def read_tree(data: bytes, *, name: str) -> Tree:
    """Read a part. Raises `Unreadable` where it is damaged or not in UTF-8."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_NOT_UTF8.format(name=name)) from error
    reading = _Reading(body)
    try:
        reading.parser.Parse(body, True)
    except (expat.ExpatError, RecursionError) as error:
        raise Unreadable(_DAMAGED.format(name=name)) from error
    if reading.root is None:
        raise Unreadable(_DAMAGED.format(name=name))
    root = reading.root
    bound = {key.partition(":")[2]: value for key, value in root.attributes.items() if key.startswith("xmlns")}
    prefix = next((f"{key}:" if key else "" for key, value in bound.items() if value in _WORDS), "w:")
    return Tree(body, root, prefix)


def spliced(data: bytes, pieces: Iterable[tuple[int, int, str]]) -> bytes:
    """The bytes with each (start, end, new) put in; pieces do not overlap."""
    made, at = [], 0
    for start, end, new in sorted(pieces):
        made.extend([data[at:start], new.encode()])
        at = end
    return b"".join([*made, data[at:]])


class _Reading:
    """Reads once with expat, which tells where each event lies."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Node | None = None
        self.open: list[Node] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        parent = self.open[-1] if self.open else None
        node = Node(name.rpartition(":")[2], attributes, start, _tag_end(self.data, start), parent)
        if parent is not None:
            parent.children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def _end(self, name: str) -> None:
        node = self.open.pop()
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.inner_end = node.end = node.inner
            return
        node.inner_end = self.parser.CurrentByteIndex
        node.end = self.data.index(b">", node.inner_end) + 1

    def _words(self, words: str) -> None:
        if self.open:
            self.open[-1].text += words


def _tag_end(data: bytes, start: int) -> int:
    """Behind the `>` of a start tag; those in attribute values do not count."""
    quote, at = 0, start
    while at < len(data):
        byte = data[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 0x3E:
            return at + 1
        at += 1
    return at
