"""版头 as WordprocessingML: red name, number, who signs, red rule; of a 信函 the red rules of its first sheet."""

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.document import Paper
from lianxin.pure.paper.footers import run
from lianxin.pure.paper.formal import FILE, LETTER, MINUTES, Head
from lianxin.pure.paper.layout import CHARACTER, LINE, paragraph_properties, run_properties
from lianxin.pure.paper.ooxml import element, value
from lianxin.pure.paper.titles import width

#: kinds of blocks that stand in the head
KINDS = ("urgency", "mark", "number", "signers", "issue", "rule")
#: a red name is this high at most, as wide as the text at most, and then as narrow as this (points, twips, percent)
_HIGH, _LETTER_HIGH, _MOST, _NARROWEST = 48, 40, layout.TEXT_WIDTH - 200, 58
_THICK, _THIN = 18, 6  # eighths of a point
#: the rule stands 4 mm under the characters; the line itself leaves about 3 pt of that
_AWAY = layout.RULE_GAP // 20 - 3


def head(paper: Paper) -> list[etree._Element]:
    """The paragraphs above the title; none where the paper has no head."""
    if paper.head is None:
        return []
    if paper.head.form == LETTER:
        return _letter_lines(paper)
    return _file_head(paper, paper.head)


def height(paper: Paper) -> int:
    """How high the head is, in twips, without the empty lines above the title."""
    if paper.head is None:
        return LINE if paper.number else 0
    if paper.head.form == LETTER:
        return layout.LETTER_TOP + 46 * 20 + 400 - layout.TOP + LINE * bool(paper.number or paper.head.urgency)
    marks = len(paper.head.issuers)
    rows = max(1, (len(paper.head.signers) + 1) // 2)
    return layout.MARK_TOP + round(1.15 * _HIGH * 20) * marks + LINE * (2 + rows) + layout.RULE_GAP


def _file_head(paper: Paper, one: Head) -> list[etree._Element]:
    """文件 and 纪要: the name 35 mm below the upper edge of the text, two empty lines, number, rule (7.2, 10.3)."""
    made = []
    above = layout.MARK_TOP
    if one.urgency:
        made.append(_line(run(one.urgency, run_properties(layout.HEITI)), align="left"))
        above -= LINE
    made.append(_spacer(above))
    made.extend([_mark(one)] if len(one.issuers) == 1 else [_joint_mark(one), _spacer(20)])
    made.extend([_line(), _line()])
    lines = _signed_lines(paper, one) if one.signers else [_numbered_line(paper)]
    if one.form == MINUTES and (one.left or one.right) and not one.signers:
        if not paper.number:
            lines = []
        edge = layout.TEXT_WIDTH - CHARACTER
        issue = run(f"\t{one.left}\t{one.right}")
        lines.append(_line(issue, align="left", tabs=(("left", CHARACTER), ("right", edge))))
    _rule_below(lines[-1])
    return [*made, *lines]


def _mark(one: Head) -> etree._Element:
    """发文机关标志: red 小标宋 in the middle, narrowed where the name is long."""
    text = one.issuers[0] + (one.word if one.form == FILE else "")
    size, scale = _fitted(text, _HIGH)
    return _line(_red(text, size, scale), align="center", high=round(1.1 * size * 20))


def _joint_mark(one: Head) -> etree._Element:
    """联合行文: the names one below the other, as wide as the longest; the word in the middle beside them (7.2.4)."""
    longest = max(len(name) for name in one.issuers)
    size, scale = _fitted("名" * longest + one.word + "　", 40)
    across = round(size * 20 * scale / 100)
    names = []
    for name in one.issuers:
        spread = across * (longest - len(name)) // max(len(name) - 1, 1)
        parts = [_red(name[:-1], size, scale, spread), _red(name[-1], size, scale)]
        names.append(_line(*parts, align="left", high=round(1.2 * size * 20)))
    word = _line(_red(one.word, size, scale), align="center", high=round(1.2 * size * 20))
    columns = (across * longest + 100, across * len(one.word) + 200) if one.word else (across * longest + 100,)
    cells = [names, [word]][: len(columns)]
    return _bare_table(columns, cells)


def _bare_table(columns: tuple[int, ...], cells: list[list[etree._Element]]) -> etree._Element:
    """One row without rules, in the middle of the page."""
    margins = element("w:tblCellMar", None, *[
        element(f"w:{side}", {"w:w": "0", "w:type": "dxa"}) for side in ("left", "right")
    ])  # fmt: skip
    properties = element(
        "w:tblPr", None, element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}), value("w:jc", "center"),
        element("w:tblLayout", {"w:type": "fixed"}), margins,
    )  # fmt: skip
    grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(column)}) for column in columns])
    row = element("w:tr")
    for column, lines in zip(columns, cells, strict=True):
        size = element("w:tcW", {"w:w": str(column), "w:type": "dxa"})
        row.append(element("w:tc", None, element("w:tcPr", None, size, value("w:vAlign", "center")), *lines))
    return element("w:tbl", None, properties, grid, row)


