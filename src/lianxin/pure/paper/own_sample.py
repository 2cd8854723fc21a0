"""模板样本: a docx that can be used as a template as it is, with a last page that says what each field is filled with.

The last page is a content control that bears the name 栏目说明: it is taken out when the template is filled, so nobody has
to delete it first.
"""

from lxml import etree

from lianxin.pure.paper import layout
from lianxin.pure.paper.bindings import to_part
from lianxin.pure.paper.document import Figure
from lianxin.pure.paper.footers import footer, run
from lianxin.pure.paper.layout import CHARACTER, paragraph_properties, run_properties
from lianxin.pure.paper.ooxml import element, package, value

#: the name of the control around the page of explanations
NOTES = "栏目说明"
#: field → what it is filled with, and what becomes of its place where there is nothing to put in
EXPLAINED: dict[str, tuple[str, str]] = {
    "标题": ("公文的标题", "总有内容"),
    "文号": ("签发后编的号，如 清群办〔2026〕5号", "空着"),
    "主送": ("主送机关，带冒号", "整行去掉"),
    "正文": ("正文全部：段落、层次标题、表格；单独成段，这一段的字体、缩进就是正文的样子", "总有内容"),
    "落款": ("署名的单位", "空着"),
    "日期": ("成文日期，如 2026年11月3日", "空着"),
    "附件": ("附件说明：附件的序号和名称", "整行去掉"),
    "附件正文": ("附件的内容；单独成段", "整行去掉"),
    "附注": ("附注，如 此件公开发布", "整行去掉"),
    "发文机关": ("发文单位的名称", "总有内容"),
    "签发人": ("签发人的姓名", "空着"),
    "紧急程度": ("特急、加急", "整行去掉"),
    "抄送": ("抄送的单位", "整行去掉"),
    "印发机关": ("印发的单位", "空着"),
    "印发日期": ("印发的日期", "空着"),
    "一级标题": ("写“一、”的标题的样子；只看字体、缩进，填的时候去掉", "用仿宋、黑体、楷体"),
    "二级标题": ("写“（一）”的标题的样子，同上", "同上"),
    "三级标题": ("写“1.”的标题的样子，同上", "同上"),
    "四级标题": ("写“（1）”的标题的样子，同上", "同上"),
}
_HIGH = 48  # points
_FOOTERS = {"default": "footer1", "even": "footer2"}
_HOW = (
    "保留要用的栏目，不用的删掉；红头、字体、页边距、版记照本单位的样子改。",
    "栏目写成 {{标题}} 的样子，也可以用 Word 的内容控件，标题写栏目名。",
    "这一页填的时候自动去掉，不用删。",
)


def sample_template() -> bytes:
    """样本模板: red head, all fields in their usual places, imprint; the same bytes every time."""
    body = element("w:body", None, *_head(), *_text(), *_imprint(), _explained(), _section())
    parts = {
        "word/document.xml": element("w:document", None, body),
        "word/styles.xml": layout.styles(),
        "word/settings.xml": layout.settings(),
        "word/fontTable.xml": layout.font_table(),
        "customXml/item1.xml": to_part(list[Figure]()),
        "word/footer1.xml": footer(is_even=False, is_landscape=False),
        "word/footer2.xml": footer(is_even=True, is_landscape=False),
    }
    return package(parts, footers=("footer1", "footer2"), title="公文模板样本")


def field(name: str) -> str:
    """The field as it is written in a template.

    >>> field("标题")
    '{{标题}}'
    """
    return "{{" + name + "}}"


def _head() -> list[etree._Element]:
    red = run_properties(
        layout.XIAOBIAOSONG, latin=layout.XIAOBIAOSONG, size=2 * _HIGH, spacing=0, color=layout.RED, scale=80
    )
    mark = element("w:p", None, paragraph_properties(align="center", line=(round(1.1 * _HIGH * 20), "exact")))
    mark.append(run(field("发文机关") + "文件", red))
    number = paragraph_properties(align="center", below=(18, 4, layout.RED))
    return [
        _line(field("紧急程度"), look=run_properties(layout.HEITI), align="left"), mark, _line(""),
        element("w:p", None, number, run(field("文号"))), _line(""),
    ]  # fmt: skip


