"""Eight invented work orders, each in a layout of its own, made by code; one story told eight times."""

import io
import zipfile
from xml.sax.saxutils import escape

from lianxin.pure.tabular import Book

NUMBER = "GD202611030017"
TEXT = "石桥村三组路灯已坏半个月，老人夜里出门不便，希望尽快修好。"
#: what every layout tells, as read
TOLD = {"number": NUMBER, "name": "田小满", "phone": "13900000077", "due": "2026-11-30T17:00", "kind": "help",
        "place": "清水镇石桥村三组", "text": TEXT}  # fmt: skip
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def chat() -> str:
    """Lines with colons, several in one line, as sent in a chat."""
    return (
        "定河市12345政务服务便民热线转办单\n"
        f"工单编号：{NUMBER}  受理时间：2026-11-02 09:12\n"
        "诉求人：田小满 联系电话：13900000077\n"
        "诉求类型：求助；办理时限：2026年11月30日17时前\n"
        "事发地点：清水镇石桥村三组\n"
        f"诉求内容：{TEXT}\n"
        "办理要求：请核实办理，并将结果回复来电人。\n"
        "工单等级：一般"
    )


def bracketed() -> str:
    """Labels in 【】."""
    return (
        f"【工单编号】{NUMBER}【来源】电话\n【来电人】田小满【联系方式】13900000077【是否保密】是\n"
        f"【诉求类型】求助【办理时限】11月30日17:00\n【事发地址】清水镇石桥村三组\n【反映内容】\n{TEXT}\n【承办单位】清水镇\n"
    )


def _cell(words: str, span: int = 1) -> str:
    width = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
    return f"<w:tc>{width}{_paragraph(words)}</w:tc>"


def _paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def docx(body: str) -> bytes:
    """A docx of nothing but its body."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as file:
        file.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        file.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return box.getvalue()


FORM = (
    (("受理编号", 1), (NUMBER, 1), ("受理时间", 1), ("2026年11月2日", 1)),
    (("信访人", 1), ("田小满", 1), ("联系电话", 1), ("13900000077", 1)),
    (("信访目的", 1), ("求决", 1), ("办理期限", 1), ("2026年11月30日17时", 1)),
    (("问题属地", 1), ("清水镇石桥村三组", 3)),
    (("反映内容", 1), (TEXT, 3)),
    (("交办意见", 1), ("请按期办结。", 3)),
    (("办理情况", 1), ("", 3)),
    (("办理结果", 1), ("", 1), ("是否满意", 1), ("", 1)),
    (("联系人", 1), ("", 1), ("联系电话", 1), ("", 1)),
)  # fmt: skip


def docx_table() -> bytes:
    """A form of label and value in Word."""
    rows = "".join("<w:tr>" + "".join(_cell(*one) for one in row) + "</w:tr>" for row in FORM)
    return docx(_paragraph("定河市信访局信访事项转送单") + f"<w:tbl>{rows}</w:tbl>")


def docx_lines() -> bytes:
    """Paragraphs in Word."""
    return docx("".join(map(_paragraph, (
        "定河市群众诉求交办单", f"交办编号: {NUMBER}", "交办机关：定河市群众工作局", "反映人：田小满    联系电话：13900000077",
        "诉求性质：求助", "问题地点：清水镇石桥村三组", "办结时限：2026年11月30日17:00前", f"主要内容：{TEXT}",
        "办理情况：", "办结时间：",
    ))))  # fmt: skip


def _book(fill) -> bytes:
    box = io.BytesIO()
    book = Book(box)
    fill(book.add_worksheet("工单"))
    book.close()
    return box.getvalue()


def xlsx_form() -> bytes:
    """A form on a sheet, with merged cells."""

    def fill(sheet) -> None:
        sheet.merge_range(0, 0, 0, 3, "定河市12345热线承办单")
        for number, row in enumerate(FORM, 1):
            column = 0
            for words, span in row:
                if span > 1:
                    sheet.merge_range(number, column, number, column + span - 1, words)
                else:
                    sheet.write_string(number, column, words)
                column += span

    return _book(fill)


HEAD = (
    "序号",
    "工单编号",
    "诉求人",
    "联系电话",
    "诉求类型",
    "事发地点",
    "诉求内容",
    "办理时限",
    "紧急程度",
    "办理情况",
    "是否满意",
)
ROW = ("1", NUMBER, "田小满", "13900000077", "求助", "清水镇石桥村三组", TEXT, "2026-11-30 17:00", "一般", "", "")
SECOND = ("2", "GD202611030018", "", "", "投诉", "白沙镇", "白沙镇垃圾清运不及时。", "5个工作日", "一般", "", "")


def xlsx_rows() -> bytes:
    """A list under one head."""

    def fill(sheet) -> None:
        for number, row in enumerate((HEAD, ROW, SECOND)):
            for column, words in enumerate(row):
                sheet.write_string(number, column, words)

    return _book(fill)


def xlsx_two_heads() -> bytes:
    """A list under a title and a head of two rows, merged."""

    def fill(sheet) -> None:
        sheet.merge_range(0, 0, 0, 10, "定河市12345热线工单派发表")
        sheet.merge_range(1, 0, 2, 0, "序号")
        sheet.merge_range(1, 1, 2, 1, "工单编号")
        sheet.merge_range(1, 2, 1, 3, "来电人信息")
        sheet.merge_range(1, 4, 1, 8, "诉求")
        sheet.merge_range(1, 9, 1, 10, "反馈")
        for column, words in enumerate(HEAD):
            if column > 1:
                sheet.write_string(2, column, words)
        for column, words in enumerate(ROW):
            sheet.write_string(3, column, words)

    return _book(fill)


def csv_gb() -> bytes:
    """A list as csv in GB18030."""
    return "\r\n".join(",".join(row) for row in (HEAD, ROW, SECOND)).encode("gb18030")


FILES = {
    "聊天.txt": lambda: chat().encode(), "方括号.txt": lambda: bracketed().encode("gb18030"), "表格.docx": docx_table,
    "段落.docx": docx_lines, "表单.xlsx": xlsx_form, "多行.xlsx": xlsx_rows, "双表头.xlsx": xlsx_two_heads, "名单.csv": csv_gb,
}  # fmt: skip
