"""The child that takes the traces out of a file: plain Python, limited by the kernel as `child.py` is.

Started by `leaving.py` as `python -m lianxin.base.files.leaving_child`, the file on standard input. Standard output:
its new length and a new line, then the file; or `refused` and the sentence for people.
"""

import sys

from lianxin.base.files.child import limit
from lianxin.pure import traces_office, traces_pictures
from lianxin.pure.zipguard import Unreadable

_NO_MEMORY = "文件过大，没有读完。请删去大图片，或拆分后再上传。"


def cleaned(data: bytes) -> bytes:
    """By what it is, not by its name."""
    if data.startswith(b"PK\x03\x04"):
        return traces_office.without(data)
    if data.startswith(b"%PDF-"):
        from lianxin.pure import traces_pdf

        return traces_pdf.without(data)
    return traces_pictures.without(data)


def main() -> None:
    """Read standard input, write the answer; a refusal is an answer too, not an exit code."""
    limit()
    out = sys.stdout.buffer
    try:
        made = cleaned(sys.stdin.buffer.read())
        out.write(b"%d\n" % len(made) + made)
    except Unreadable as refusal:
        out.write(b"refused\n" + str(refusal).encode())
    except MemoryError:
        out.write(b"refused\n" + _NO_MEMORY.encode())


if __name__ == "__main__":
    main()
