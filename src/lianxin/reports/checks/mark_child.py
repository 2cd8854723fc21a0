"""The child that writes comments into a stranger's docx: plain Python, limited by the kernel, told apart from all else.

Started by `marked.py`; reads an object of JSON from standard input (the file in base64, what it was read as, the comments)
and writes `{"docx": "…"}` in base64, or `{"refused": "…"}` with the sentence for people.
"""

import base64
import json
import sys
from typing import Any

from lianxin.base.files.child import limit
from lianxin.pure.texts.comments import Comment, with_comments
from lianxin.pure.zipguard import Unreadable

_NO_MEMORY = "文件过大，没有标注完。请删去图片或拆分后再标注。"


def marked(given: dict[str, Any]) -> bytes:
    """The docx with its comments. Raises `Unreadable`."""
    comments = [Comment(start, end, tuple(lines)) for start, end, lines in given["comments"]]
    data = base64.b64decode(given["docx"])
    return with_comments(data, comments, author="连心核对", initials="核", text=given["text"])


def main() -> None:
    """Read standard input, write the answer; a refusal is an answer too, not an exit code."""
    limit()
    try:
        answer = {"docx": base64.b64encode(marked(json.loads(sys.stdin.buffer.read()))).decode()}
    except Unreadable as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": _NO_MEMORY}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