def _text() -> list[etree._Element]:
    levels = [
        _line(field(f"{level}级标题"), style=f"Heading{place}") for place, level in enumerate("一二三四", start=1)
    ]
    return [
        _line(""), _line(field("标题"), style="Title"), _line(""), _line(field("主送"), align="left"), *levels,
        _line(field("正文"), style="BodyText"), _line(""), _line(field("附件"), indent={"left": 2 * CHARACTER}), _line(""),
        _line(field("落款"), align="right", indent={"right": 4 * CHARACTER}),
        _line(field("日期"), align="right", indent={"right": 4 * CHARACTER}),
        _line(field("附注"), style="BodyText"), _line(field("附件正文"), style="BodyText"),
    ]  # fmt: skip


def _imprint() -> list[etree._Element]:
    look, wide = run_properties(layout.FANGSONG, size=28, spacing=0), layout.TEXT_WIDTH
    thick, above = (paragraph_properties(below=(8, 1, "000000"), align="left") for _ in range(2))
    ruled = paragraph_properties(below=(8, 1, "000000"), align="left", tabs=(("right", wide),))
    return [
        element("w:p", None, above),
        element("w:p", None, thick, run("抄送：" + field("抄送"), look)),
        element("w:p", None, ruled, run(f"{field('印发机关')}\t{field('印发日期')}印发", look)),
    ]


def _explained() -> etree._Element:
    """The page of explanations, inside the control that goes when the template is filled."""
    title = element("w:p", None, paragraph_properties(style="Title", break_before=True), run(NOTES))
    rows = [("栏目", "填什么", "没有内容时"), *((field(name), *said) for name, said in EXPLAINED.items())]
    shares = (3, 9, 4)
    columns = [layout.TEXT_WIDTH * share // sum(shares) for share in shares]
    borders = [
        element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0"})
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    table = element(
        "w:tbl", None,
        element("w:tblPr", None, element("w:tblW", {"w:w": str(sum(columns)), "w:type": "dxa"}),
                element("w:tblBorders", None, *borders), element("w:tblLayout", {"w:type": "fixed"})),
        element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(column)}) for column in columns]),
        *[_row(row, columns, is_head=place == 0) for place, row in enumerate(rows)],
    )  # fmt: skip
    properties = element("w:sdtPr", None, value("w:alias", NOTES), value("w:tag", NOTES))
    last = element("w:p", None, paragraph_properties(line=(20, "exact")))
    how = [_line(sentence, style="BodyText") for sentence in _HOW]
    return element("w:sdt", None, properties, element("w:sdtContent", None, title, *how, table, last))


def _row(cells: tuple[str, ...], columns: list[int], *, is_head: bool) -> etree._Element:
    look = run_properties(layout.HEITI) if is_head else None
    made = element("w:tr", None, element("w:trPr", None, element("w:cantSplit")))
    for cell, column in zip(cells, columns, strict=True):
        size = element("w:tcPr", None, element("w:tcW", {"w:w": str(column), "w:type": "dxa"}))
        line = element("w:p", None, paragraph_properties(style="TableText", align="left"), run(cell, look))
        made.append(element("w:tc", None, size, line))
    return made


def _line(
    text: str, *, style: str = "", align: str = "", indent: dict[str, int] | None = None, look: etree._Element | None = None
) -> etree._Element:  # fmt: skip
    properties = paragraph_properties(style=style, align=align, indent=indent)
    return element("w:p", None, properties, *([run(text, look)] if text else []))


def _section() -> etree._Element:
    return layout.section(footers=_FOOTERS)