def _numbered_line(paper: Paper) -> etree._Element:
    """发文字号 in the middle; its line stays empty until it has one."""
    return _line(*([run(paper.number)] if paper.number else []), align="center")


def _signed_lines(paper: Paper, one: Head) -> list[etree._Element]:
    """上行文: number one character in on the left, 签发人 on the right, two to a line (7.2.5, 7.2.6)."""
    widest = round(max(width(name) for name in one.signers) * CHARACTER)
    edge = layout.TEXT_WIDTH - CHARACTER
    pairs = [one.signers[place : place + 2] for place in range(0, len(one.signers), 2)]
    many = len(pairs[0])
    starts = [edge - (many - place) * widest - (many - 1 - place) * CHARACTER for place in range(many)]
    label = ("left", starts[0] - 4 * CHARACTER)
    kai = run_properties(layout.KAITI)
    lines = []
    for place, pair in enumerate(pairs):
        number = paper.number if place == len(pairs) - 1 else ""
        # the first name follows its label without a tab; on further lines the first tab leads under it
        stops = (label, *(("left", start) for start in starts[1:])) if place == 0 else [("left", at) for at in starts]
        parts = [run(f"\t{number}"), *([run("\t签发人：")] if place == 0 else [])]
        for nth, name in enumerate(pair):
            parts.extend([run("" if place == 0 and nth == 0 else "\t"), run(name, kai)])
        lines.append(_line(*parts, align="left", tabs=(("left", CHARACTER), *stops)))
    return lines


def _letter_lines(paper: Paper) -> list[etree._Element]:
    """信函: urgency at the left edge, number at the right edge, both right below the double rule (10.1)."""
    urgency = paper.head.urgency if paper.head else ""
    if not urgency and not paper.number:
        return []
    parts = [run(urgency, run_properties(layout.HEITI))] if urgency else []
    return [_line(*parts, run(f"\t{paper.number}"), align="left", tabs=(("right", layout.TEXT_WIDTH),))]


def letter_header(one: Head) -> etree._Element:
    """The header of a 信函's first sheet: the name 30 mm below the edge, 4 mm below it a thick rule above a thin one."""
    left, right = layout.RULE_OUT
    out = {"left": left, "right": right}
    size, scale = _fitted(one.issuers[0], _LETTER_HIGH)
    name = _line(_red(one.issuers[0], size, scale), align="center", high=round(1.1 * size * 20), indent=out)
    _rule_below(name, thick=_THICK)
    thin = _line(high=30, indent=out)
    _rule_below(thin, thick=_THIN, away=0)
    return element("w:hdr", None, name, thin, _spacer(100))


def letter_footer() -> etree._Element:
    """The footer of a 信函's first sheet: a thin rule above a thick one, and no page number."""
    left, right = layout.RULE_OUT
    out = {"left": left, "right": right}
    thin, thick = _line(high=30, indent=out), _line(high=30, indent=out)
    _rule_below(thin, thick=_THIN, away=0)
    _rule_below(thick, thick=_THICK, away=0)
    return element("w:ftr", None, thin, thick)


def _fitted(text: str, high: int) -> tuple[int, int]:
    """The size in points, and the width in percent, that bring a name into one line."""
    across = max(width(text), 1.0)
    scale = min(100, int(100 * _MOST / (across * high * 20)))
    if scale >= _NARROWEST:
        return high, scale
    return max(22, int(_MOST / (across * 20 * _NARROWEST / 100))), _NARROWEST


def _red(text: str, size: int, scale: int, spread: int = 0) -> etree._Element:
    face = layout.XIAOBIAOSONG
    look = run_properties(face, latin=face, size=2 * size, spacing=spread, color=layout.RED, scale=scale)
    return run(text, look)


def _rule_below(line: etree._Element, *, thick: int = 12, away: int = _AWAY) -> None:
    """Draw a red rule under a line that is made already."""
    looks = {"w:val": "single", "w:sz": str(thick), "w:space": str(away), "w:color": layout.RED}
    properties = line[0]
    before = ("pStyle", "keepNext", "pageBreakBefore")
    place = sum(1 for child in properties if etree.QName(child).localname in before)
    properties.insert(place, element("w:pBdr", None, element("w:bottom", looks)))


def _spacer(high: int) -> etree._Element:
    return _line(high=high)


def _line(
    *parts: etree._Element,
    align: str = "",
    high: int = LINE,
    indent: dict[str, int] | None = None,
    tabs: tuple[tuple[str, int], ...] = (),
) -> etree._Element:
    """A line of an exact height."""
    properties = paragraph_properties(line=(high, "exact"), align=align, indent=indent, tabs=tabs)
    return element("w:p", None, properties, *parts)
