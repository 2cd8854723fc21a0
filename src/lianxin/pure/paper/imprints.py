"""版记 as WordprocessingML: a table at the foot of the text area of its page (GB/T 9704-2012 7.4).

The table lies in a box that is fixed to the lower edge of the text area: LibreOffice does not place a table itself there.
"""

from collections.abc import Sequence

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.blocks import Block
from lianxin.pure.paper.footers import run
from lianxin.pure.paper.layout import paragraph_properties, run_properties
from lianxin.pure.paper.ooxml import element, value
from lianxin.pure.paper.titles import width

KINDS = ("sent_to", "copied_to", "printed")
_SIZE = 28  # half-points: 4号
_ONE = _SIZE * 10  # one character, in twips
_HIGH = 480  # a line of the imprint, at least
_THICK, _THIN = "8", "6"  # eighths of a point: 0.35 mm and 0.25 mm
_PER_LINE = layout.TEXT_WIDTH / _ONE - 2 - 3
_EMU = 635  # to a twip
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

_BOX = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="{shape}">
 <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
  <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
             layoutInCell="1" allowOverlap="1">
   <wp:simplePos x="0" y="0"/>
   <wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
   <wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
   <wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
   <wp:docPr id="9001" name="版记"/><wp:cNvGraphicFramePr/>
   <a:graphic><a:graphicData uri="{shape}"><wps:wsp>
    <wps:cNvSpPr txBox="1"/>
    <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
     <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>
    <wps:txbx><w:txbxContent/></wps:txbx>
    <wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>
   </wps:wsp></a:graphicData></a:graphic>
  </wp:anchor>
 </w:drawing></mc:Choice></mc:AlternateContent>
</w:r>"""


def imprint(blocks: Sequence[Block], *, is_letter: bool) -> etree._Element:
    """The paragraph that bears the imprint; it takes up no room itself. That of a 信函 has no rules."""
    high = height(blocks)
    top = layout.PAGE[1] - layout.BOTTOM - high
    places = {"wide": layout.TEXT_WIDTH * _EMU, "high": high * _EMU, "top": top * _EMU}
    compact = etree.XMLParser(remove_blank_text=True)
    box = etree.fromstring(_BOX.format(shape=_SHAPE, **places), compact)
    [content] = box.iter("{*}txbxContent")
    content.append(_table(blocks, is_letter=is_letter))
    content.append(_thin())  # a table may not be the last
    made = _thin()
    made.append(box)
    return made


def _thin() -> etree._Element:
    return element("w:p", None, paragraph_properties(line=(2, "exact")))


def _table(blocks: Sequence[Block], *, is_letter: bool) -> etree._Element:
    half = layout.TEXT_WIDTH // 2
    columns = (half, layout.TEXT_WIDTH - half)
    margins = element("w:tblCellMar", None, *[
        element(f"w:{side}", {"w:w": str(_ONE), "w:type": "dxa"}) for side in ("left", "right")
    ])  # fmt: skip
    properties = element(
        "w:tblPr", None, element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
        *([] if is_letter else [_borders()]), element("w:tblLayout", {"w:type": "fixed"}), margins,
    )  # fmt: skip
    grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(column)}) for column in columns])
    rows = []
    names = [block for block in blocks if block.kind != "printed"]
    if names:
        rows.append(_row([[_names(block) for block in names]], (sum(columns),)))
    rows.extend(
        _row([[_plain(block.text[: -len(_day(block)) or None], "left")], [_plain(_day(block), "right")]], columns)
        for block in blocks
        if block.kind == "printed"
    )
    return element("w:tbl", None, properties, grid, *rows)


def height(blocks: Sequence[Block]) -> int:
    """How high the table is, in twips."""
    return sum(_HIGH * max(1, -int(-width(block.text) // _PER_LINE)) for block in blocks) + 100


def _day(block: Block) -> str:
    return "".join(part.text for part in block.then)


def _borders() -> etree._Element:
    """首条和末条分隔线 thick, those between thin."""
    sizes = {"top": _THICK, "bottom": _THICK, "insideH": _THIN}
    return element("w:tblBorders", None, *[
        element(f"w:{side}", {"w:val": "single", "w:sz": sizes[side], "w:space": "0", "w:color": "000000"})
        for side in ("top", "bottom", "insideH")
    ])  # fmt: skip


def _row(cells: list[list[etree._Element]], columns: tuple[int, ...]) -> etree._Element:
    row = element("w:tr", None, element("w:trPr", None, element("w:cantSplit")))
    for lines, column in zip(cells, columns, strict=True):
        properties = element("w:tcPr", None, element("w:tcW", {"w:w": str(column), "w:type": "dxa"}))
        if len(columns) == 1:
            properties.append(value("w:gridSpan", 2))
        properties.append(value("w:vAlign", "center"))
        row.append(element("w:tc", None, properties, *lines))
    return row


def _names(block: Block) -> etree._Element:
    """抄送: further lines begin under the first name."""
    hanging = 3 * _ONE
    properties = paragraph_properties(
        line=(_HIGH, "atLeast"), indent={"left": hanging, "hanging": hanging}, align="both"
    )
    return element("w:p", None, properties, run(block.text, _look()))


def _plain(text: str, align: str) -> etree._Element:
    return element("w:p", None, paragraph_properties(line=(_HIGH, "atLeast"), align=align), run(text, _look()))


def _look() -> etree._Element:
    return run_properties(layout.FANGSONG, size=_SIZE, spacing=0)
