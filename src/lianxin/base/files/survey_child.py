"""The child that reads an XLSForm with pyxform: limited by the kernel, told apart from all else.

Started by `surveys.py` as `python -m lianxin.base.files.survey_child`, the file on standard input. Writes one
object of JSON: the rows of the sheets as they stand, what pyxform says against which row, or `{"refused": "…"}`.
It opens no file, no network, no database; no XForm is built and no validator is started.
"""

import copy
import json
import re
import sys
from typing import Any

from lianxin.base.files.child import Refused, limit

MOST_FAULTS = 40
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_ONE = "这不是 XLSForm 文件。请上传 xlsx 或 xls 文件，里面要有 survey 工作表；选择题还要有 choices 工作表。"
_DAMAGED = "文件已损坏或不是可读的表格。请用 Excel 或 WPS 打开后另存为 xlsx，再上传。"
_NO_MEMORY = "文件过大，没有读完。请只保留 survey、choices、settings 三张工作表，再上传。"
_ROW = re.compile(r"\[row ?: ?(\d+)\]")


def answer(data: bytes) -> dict[str, Any]:
    """The rows of survey, choices and settings, and pyxform's objections by sheet and row."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    if data.startswith(_ZIP):
        _look_inside(data)
    elif not data.startswith(_OLE):
        raise Refused(_NOT_ONE)
    try:
        book = get_xlsform(data, file_type=".xlsx" if data.startswith(_ZIP) else ".xls")
    except PyXFormError as error:
        raise Refused(_NOT_ONE) from error
    except MemoryError:
        raise
    except Exception as error:  # openpyxl and xlrd raise anything on a damaged file
        raise Refused(_DAMAGED) from error
    if not book.survey:
        raise Refused(_NOT_ONE)
    return {
        "survey": book.survey, "choices": book.choices or [], "settings": (book.settings or [{}])[0],
        "faults": _faults(copy.deepcopy(book)),
    }  # fmt: skip


def _look_inside(data: bytes) -> None:
    from lianxin.pure.zipguard import XLSX, Unreadable, open_package

    try:
        open_package(data, limits=XLSX)
    except Unreadable as error:
        raise Refused(str(error)) from error


def _faults(book: Any) -> list[list[Any]]:
    """What pyxform says against the form: [sheet, row, sentence]; a row that it refuses is taken out and it goes on."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json

    found: list[list[Any]] = []
    for _try in range(MOST_FAULTS):
        try:
            workbook_to_json(workbook_dict=copy.deepcopy(book), fallback_form_name="form", warnings=[])
            return found
        except PyXFormError as error:
            sentence = _ROW.sub("", str(error)).strip()[:300]
            row = _ROW.search(str(error))
            sheet = "choices" if "'choices' sheet" in sentence else "survey"
            rows, at = getattr(book, sheet) or [], int(row[1]) - 2 if row else -1
            if not 0 <= at < len(rows) or not rows[at]:
                return [*found, [sheet, int(row[1]) if row else 0, sentence]]
            rows[at] = {}
            found.append([sheet, at + 2, sentence])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return [*found, ["survey", 0, type(error).__name__]]
    return found


def main() -> None:
    """Read standard input, write the answer; a refusal is an answer too, not an exit code."""
    limit()
    try:
        said = answer(sys.stdin.buffer.read())
    except Refused as refusal:
        said = {"refused": str(refusal)}
    except MemoryError:
        said = {"refused": _NO_MEMORY}
    sys.stdout.write(json.dumps(said, ensure_ascii=True, default=str))


if __name__ == "__main__":
    main()
