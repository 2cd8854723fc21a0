"""The child that reads a letter: limited by the kernel, told apart from all else.

Started by `mails.py` as `python -m lianxin.base.files.mails_child N`, the message on standard input. Writes one object of
JSON: the letter, its files by name, kind and length; of file N (from 0, -1: none) also the
bytes; -2: the head is all there is. It opens nothing.
"""

import base64
import json
import sys
from typing import Any

from lianxin.base.files.child import limit

HEAD_ONLY = -2


def answer(data: bytes, wanted: int) -> dict[str, Any]:
    """What stands in the message."""
    from lianxin.pure.mails import Note, read, read_head

    found = read(data) if wanted != HEAD_ONLY else read_head(data, Note.TOO_LARGE)
    held = found.parts[wanted].data if 0 <= wanted < len(found.parts) else b""
    return {
        "key": found.key, "name": found.name, "address": found.address, "subject": found.subject, "sent": found.sent,
        "text": found.text, "answers": found.answers, "notes": [str(one) for one in found.notes],
        "parts": [[one.name, one.kind, len(one.data)] for one in found.parts], "data": base64.b64encode(held).decode(),
    }  # fmt: skip


def main() -> None:
    """Read standard input, write the answer."""
    limit()
    said = answer(sys.stdin.buffer.read(), int(sys.argv[1]) if len(sys.argv) > 1 else -1)
    sys.stdout.write(json.dumps(said, ensure_ascii=True))


if __name__ == "__main__":
    main()
