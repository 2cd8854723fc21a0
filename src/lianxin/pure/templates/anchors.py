"""随行移动的部件: pictures, notes and tables of a sheet stand in parts of their own; they move down with their rows."""

from collections.abc import Callable

from lxml import etree

from lianxin.pure.templates.refs import Shift
from lianxin.pure.templates.styles import MAIN

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ANCHORED = (2, 6)  # where the two rows stand among the eight numbers of a note's frame


def relations_of(part: str) -> str:
    """The name of the part that lists what a part refers to."""
    folder, _stroke, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def targets(relations: etree._Element, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Kind and target of each relation of these kinds."""
    found = [(one.get("Type", "").rpartition("/")[2], one.get("Target", "")) for one in relations.iter(_RELATION)]
    return [(kind, target) for kind, target in found if kind in kinds]


def move(kind: str, root: etree._Element, shift: Shift) -> None:
    """Move what one part says of rows."""
    MOVERS[kind](root, shift)


def _drawing(root: etree._Element, shift: Shift) -> None:
    for one in root.iter(f"{_DRAWING}row"):
        one.text = str(shift.row(int(one.text or 0) + 1) - 1)


def _comments(root: etree._Element, shift: Shift) -> None:
    for one in root.iter(f"{MAIN}comment"):
        one.set("ref", shift.refs(one.get("ref", "")))


def _frames(root: etree._Element, shift: Shift) -> None:
    for one in root.iter(f"{_EXCEL}Row"):
        one.text = str(shift.row(int(one.text or 0) + 1) - 1)
    for one in root.iter(f"{_EXCEL}Anchor"):
        numbers = [int(part) for part in (one.text or "").split(",")]
        for place in _ANCHORED:
            numbers[place] = shift.row(numbers[place] + 1) - 1
        one.text = ", ".join(map(str, numbers))


def _table(root: etree._Element, shift: Shift) -> None:
    for one in root.iter():
        if one.get("ref"):
            one.set("ref", shift.refs(one.get("ref", "")))


MOVERS: dict[str, Callable[[etree._Element, Shift], None]] = {
    "drawing": _drawing, "comments": _comments, "vmlDrawing": _frames, "table": _table,
}  # fmt: skip
