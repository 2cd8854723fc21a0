"""The child that reads and checks a stranger's text: plain Python, limited by the kernel, told apart from all else.

Started by `examine.py` as `python -m lianxin.reports.summaries.examine_child NAME`, the file on standard input; with
`text` behind the name the input is words that somebody typed. Writes one object of JSON: the text, its kind, the notes,
the bound figures, the claims and the findings of text and tables; or `{"refused": "…"}` with the sentence for people. It
opens no file, no network, no database.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from lianxin.base.files.child import limit
from lianxin.pure.checking import to_json
from lianxin.pure.zipguard import Unreadable

MOST_CHARACTERS = 200_000
_TOO_LONG = f"文字超过 {MOST_CHARACTERS // 10_000} 万字，不能一次核对。请分成几份。"
_NO_MEMORY = "文件过大，没有读完。请删去图片或拆分后再核对。"


def examined(data: bytes, name: str, *, as_text: bool = False) -> dict[str, Any]:
    """All that is said of one file. Raises `Unreadable`."""
    from lianxin.reports.summaries.documents import check_document, open_document, typed

    document = typed(data) if as_text else open_document(data, name)
    if len(document.text) > MOST_CHARACTERS:
        raise Unreadable(_TOO_LONG)
    said = to_json(name, check_document(document))
    return {
        "text": document.text, "notes": document.notes, "bound": [asdict(figure) for figure in document.bound],
        "kind": document.kind, "is_body": document.is_body, "claims": said["claims"], "findings": said["findings"],
    }  # fmt: skip


def answer(data: bytes, name: str = "", *further: str) -> dict[str, Any]:
    """What the child writes; a refusal is an answer too, not an exit code."""
    try:
        return examined(data, name, as_text=further == ("text",))
    except Unreadable as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": _NO_MEMORY}


def main(arguments: list[str]) -> None:
    """Read standard input, write the answer."""
    limit()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), *arguments), ensure_ascii=True))


if __name__ == "__main__":
    main(sys.argv[1:])
