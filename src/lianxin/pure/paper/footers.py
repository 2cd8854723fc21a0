"""页码 — 1 —: below the text at the outer edge, and on turned sheets at the same corner of the sheet."""

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.layout import paragraph_properties
from lianxin.pure.paper.ooxml import element, text_children

_EMU_PER_MM = 36000
_LINE_MM, _LENGTH_MM = 4.94, 40  # a line of 14 pt, and room for a long number
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

#: a box whose words run from top to bottom: on the sheet turned back upright they stand level
_TURNED = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
     xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
     xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="{shape}">
 <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
  <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
             layoutInCell="1" allowOverlap="1">
   <wp:simplePos x="0" y="0"/>
   <wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>
   <wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>
   <wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
   <wp:docPr id="{key}" name="页码"/><wp:cNvGraphicFramePr/>
   <a:graphic><a:graphicData uri="{shape}"><wps:wsp>
    <wps:cNvSpPr txBox="1"/>
    <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
     <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>
    <wps:txbx><w:txbxContent/></wps:txbx>
    <wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>
   </wps:wsp></a:graphicData></a:graphic>
  </wp:anchor>
 </w:drawing></mc:Choice></mc:AlternateContent>
</w:r>"""


def footer(*, is_even: bool, is_landscape: bool, below: int = 0) -> etree._Element:
    """The footer of odd or even pages: the number one character in from the outer edge (GB/T 9704 7.5).

    `below` is how many twips it stands above the place where footers end.
    """
    if not is_landscape:
        edge = {"left" if is_even else "right": layout.PAGE_NUMBER * 10}
        lines = [_number(is_even, edge)]
        if below:
            lines.append(element("w:p", None, paragraph_properties(style="Footer", line=(below, "exact"))))
        return element("w:ftr", None, *lines)
    paragraph = element("w:p", None, paragraph_properties(style="Footer"), _turned(is_even))
    return element("w:ftr", None, paragraph)


def empty_footer() -> etree._Element:
    """The footer of pages without a number: 空白页和空白页后的版记页均不编排页码 (7.5)."""
    return element("w:ftr", None, element("w:p", None, paragraph_properties(style="Footer")))


def run(text: str, look: etree._Element | None = None) -> etree._Element:
    """`w:r` for a text, with its own copy of the properties."""
    made = element("w:r")
    if look is not None:
        made.append(etree.fromstring(etree.tostring(look)))
    made.extend(text_children(text))
    return made


def _number(is_even: bool, indent: dict[str, int] | None = None) -> etree._Element:
    properties = paragraph_properties(style="Footer", indent=indent, align="left" if is_even else "right")
    field = element("w:fldSimple", {"w:instr": " PAGE "}, run("1"))
    return element("w:p", None, properties, run("— "), field, run(" —"))


def _turned(is_even: bool) -> etree._Element:
    """The number on a sheet laid on its side: what was the lower edge is now on the left.

    横排表格的页码位置与其他页一致 (GB/T 9704 7.8): 7 mm off the text area, one character from its end.
    """
    start = 26 + _LINE_MM if is_even else 210 - 26 - _LINE_MM - _LENGTH_MM
    mm = {"left": 35 - 7 - _LINE_MM / 2, "top": start, "wide": _LINE_MM, "high": _LENGTH_MM}
    places = {key: round(length * _EMU_PER_MM) for key, length in mm.items()}
    compact = etree.XMLParser(remove_blank_text=True)
    made = etree.fromstring(_TURNED.format(shape=_SHAPE, key=2 if is_even else 1, **places), compact)
    [content] = made.iter("{*}txbxContent")
    content.append(_number(is_even))
    return made
