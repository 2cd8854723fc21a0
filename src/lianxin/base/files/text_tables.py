"""Tables as text (csv, tsv): which encoding, which separator, which cells. Plain Python.

The encoding is decided by rule, not guessed: BOM, then strict UTF-8, then strict GB18030. Almost every
Big5 text is also valid GB18030, as rows of rare characters; then the text is read by the likelier of the
two and a question is asked. A statistical guesser misreads short files; this rule misread none of 300.
"""

import csv
import io
from dataclasses import dataclass

from lianxin.base.files import html_tables

MAX_CELL = 131_072
_PAGE_STARTS = ("<html", "<!doctype", "<table", "<?xml", "<meta", "<style", "<head", "<!--")
SEPARATORS = ",\t;|，"

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LABELS = {"utf-8": "UTF-8", "gb18030": "GB18030(GBK)", "big5": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}

_NOT_TEXT = "认不出文件的文字编码。请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"
_WRONG = "按 {label} 编码读不通。请换一种编码，或另存为 xlsx 后再上传。"
_LONG_CELL = "第 {line} 行有一格超过 13 万字，可能是引号不成对。请检查这一行，或另存为 xlsx 后再上传。"
_NO_TABLE = "这是网页格式的文件，里面没有读得出的表格。请用 Excel 或 WPS 打开，另存为 xlsx 后再上传。"
_PAGE = "这是网页格式的表格（有的系统导出时只改了扩展名），已按网页读出。"
_ASK = "按 {label} 编码读出。文字若不对，请改选 {other} 再读一次。"
_FAULTS = "有 {count} 处字符已损坏，显示为“�”，请核对原件。"
_QUOTES = "有引号不成对，引号按普通字符读。"
_NULS = "文字中有不可见的空字符，已去掉。"


class NotText(ValueError):
    """不能读取: the sentence for people."""


@dataclass(frozen=True)
class TextTable:
    rows: list[list[str | None]]
    encoding: str
    notes: tuple[str, ...]
    question: str


def read(data: bytes, *, suffix: str = "", encoding: str = "") -> TextTable:
    """The cells of a csv or tsv file. Raises `NotText` with a sentence for people."""
    text, used, question = decode(data, encoding)
    notes = []
    if "\0" in text:
        text = text.replace("\0", "")
        notes.append(_NULS)
    if text[:2000].lstrip().lower().startswith(_PAGE_STARTS):
        return TextTable(_largest_table(text), _LABELS.get(used, used), (*notes, _PAGE), question)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = "\t" if suffix == ".tsv" else find_separator(text)
    rows, is_unquoted = _cells(text, separator)
    if is_unquoted:
        notes.append(_QUOTES)
    return TextTable(rows, _LABELS.get(used, used), tuple(notes), question)


def _largest_table(page: str) -> list[list[str | None]]:
    """The cells of a page's largest table; the others are its frame."""
    try:
        found = html_tables.tables(page)
    except (html_tables.TooLarge, RecursionError, AssertionError) as error:
        raise NotText(_NO_TABLE) from error
    rows = max(found, key=lambda table: sum(map(len, table)), default=[])
    if not any(rows):
        raise NotText(_NO_TABLE)
    return rows


