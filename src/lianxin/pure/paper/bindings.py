"""绑定 written into a docx: in the tag of a content control, and once more beside the text.

Word keeps tags of up to 64 characters. What is longer gets a short id as its tag, and the whole binding
stands in a custom XML part under that id. LibreOffice before 7.5 drops tags altogether but keeps
bookmarks and custom XML, so every figure also lies in a hidden bookmark that carries the id.

A binding read from a file is a claim by whoever last saved it: look the value up in the records.
"""

import hashlib
import re
import unicodedata
from dataclasses import astuple, dataclass
from urllib.parse import unquote

from lxml import etree

from lianxin.pure.paper.document import Binding, Figure

NAMESPACE = "urn:lianxin:figures"
TAG_LIMIT = 64
_PREFIX = "lx|"
_FIELDS = ("indicator", "version", "unit", "period", "value", "printed")
_BOOKMARK = re.compile(r"_(lx[0-9a-f]{10})_[0-9]+")


@dataclass(frozen=True)
class Bound:
    """A binding and the text that was printed for it."""

    binding: Binding
    printed: str


def fields_of(figure: Figure) -> tuple[str, ...]:
    """The six strings kept for a figure: the five of its binding and the printed text."""
    return (*astuple(figure.binding), figure.printed or figure.text)


def id_of(figure: Figure) -> str:
    """A short id that depends only on binding and printed text: `lx` and ten hex digits."""
    return "lx" + hashlib.sha256("\0".join(fields_of(figure)).encode()).hexdigest()[:10]


def tag_of(figure: Figure) -> str:
    """The control's tag: all six fields if they fit into 64 characters, else the id."""
    tag = _PREFIX + "|".join(_escaped(field) for field in fields_of(figure))
    return tag if len(tag) <= TAG_LIMIT else id_of(figure)


def bookmark_of(figure: Figure, serial: int) -> str:
    """The hidden bookmark around a figure (names begin with `_`, ≤ 40 characters, once per document)."""
    return f"_{id_of(figure)}_{serial}"


def id_in_bookmark(name: str) -> str:
    """The figure's id in a bookmark name, empty if it is somebody else's bookmark."""
    found = _BOOKMARK.fullmatch(name)
    return found[1] if found else ""


def parse_tag(tag: str, kept: dict[str, Bound]) -> Bound | None:
    """What a tag says, itself or by its id; None if it is not one of ours or its part was lost."""
    if not tag.startswith(_PREFIX):
        return kept.get(tag)
    fields = [unquote(field) for field in tag[len(_PREFIX) :].split("|")]
    return Bound(Binding(*fields[:5]), fields[5]) if len(fields) == len(_FIELDS) else None


def to_part(figures: list[Figure]) -> etree._Element:
    """The custom XML part with all bindings of a document, each once, in order of first appearance."""
    root = etree.Element(f"{{{NAMESPACE}}}figures", nsmap={None: NAMESPACE})
    for key, figure in {id_of(figure): figure for figure in figures}.items():
        attributes = dict(zip(_FIELDS, fields_of(figure), strict=True))
        etree.SubElement(root, f"{{{NAMESPACE}}}figure", {"id": key, **attributes})
    return root


def from_part(root: etree._Element) -> dict[str, Bound]:
    """The bindings of a custom XML part by id; an entry that lacks a field is passed over."""
    kept = {}
    for element in root.iter(f"{{{NAMESPACE}}}figure"):
        fields = [element.get(field) for field in _FIELDS]
        key = element.get("id")
        if key and all(field is not None for field in fields):
            kept[key] = Bound(Binding(*[str(field) for field in fields[:5]]), str(fields[5]))
    return kept


def normal(text: str) -> str:
    """A printed figure without what does not change it: full-width forms, blanks, thousands commas."""
    return re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))


def _escaped(field: str) -> str:
    return field.replace("%", "%25").replace("|", "%7C")
