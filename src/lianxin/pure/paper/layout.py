"""版面 of GB/T 9704-2012 in the units of WordprocessingML: twips (1/20 pt) and half-points.

A full page holds 22 lines of 28 characters. 225 mm ÷ 22 is 28.99 pt, hence exactly 28.95 pt a line;
156 mm ÷ 28 is 15.79 pt, less than a 16 pt character, hence 0.25 pt off each. No document grid:
LibreOffice renders 14 characters a line with one.
"""

from lxml import etree

from lianxin.pure.paper.ooxml import element, flag, value

FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"

LINE = 579  # exactly 28.95 pt
SQUEEZE = -5  # −0.25 pt after each character
CHARACTER = 315  # a 16 pt character, squeezed
INDENT = 640  # two characters of 16 pt
BODY, TITLE, PAGE_NUMBER, TABLE = 32, 44, 28, 24  # half-points: 3号, 2号, 4号, 小4号
TABLE_LINE = 400  # 20 pt, at least
TABLE_BELOW = 60  # 3 pt under the words of a cell

_MM = 1440 / 25.4
PAGE = (round(210 * _MM), round(297 * _MM))
TOP, BOTTOM, LEFT, RIGHT = (round(mm * _MM) for mm in (37, 35, 28, 26))
#: the middle of the dash stands 7 mm below the text area: 35 − 7 − half a line of 14 pt
FOOTER = round((35 - 7) * _MM) - 140
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
#: a turned sheet has its head where the left edge was: the binding edge of odd, the fore edge of even pages (8). One
#: section has one set of margins for both, so each is the middle of the two, which the ±1 mm of the standard allow
TURNED_HIGH, TURNED_WIDE = (LEFT + RIGHT) // 2, (TOP + BOTTOM) // 2
LANDSCAPE_WIDTH = PAGE[1] - 2 * TURNED_WIDE
#: 信函: the lower double rule stands 20 mm above the edge of the first sheet (10.1), its lines are 170 mm long
LETTER_FOOTER = round(20 * _MM)
RULE_OUT = (round(20 * _MM) - LEFT, round(20 * _MM) - RIGHT)
MARK_TOP = round(35 * _MM)
LETTER_TOP = round(30 * _MM)
RULE_GAP = round(4 * _MM)
RED = "FF0000"


