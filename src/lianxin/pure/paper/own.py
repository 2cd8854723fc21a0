"""本单位的公文模板: an office's own docx filled with a paper; all that is not a field stays byte for byte as it was.

A field is its name in double braces, {{标题}}, even where Word has split it over runs, in tables, headers and text boxes;
or a content control (内容控件) that has the name as its title or tag. {{正文}} stands alone in its paragraph, which lends
its looks to the body; paragraphs with {{一级标题}} to {{四级标题}} lend theirs to the headings and are taken out, else the
template's own heading styles do, else 黑体 and 楷体. Figures in the body stay bound.

`checked` says what is in a template, `filled` fills it; both raise `Unreadable` with a sentence for a file that is broken,
too large, or links to anything outside itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lianxin.pure.paper.blocks import Block, blocks
from lianxin.pure.paper.bytes_tree import Tree, read_tree, spliced
from lianxin.pure.paper.document import Paper, official_date, text_of
from lianxin.pure.paper.ooxml import clean
from lianxin.pure.paper.outside import refuse_outside
from lianxin.pure.paper.own_body import BodyMaker, Looks, looks_of
from lianxin.pure.paper.own_parts import repacked
from lianxin.pure.paper.own_sample import NOTES
from lianxin.pure.paper.own_spots import Spot, spots_of
from lianxin.pure.paper.titles import title_lines
from lianxin.pure.zipguard import MIB, Limits, Package, Unreadable, open_package

__all__ = ["BODY", "FIELDS", "SAMPLES", "Checked", "Filled", "Unreadable", "checked", "filled"]

BODY, ANNEX = "正文", "附件正文"
SAMPLES = ("一级标题", "二级标题", "三级标题", "四级标题")
#: what can be filled, in the order in which it is offered
FIELDS = (
    "标题", "文号", "主送", BODY, "落款", "日期", "附件", ANNEX, "附注", "发文机关", "签发人", "紧急程度", "抄送",
    "印发机关", "印发日期",
)  # fmt: skip
#: what nearly every document has; a template without them is used, with a word about it
_EXPECTED = ("标题", "落款", "日期")
#: where there is nothing to put in, the line goes too
_VANISHING = ("附件", "附注", "主送", "抄送", "紧急程度", ANNEX)
#: what stands between several lines that must share one
_JOINED = {"发文机关": "、", "标题": ""}
_MOST_SPOTS = 200
#: a template is a page or two; its parts are read whole into memory
_LIMITS = Limits(entries=500, entry_bytes=10 * MIB, total_bytes=40 * MIB)

_NONE = "文件里没有找到栏目。请在要填的地方写上栏目名，如 {{标题}}、{{正文}}。"
_NO_BODY = "模板里没有 {{正文}}，正文没有地方放。请在正文的位置单独写一段 {{正文}}。"
_BODIES = "模板里有 {count} 处 {{{{正文}}}}，只能有一处。"
_UNKNOWN = "模板里的“{name}”不是能填的栏目。能填的有：{known}。"
_IN_LINE = "{{{{{name}}}}} 要单独成段，前后不能有别的字或图形。"
_MISPLACED = "{{{{{name}}}}} 不能放在{where}里。"
_MISSING = "模板里没有 {{{{{name}}}}}，公文的{name}不会出现在文中。"
_MANY = "模板里的栏目超过 200 处，不能使用。"
_LOST = "模板里没有 {{{{{name}}}}}，这份公文的{name}没有填入。"
_TURNED = "横排的表格在模板里按竖排放，请看列宽。"
_AT_END = "模板里没有 {{附件正文}}，附件排在全文最后，请看版记的位置。"


@dataclass(frozen=True)
class Checked:
    """看过的模板: the fields found in it, in order; what must be mended; what one should know."""

    fields: tuple[str, ...]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Filled:
    """填好的公文: the docx, and what could not be put in."""

    data: bytes
    notes: tuple[str, ...] = ()


def checked(data: bytes) -> Checked:
    """What a template has and lacks. Raises `Unreadable` where it cannot be a template at all."""
    found = [spot for _, _, spots in _parts(_opened(data)) for spot in spots]
    names = tuple(dict.fromkeys(spot.name for spot in found if spot.name != NOTES))
    faults = list(_faults(found, names))
    notes = tuple(_MISSING.format(name=name) for name in _EXPECTED if name not in names) if not faults else ()
    places = tuple(dict.fromkeys((spot.name, spot.where) for spot in found if spot.name != NOTES))
    return Checked(names, tuple(faults), notes, places)


def filled(data: bytes, paper: Paper) -> Filled:
    """The template with the paper in it. Raises `Unreadable` with the first fault of a template that has any."""
    package = _opened(data)
    parts = list(_parts(package))
    spots = [spot for _, _, found in parts for spot in found]
    names = {spot.name for spot in spots}
    for fault in _faults(spots, tuple(names)):
        raise Unreadable(fault)
    main = next(name for name, _, found in parts if any(spot.name == BODY for spot in found))
    maker = BodyMaker(_looks(package, parts, main), {name: tree for name, tree, _ in parts}[main])
    values, notes = _values(paper), []
    exchanged: dict[str, bytes] = {}
    for name, tree, found in parts:
        pieces = [piece for spot in found for piece in _pieces(spot, tree, values, paper, maker)]
        if name == main and ANNEX not in names and any(one.body for one in paper.attachments):
            at = maker.end_of_body()
            pieces.append((at, at, maker.annexes(paper)))
            notes.append(_AT_END)
        if pieces:
            exchanged[name] = spliced(tree.data, pieces)
    notes.extend(_LOST.format(name=name) for name in ("文号", "主送", "附件") if values[name] and name not in names)
    if any(block.table and block.table.is_landscape for block in blocks(paper)):
        notes.append(_TURNED)
    return Filled(repacked(package, main, exchanged, maker.figures), tuple(notes))


def _opened(data: bytes) -> Package:
    package = open_package(data, limits=_LIMITS)
    refuse_outside(package)
    if "word/document.xml" not in package:
        raise Unreadable("这不是 Word 文档（docx）。请用 Word 或 WPS 另存为 docx，再上传。")
    return package


def _parts(package: Package) -> Iterator[tuple[str, Tree, list[Spot]]]:
    """The parts that hold words, with the fields found in each."""
    for name in package.names:
        stem = name.removeprefix("word/").removesuffix(".xml")
        kind = stem.rstrip("0123456789")
        if name.startswith("word/") and name.endswith(".xml") and kind in ("document", "header", "footer", "footnotes"):
            tree = read_tree(package.read(name), name=name)
            yield name, tree, spots_of(tree, kind, (*FIELDS, *SAMPLES, NOTES))


def _faults(found: list[Spot], names: tuple[str, ...]) -> Iterator[str]:
    bodies = [spot for spot in found if spot.name == BODY]
    if not found:
        yield _NONE
        return
    if len(found) > _MOST_SPOTS:
        yield _MANY
    known = "、".join((*FIELDS, *SAMPLES))
    for name in names:
        if name not in (*FIELDS, *SAMPLES, NOTES):
            yield _UNKNOWN.format(name=name, known=known)
    if not bodies:
        yield _NO_BODY
    elif len(bodies) > 1:
        yield _BODIES.format(count=len(bodies))
    for spot in found:
        if spot.name in (BODY, ANNEX) and spot.where not in ("正文", "表格"):
            yield _MISPLACED.format(name=spot.name, where=spot.where)
        elif spot.name in (BODY, ANNEX) and not spot.is_alone:
            yield _IN_LINE.format(name=spot.name)


def _looks(package: Package, parts: list[tuple[str, Tree, list[Spot]]], main: str) -> Looks:
    tree, found = next((tree, found) for name, tree, found in parts if name == main)
    styles = read_tree(package.read("word/styles.xml"), name="styles.xml") if "word/styles.xml" in package else None
    samples = {spot.name: spot for spot in found if spot.name in SAMPLES}
    return looks_of(
        tree, next(spot for spot in found if spot.name == BODY), [samples.get(one) for one in SAMPLES], styles
    )


def _values(paper: Paper) -> dict[str, list[str]]:
    """The lines of each field but the body."""
    by_kind: dict[str, list[Block]] = {}
    for block in blocks(paper):
        by_kind.setdefault(block.kind, []).append(block)

    def texts(kind: str) -> list[str]:
        return [block.text for block in by_kind.get(kind, [])]

    head, imprint = paper.head, paper.imprint
    return {
        "标题": list(title_lines(paper.title)) if paper.title else [],
        "文号": [paper.number] if paper.number else [],
        "主送": texts("addressee"),
        "落款": texts("signature"),
        "日期": texts("date"),
        # 附件说明 (7.3.4): further ones stand under the first, behind 附件：
        "附件": [("　　　" if place else "") + text for place, text in enumerate(texts("attachment_note"))],
        "附注": texts("remark"),
        "发文机关": list(head.issuers) if head else [paper.signature] if paper.signature else [],
        "签发人": ["　".join(head.signers)] if head and head.signers else [],
        "紧急程度": [head.urgency] if head and head.urgency else [],
        "抄送": [text_of(block.runs).removesuffix("。") for block in by_kind.get("copied_to", [])],
        "印发机关": [imprint.printer] if imprint and imprint.printer else [],
        "印发日期": [official_date(imprint.printed_on)] if imprint and imprint.printed_on else [],
    }


def _pieces(
    spot: Spot, tree: Tree, values: dict[str, list[str]], paper: Paper, maker: BodyMaker
) -> Iterator[tuple[int, int, str]]:
    """What is exchanged for one field."""
    if spot.name == NOTES and spot.control is not None and spot.paragraph is None:
        yield spot.control.start, spot.control.end, ""
    elif spot.name in (*SAMPLES, NOTES):
        yield spot.whole(tree, "")
    elif spot.name == BODY:
        yield spot.whole(tree, maker.body(paper))
    elif spot.name == ANNEX:
        yield spot.whole(tree, maker.annexes(paper))
    else:
        lines = [escape(clean(line)) for line in values[spot.name]]
        if not lines and spot.name in _VANISHING and spot.may_vanish:
            yield spot.whole(tree, "")
        elif len(lines) > 1 and spot.is_alone and not spot.ends_section and spot.control is None:
            yield spot.whole(tree, "".join(spot.repeated(tree, line) for line in lines))
        else:
            yield from spot.words(tree, _JOINED.get(spot.name, "　").join(lines))
