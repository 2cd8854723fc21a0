"""The child that reads a table file: plain Python, limited by the kernel, told apart from all else.

Started by `tables.py` as `python -m lianxin.base.files.child SUFFIX ENCODING`, the file on standard
input. Writes lines of JSON: a sheet's head (an object), its rows (arrays), its notes, and so for each
sheet; at last `{"end": true}`, or `{"refused": "…"}` with the sentence for people. Rows are sent as they
are read, so that a large sheet is not held twice. It opens no file, no network, no database.
"""

import io
import json
import re
import resource
import sys
from collections.abc import Generator, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 30
MAX_ROWS = 200_000
MAX_CELLS = 4_000_000
MAX_MERGED_CELLS = 100_000
#: a stray mark far below the table makes a million empty rows; after this many the sheet is at its end
MAX_BLANK_RUN = 1000
#: double precision keeps 15 digits of what was typed (GB 11643 numbers have 18)
LOST_DIGITS_FROM = 10**15

_TOO_MANY_ROWS = f"表格超过 {MAX_ROWS // 10000} 万行，不能一次读入。请按月或按年分成几个文件。"
_TOO_MANY_CELLS = "表格的格子过多，不能一次读入。请删去用不到的列和工作表，或分成几个文件。"
_MERGED = "工作表“{name}”的合并单元格过大（超过 10 万格），不能读取。请取消合并后再上传。"
_LOCKED = "文件加了密码，无法读取。请去掉密码后再上传。"
_DAMAGED = "文件已损坏或不是可读的表格。请用 Excel 或 WPS 打开后另存为 xlsx，再上传。"
_NO_MEMORY = "文件过大，没有读完。请只保留需要的工作表和行，另存为 xlsx 后再上传。"
_ONLY_SHEET = "数据"
_HIDDEN = "这是隐藏的工作表。"
_LOST_DIGITS = "有 {count} 格是 16 位以上的数值（{cells}），Excel 只存前 15 位，后几位已丢失。请设为“文本”格式后重填。"
_NO_RESULTS = "文件中有 {count} 个公式没有存下计算结果，按空白读。请用 Excel 或 WPS 打开并保存一次再上传。"
_BLANK_RUN = f"第 {{row}} 行以后连续空白超过 {MAX_BLANK_RUN} 行，再往下没有读。下面若还有内容，请删去空白行再上传。"
_NO_SHEETS = "文件里没有工作表。请核对后重新上传。"

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_RESULT = re.compile(rb"(?:</f>|<f(?: [^>]*)?/>)(?:<v></v>|<v/>)?</c>")


class Refused(Exception):
    """不能读取: the sentence for people."""