def fonts(east_asian: str, latin: str = LATIN) -> etree._Element:
    """`w:rFonts`; the same Latin face for all that is not Chinese."""
    names = {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": east_asian, "w:cs": latin}
    return element("w:rFonts", names)


def run_properties(
    east_asian: str = "",
    *,
    latin: str = LATIN,
    size: int = 0,
    spacing: int | None = None,
    color: str = "",
    scale: int = 100,
) -> etree._Element:
    """`w:rPr` with what differs from the default body run; `scale` is the width of a character in percent."""
    made = element("w:rPr")
    if east_asian:
        made.append(fonts(east_asian, latin))
    if color:
        made.append(value("w:color", color))
    if spacing is not None:
        made.append(value("w:spacing", spacing))
    if scale != 100:
        made.append(value("w:w", scale))
    if size:
        made.extend([value("w:sz", size), value("w:szCs", size)])
    return made


def paragraph_properties(
    *,
    style: str = "",
    indent: dict[str, int] | None = None,
    align: str = "",
    line: tuple[int, str] | None = None,
    keep_next: bool = False,
    break_before: bool = False,
    below: tuple[int, int, str] | None = None,
    tabs: tuple[tuple[str, int], ...] = (),
) -> etree._Element:
    """`w:pPr`, its children in the order that the schema wants.

    `below` is a rule under it: eighths of a point thick, points away, colour; `tabs` are kind and place in twips.
    """
    made = element("w:pPr")
    if style:
        made.append(value("w:pStyle", style))
    if keep_next:
        made.append(flag("w:keepNext"))
    if break_before:
        made.append(flag("w:pageBreakBefore"))
    if below:
        thick, away, color = below
        looks = {"w:val": "single", "w:sz": str(thick), "w:space": str(away), "w:color": color}
        made.append(element("w:pBdr", None, element("w:bottom", looks)))
    if tabs:
        made.append(
            element("w:tabs", None, *[element("w:tab", {"w:val": kind, "w:pos": str(at)}) for kind, at in tabs])
        )
    if line:
        made.append(
            element("w:spacing", {"w:before": "0", "w:after": "0", "w:line": str(line[0]), "w:lineRule": line[1]})
        )
    if indent is not None:
        made.append(element("w:ind", {f"w:{key}": str(number) for key, number in indent.items()}))
    if align:
        made.append(value("w:jc", align))
    return made


def section(
    *,
    footers: dict[str, str],
    headers: dict[str, str] | None = None,
    is_landscape: bool = False,
    begins: str = "",
    footer_at: int = FOOTER,
) -> etree._Element:
    """`w:sectPr`: A4, the margins, the footers; deliberately without `w:docGrid`.

    `headers` (by kind: "first") make the first page a page of its own; `begins` is where the section does ("evenPage").
    """
    made = element("w:sectPr")
    for kind, key in (headers or {}).items():
        made.append(element("w:headerReference", {"w:type": kind, "r:id": key}))
    for kind, key in footers.items():
        made.append(element("w:footerReference", {"w:type": kind, "r:id": key}))
    if begins:
        made.append(value("w:type", begins))
    wide, high = PAGE
    size = {"w:w": str(wide), "w:h": str(high)}
    head = LETTER_TOP if headers else 851
    margins = {
        "top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "header": head, "footer": footer_at, "gutter": 0,
    }  # fmt: skip
    if is_landscape:
        size = {"w:w": str(high), "w:h": str(wide), "w:orient": "landscape"}
        margins |= {"top": TURNED_HIGH, "right": TURNED_WIDE, "bottom": TURNED_HIGH, "left": TURNED_WIDE, "footer": 400}
    made.append(element("w:pgSz", size))
    made.append(element("w:pgMar", {f"w:{key}": str(number) for key, number in margins.items()}))
    made.append(element("w:pgNumType", {"w:fmt": "decimal"}))
    if headers:
        made.append(flag("w:titlePg"))
    return made


def styles() -> etree._Element:
    """The styles part: body, title, four headings (so that Word's navigation shows them), footer."""
    looks = {
        # in the defaults alone LibreOffice passes these over, and puts a quarter of a character between 年 and 11
        ("Normal", "Normal"): (element("w:pPr", None, *_unspaced()), element("w:rPr")),
        ("BodyText", "Body Text"): (_indented(), element("w:rPr")),
        ("Title", "Title"): (
            paragraph_properties(align="center"),
            run_properties(XIAOBIAOSONG, latin=XIAOBIAOSONG, size=TITLE, spacing=0),
        ),
        ("Footer", "footer"): (
            paragraph_properties(line=(280, "exact")),
            run_properties(SONGTI, latin=SONGTI, size=PAGE_NUMBER, spacing=0),
        ),
        ("TableText", "Table Text"): (
            paragraph_properties(line=(TABLE_LINE, "atLeast"), align="center"),
            run_properties(size=TABLE, spacing=0),
        ),
    }
    for level, font in ((1, HEITI), (2, KAITI), (3, FANGSONG), (4, FANGSONG)):
        indented = _indented()
        indented.append(value("w:outlineLvl", level - 1))
        looks[f"Heading{level}", f"heading {level}"] = (indented, run_properties(font))
    made = element("w:styles", None, _defaults())
    made.extend(_style(key, name, *look, is_default=key == "Normal") for (key, name), look in looks.items())
    return made


def _defaults() -> etree._Element:
    """`w:docDefaults`: the squeezed body character and the exact line, neither widow nor orphan control."""
    body = run_properties(FANGSONG, size=BODY, spacing=SQUEEZE)
    body.append(element("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}))
    plain = element(
        "w:pPr",
        None,
        flag("w:widowControl", on=False),
        *_unspaced(),
        element("w:spacing", {"w:before": "0", "w:after": "0", "w:line": str(LINE), "w:lineRule": "exact"}),
        value("w:jc", "both"),
    )
    return element("w:docDefaults", None, element("w:rPrDefault", None, body), element("w:pPrDefault", None, plain))


def _unspaced() -> list[etree._Element]:
    """No blanks between Chinese and Latin characters, no grid."""
    return [flag(name, on=False) for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid")]


def settings() -> etree._Element:
    """The settings part: inner and outer margins, two footers, punctuation may be compressed."""
    names = ("compatibilityMode", "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures")
    compat = element("w:compat")
    for name, setting in zip(names, ("15", "1", "1"), strict=True):
        compat.append(
            element(
                "w:compatSetting",
                {"w:name": name, "w:uri": "http://schemas.microsoft.com/office/word", "w:val": setting},
            )
        )
    return element(
        "w:settings",
        None,
        flag("w:mirrorMargins"),
        flag("w:evenAndOddHeaders"),
        value("w:characterSpacingControl", "doNotCompress"),
        compat,
    )


def font_table() -> etree._Element:
    """The fonts by their official names, each with the family to fall back to where it is missing."""
    made = element("w:fonts")
    for name, alternative in (
        (FANGSONG, "仿宋"),
        (KAITI, "楷体"),
        (HEITI, "SimHei"),
        (SONGTI, "SimSun"),
        (XIAOBIAOSONG, "宋体"),
    ):
        made.append(element("w:font", {"w:name": name}, value("w:altName", alternative), value("w:charset", "86")))
    made.append(element("w:font", {"w:name": LATIN}, value("w:charset", "00")))
    return made


def _indented() -> etree._Element:
    return element("w:pPr", None, element("w:ind", {"w:firstLineChars": "200", "w:firstLine": str(INDENT)}))


def _style(
    key: str, name: str, layout: etree._Element, look: etree._Element, *, is_default: bool = False
) -> etree._Element:
    made = element("w:style", {"w:type": "paragraph"} | ({"w:default": "1"} if is_default else {}) | {"w:styleId": key})
    made.append(value("w:name", name))
    if not is_default:
        made.append(value("w:basedOn", "Normal"))
    made.append(flag("w:qFormat"))
    made.extend([layout, look])
    return made