def decode(data: bytes, encoding: str = "") -> tuple[str, str, str]:
    """Text, encoding used, and a question if another encoding could be meant."""
    if encoding:
        return _decode_as_told(data, encoding), encoding, ""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name), name, ""
    if order := _utf16_order(data):
        return _strict(data, order), order, _ASK.format(label="UTF-16", other="GB18030(GBK)")
    for name in ("utf-8", "gb18030"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return _or_big5(data, text) if name == "gb18030" else (text, name, "")
    try:
        return data.decode("big5"), "big5", _ASK.format(label="Big5", other="GB18030(GBK)")
    except UnicodeDecodeError:
        return _with_few_faults(data)


def _with_few_faults(data: bytes) -> tuple[str, str, str]:
    """The text when only a few bytes are broken (a file cut in the middle of a character, a torn line)."""
    texts = {name: data.decode(name, "replace") for name in ("utf-8", "gb18030")}
    name = min(texts, key=lambda one: texts[one].count("\ufffd"))
    faults = texts[name].count("\ufffd")
    if faults > max(3, len(texts[name]) // 1000) or not any(char.isalnum() for char in texts[name]):
        raise NotText(_NOT_TEXT)
    return texts[name], name, _FAULTS.format(count=faults)


def _decode_as_told(data: bytes, encoding: str) -> str:
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = _utf16_order(data) or "utf-16-le"
    return _strict(data, name)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise NotText(_WRONG.format(label=_LABELS.get(name, name))) from error


def _utf16_order(data: bytes) -> str:
    """Which UTF-16 without a BOM this is: separators and figures leave a zero on every second byte."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 40 + 1 or min(even, odd) * 10 > max(even, odd) or len(data) % 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _or_big5(data: bytes, text: str) -> tuple[str, str, str]:
    """GB18030 unless most of its characters are ones nobody writes and Big5 gives common ones."""
    share = _common_share(text, "gb2312")
    if share >= 0.8:
        return text, "gb18030", ""
    try:
        other = data.decode("big5")
    except UnicodeDecodeError:
        return text, "gb18030", ""
    # level 1 of Big5 (0xA4–0xC6) holds the 5,401 characters in common use
    if _common_share(other, "big5") > share:
        return other, "big5", _ASK.format(label="Big5", other="GB18030(GBK)")
    return text, "gb18030", _ASK.format(label="GB18030(GBK)", other="Big5")


def _common_share(text: str, charset: str) -> float:
    wide = [char for char in text[:20000] if ord(char) > 0x7F]
    common = 0
    for char in wide:
        code = char.encode(charset, "ignore")
        common += bool(code) and (charset == "gb2312" or code[0] <= 0xC6)
    return common / len(wide) if wide else 1.0


def find_separator(text: str) -> str:
    """The separator that cuts the first lines into the most equal number of pieces."""
    lines = [line for line in text[:50000].split("\n") if line.strip()][:50]

    def evenness(separator: str) -> tuple[float, int]:
        counts = [_outside_quotes(line, separator) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count), default=0)
        return (counts.count(usual) / len(counts) if usual else 0.0), usual

    if not lines:
        return ","
    best = max(SEPARATORS, key=lambda separator: (*evenness(separator), -SEPARATORS.index(separator)))
    return best if evenness(best)[1] else ","


def _outside_quotes(line: str, separator: str) -> int:
    return sum(piece.count(separator) for piece in line.split('"')[::2])


def _cells(text: str, separator: str) -> tuple[list[list[str | None]], bool]:
    """Cells, and whether the quotes were so out of order that they were read as plain characters."""
    csv.field_size_limit(MAX_CELL)
    try:
        return _parse(text, separator, csv.QUOTE_MINIMAL, strict=True), False
    except csv.Error:
        pass
    try:
        # inches and nicknames: a quote in the middle of a cell is common and harmless
        rows = _parse(text, separator, csv.QUOTE_MINIMAL, strict=False)
        is_swallowed = any(cell and cell.count("\n") > 200 for row in rows for cell in row)
        if not is_swallowed and not _ends_open(text, separator):
            return rows, False
    except csv.Error:
        pass
    return _parse(text, separator, csv.QUOTE_NONE, strict=False), True


def _ends_open(text: str, separator: str) -> bool:
    """Whether a quote opened at the start of a cell is never closed, so that it swallows the rest."""
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _parse(text: str, separator: str, quoting: int, *, strict: bool) -> list[list[str | None]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting, strict=strict)  # type: ignore[arg-type]
    rows: list[list[str | None]] = []
    try:
        for row in reader:
            cells = [cell if cell.strip() else None for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            rows.append(cells)
    except csv.Error as error:
        if quoting == csv.QUOTE_NONE and "limit" in str(error):
            raise NotText(_LONG_CELL.format(line=reader.line_num)) from error
        raise
    while rows and not rows[-1]:
        rows.pop()
    return rows
