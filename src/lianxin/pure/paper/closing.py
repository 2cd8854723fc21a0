"""署名、成文日期: where they stand with a seal and without, of one office and of several (GB/T 9704-2012 7.3.5)."""

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.blocks import Block
from lianxin.pure.paper.document import Paper, official_date
from lianxin.pure.paper.footers import run
from lianxin.pure.paper.layout import CHARACTER, LINE, paragraph_properties
from lianxin.pure.paper.ooxml import element, value
from lianxin.pure.paper.titles import width

CLOSING = ("signature", "date")
#: a seal is 42 mm wide at most: rows of names keep that and a little more apart; three seals fit into a line
_SEAL = round(45 * 1440 / 25.4)
_PER_ROW = 3


def is_joint(paper: Paper) -> bool:
    """Whether several offices put their seals."""
    return paper.is_sealed and bool(paper.signature) and bool(paper.cosigners)


def indent(paper: Paper, block: Block) -> int:
    """右空 of a name or of the date, in twips from the right edge of the text."""
    day = width(official_date(paper.dated)) if paper.dated else 0.0
    # the name right above the date: of several, the last
    last = width((paper.cosigners or (paper.signature,))[-1])
    if not (last and day):
        return round(2.0 * CHARACTER)
    if paper.is_sealed:  # 7.3.5.1: the date four characters in, the name centred above it
        name, at = max(4.0 + (day - last) / 2, 0.0), 4.0
    elif day > last:  # 7.3.5.2: date longer than name
        name, at = 2.0 + day - last + 2.0, 2.0
    else:  # the date begins two characters right of where the name begins
        name, at = 2.0, max(last - day, 0.0)
    if block.kind == "signature" and block.text != (paper.cosigners or (paper.signature,))[-1]:
        name = max(name - (width(block.text) - last) / 2, 0.0) if paper.cosigners else name
    return round((at if block.kind == "date" else name) * CHARACTER)


def joint_seals(paper: Paper) -> etree._Element:
    """联合行文: names in rows with room for a seal on each, the date below the last (7.3.5.1)."""
    names = [name for name in (paper.signature, *paper.cosigners) if name]
    many = 2 if len(names) in (2, 4) else _PER_ROW
    column = layout.TEXT_WIDTH // many
    properties = element(
        "w:tblPr", None, element("w:tblW", {"w:w": str(column * many), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
    )  # fmt: skip
    grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(column)}) for _ in range(many)])
    made = element("w:tbl", None, properties, grid)
    for start in range(0, len(names), many):
        row = names[start : start + many]
        cells = (
            [""] * (many - len(row)) + row if start + many >= len(names) and start else row + [""] * (many - len(row))
        )
        is_last = start + many >= len(names)
        behaviour = element("w:trPr", None, element("w:cantSplit"))
        if not is_last:
            behaviour.append(element("w:trHeight", {"w:val": str(max(_SEAL, LINE)), "w:hRule": "atLeast"}))
        made_cells = [_cell(name, column, paper if is_last and name == names[-1] else None) for name in cells]
        made.append(element("w:tr", None, behaviour, *made_cells))
    return made


def _cell(name: str, column: int, dated: Paper | None) -> etree._Element:
    lines = [_centred(name)]
    if dated is not None and dated.dated:
        lines.append(_centred(official_date(dated.dated)))
    size = element("w:tcW", {"w:w": str(column), "w:type": "dxa"})
    return element("w:tc", None, element("w:tcPr", None, size, value("w:vAlign", "top")), *lines)


def _centred(text: str) -> etree._Element:
    return element("w:p", None, paragraph_properties(align="center", keep_next=True), run(text))
