"""The child that reads a text file: limited by the kernel, told apart from all else.

Started by `texts.py` as `python -m lianxin.base.files.texts_child SUFFIX`, the file on standard input. Writes one object
of JSON: text, notes, kind and tables, or `{"refused": "…"}`. It opens no file, no network, no database.
"""

import json
import sys
from typing import Any

from lianxin.base.files.child import limit

_NO_MEMORY = "文件过大，没有读完。请删去图片或拆分后再上传。"


def answer(data: bytes, name: str) -> dict[str, Any]:
    """What stands in the file."""
    from lianxin.pure.texts import Unreadable, read_text

    try:
        found = read_text(data, name)
    except Unreadable as refusal:
        return {"refused": str(refusal)}
    tables = [
        [table.name, [[[cell.text, cell.start, cell.address] for cell in row] for row in table.rows]]
        for table in found.tables
    ]
    return {"text": found.text, "notes": found.notes, "kind": found.kind, "tables": tables}


def main() -> None:
    """Read standard input, write the answer; a refusal is an answer too, not an exit code."""
    limit()
    try:
        said = answer(sys.stdin.buffer.read(), f"x{sys.argv[1] if len(sys.argv) > 1 else ''}")
    except MemoryError:
        said = {"refused": _NO_MEMORY}
    sys.stdout.write(json.dumps(said, ensure_ascii=True))


if __name__ == "__main__":
    main()