def limit(cpu_seconds: int = CPU_SECONDS) -> None:
    """Bind this process: address space, processor time, no core."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def messages(data: bytes, suffix: str, encoding: str) -> Iterator[Any]:
    """Everything to be sent for one file. The kind is told from the content, not from the name."""
    if data.startswith((_ZIP, _OLE)):
        yield from _workbook(data, is_zip=data.startswith(_ZIP))
        return
    from lianxin.base.files import text_tables

    try:
        sheet = text_tables.read(data, suffix=suffix, encoding=encoding)
    except text_tables.NotText as error:
        raise Refused(str(error)) from error
    yield _head(_ONLY_SHEET) | {"question": sheet.question, "encoding": sheet.encoding}
    count = Count()
    for row in sheet.rows:
        count.add(row)
        yield row
    yield {"notes": sheet.notes}


class Count:
    """Rows and cells sent so far, over all sheets."""

    rows = 0
    cells = 0

    def add(self, row: list[Any]) -> None:
        self.rows += bool(row)
        self.cells += sum(1 for cell in row if cell is not None)
        if self.rows > MAX_ROWS:
            raise Refused(_TOO_MANY_ROWS)
        if self.cells > MAX_CELLS:
            raise Refused(_TOO_MANY_CELLS)


def _workbook(data: bytes, *, is_zip: bool) -> Iterator[Any]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    is_from_1904, notes = _look_inside(data) if is_zip else (False, [])
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        metadata = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        if not metadata:
            raise Refused(_NO_SHEETS)
        count = Count()
        for one in metadata:
            sheet = book.get_sheet_by_name(one.name)
            is_hidden = one.visible != SheetVisibleEnum.Visible
            yield _head(one.name, is_hidden=is_hidden, is_from_1904=is_from_1904)
            yield {"notes": [*notes, *([_HIDDEN] if is_hidden else []), *(yield from _sheet(sheet, count))]}
    except PasswordError as error:
        raise Refused(_LOCKED) from error
    except (CalamineError, ValueError, OSError) as error:
        raise Refused(_DAMAGED) from error


def _look_inside(data: bytes) -> tuple[bool, list[str]]:
    """What the reader does not tell of an xlsx: its day zero, and formulas saved without a result."""
    from lianxin.pure.zipguard import XLSX, Unreadable, open_package

    try:
        package = open_package(data, limits=XLSX)
        if "xl/workbook.xml" not in package:
            return False, []
        is_from_1904 = re.search(rb'date1904="(1|true)"', package.read("xl/workbook.xml")) is not None
        sheets = [name for name in package.names if name.startswith("xl/worksheets/sheet")]
        missing = sum(len(_NO_RESULT.findall(package.read(name))) for name in sheets)
    except Unreadable as error:
        raise Refused(str(error)) from error
    if not missing:
        return is_from_1904, []
    return is_from_1904, [_NO_RESULTS.format(count=missing)]


def _head(name: str, *, is_hidden: bool = False, is_from_1904: bool = False) -> dict[str, Any]:
    name = "".join(char for char in name if char.isprintable())
    return {"sheet": name, "hidden": is_hidden, "from_1904": is_from_1904, "question": "", "encoding": ""}


def _sheet(sheet: Any, count: Count) -> Generator[Any, None, list[str]]:
    """The rows of one sheet, from row 1 on; returns what was noticed."""
    if sheet.end is None:
        return []
    offset, width = sheet.start[1], sheet.end[1] + 1
    filled, sources = _merges(sheet, height=sheet.end[0] + 1, width=width), {}
    lost: list[str] = []
    rows = Rows([None] * offset + [_plain(cell) for cell in row] for row in sheet.iter_rows())
    for number, row in enumerate(rows):
        for column, source in filled.get(number, ()):
            if source == (number, column):
                sources[source] = row[column]
            else:
                row[column] = sources.get(source)
        lost += [f"{_letter(column)}{number + 1}" for column, cell in enumerate(row) if _has_lost_digits(cell)]
        row = _trimmed(row)
        count.add(row)
        yield row
    notes = rows.notes
    if lost:
        cells = "、".join(lost[:5]) + ("等" if len(lost) > 5 else "")
        notes.append(_LOST_DIGITS.format(count=len(lost), cells=cells))
    return notes


def _merges(sheet: Any, *, height: int, width: int) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row, the columns inside merged areas, each with the cell that holds its value.

    Merging whole rows is a habit for titles, so columns beyond the table do not count towards the limit.
    """
    filled: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    area = 0
    for first, last in sheet.merged_cell_ranges or ():
        right = min(last[1] + 1, width)
        area += (last[0] - first[0] + 1) * max(right - first[1], 0)
        if area > MAX_MERGED_CELLS:
            raise Refused(_MERGED.format(name=sheet.name))
        for row in range(first[0], min(last[0] + 1, height)):
            filled.setdefault(row, []).extend((column, first) for column in range(first[1], right))
    return filled


class Rows:
    """The rows up to the last one with something in it; a long run of empty ones ends the sheet."""

    def __init__(self, rows: Iterable[list[Any]]) -> None:
        self._rows = rows
        self.notes: list[str] = []

    def __iter__(self) -> Iterator[list[Any]]:
        blank: list[list[Any]] = []
        for number, row in enumerate(self._rows):
            if any(cell is not None for cell in row):
                yield from blank
                blank = []
                yield row
            else:
                blank.append(row)
            if len(blank) > MAX_BLANK_RUN:
                self.notes.append(_BLANK_RUN.format(row=number + 1 - len(blank)))
                return


def _trimmed(row: list[Any]) -> list[Any]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _plain(cell: Any) -> Any:
    """A cell as JSON can say it; whole floats become whole numbers, blanks None."""
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        if cell != cell or abs(cell) == float("inf"):
            return str(cell)
        return int(cell) if cell.is_integer() and abs(cell) < 1e18 else cell
    if isinstance(cell, datetime):
        return {"@t": cell.replace(tzinfo=None).isoformat()}
    if isinstance(cell, date):
        return {"@d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return None


def _has_lost_digits(cell: Any) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= LOST_DIGITS_FROM


def _letter(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def main(arguments: list[str]) -> None:
    """Read standard input, write the messages; a refusal is a message too, not an exit code."""
    limit()
    suffix, encoding = arguments
    out = sys.stdout
    try:
        for message in messages(sys.stdin.buffer.read(), suffix, encoding):
            out.write(json.dumps(message, ensure_ascii=True) + "\n")
        out.write('{"end": true}\n')
    except Refused as refusal:
        out.write(json.dumps({"refused": str(refusal)}) + "\n")
    except MemoryError:
        out.write(json.dumps({"refused": _NO_MEMORY}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
