"""The child that reads and checks a stranger's text: plain Python, limited by the kernel, told apart from all else.

Started by `examine.py` as `python -m lianxin.reports.summaries.examine_child NAME`, the file on standard input; with
`text` behind the name the input is words that somebody typed; with `--many` alone, file after file. Writes one object of
JSON: the text, its kind, the notes, the bound figures, the claims and the findings of text and tables; or
`{"refused": "…"}` with the sentence for people. It opens no file, no network, no database.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from lianxin.base.files.child import CPU_SECONDS, limit
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


def many() -> None:
    """File after file of one sender: a line with name and length, then the bytes; each has the whole processor time."""
    limit(CPU_SECONDS * 20)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    while head := sys.stdin.buffer.readline():
        name, length = json.loads(head)
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (min(spent + CPU_SECONDS, hard), hard))
        sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(length), name), ensure_ascii=True) + "\n")
        sys.stdout.flush()


def main(arguments: list[str]) -> None:
    """Read standard input, write the answer."""
    if arguments == ["--many"]:
        many()
        return
    limit()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), *arguments), ensure_ascii=True))


if __name__ == "__main__":
    main(sys.argv[1:])
