"""核验公示板 · Check a public board of receipts. One file, Python 3.9 or later, nothing to install.

    python verify_board.py board-XXXXXXXX.json
    python verify_board.py board-XXXXXXXX.json --root <printed root>        compare with the notice or the journal
    python verify_board.py board-XXXXXXXX.json --receipt <my receipt>       is my ballot among them?
    python verify_board.py board-XXXXXXXX.json --released XXXXXXXX.sqlite3  for auditors: the ballots themselves

What it shows: the list of receipts and the number of sheets are those whose root was published; a receipt is in the
list once; the released ballots are those that were counted at the opening, none added, dropped or changed since.
What it does not show: who voted, what anybody chose, or that the computer in between counted what was typed.
"""

import argparse
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any


def leaf(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def merkle_root(entries: list[bytes]) -> bytes:
    """RFC 6962 §2.1, written recursively, unlike the program that made the board."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return leaf(entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(b"\x01" + merkle_root(entries[:split]) + merkle_root(entries[split:])).digest()


def check_board(board: dict[str, Any]) -> Iterator[str]:
    """The faults of a board, as sentences."""
    head, receipts = board["head"], board["receipts"]
    first = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if receipts != sorted(set(receipts)):
        yield "回执没有排序，或有重复 · receipts are not sorted, or one stands twice"
    if head["count"] != sum(head["channels"].values()):
        yield "各来源之和不等于总张数 · the channels do not add up to the count"
    if len(receipts) > head["count"]:
        yield "回执比票多 · more receipts than ballots"
    if merkle_root([first] + [one.encode() for one in receipts]).hex() != board["root"]:
        yield "汇总校验值不符 · the root is not that of this list"


def check_released(board: dict[str, Any], path: str) -> Iterator[str]:
    """The faults of a released file against the board."""
    file = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    salt = bytes.fromhex(file.execute("SELECT value FROM about WHERE name = 'salt'").fetchone()[0])
    ballots = file.execute("SELECT grp, channel, answers, number FROM ballot ORDER BY grp, channel, answers").fetchall()
    remarks = file.execute(
        "SELECT grp, subject, item, text, dialogue, number FROM remark ORDER BY grp, subject, item, text, dialogue"
    ).fetchall()
    receipts = [row[0] for row in file.execute("SELECT receipt FROM receipt ORDER BY receipt")]
    file.close()
    rows = [["ballot", *row] for row in ballots] + [["remark", *row] for row in remarks]
    lines = [salt + json.dumps(row, ensure_ascii=False).encode() for row in rows]
    if merkle_root(lines).hex() != board["head"]["contents"]:
        yield "开箱文件与公示的校验值不符 · the released ballots are not those of the board"
    if sum(row[-1] for row in ballots) != board["head"]["count"]:
        yield "开箱文件的张数与公示不符 · the number of released ballots is not that of the board"
    if receipts != board["receipts"]:
        yield "开箱文件的回执与公示不符 · the receipts of the file are not those of the board"


def plain(text: str) -> str:
    """A receipt as it may be typed."""
    kept = "".join(char for char in text.upper() if char.isalnum())
    return kept.replace("O", "0").replace("I", "1").replace("L", "1")


def main() -> int:
    """Read the arguments, say what is wrong; the exit code is 1 where anything is."""
    parser = argparse.ArgumentParser(description="核验公示板 · check a public board of receipts")
    parser.add_argument("board")
    parser.add_argument("--root", default="")
    parser.add_argument("--receipt", default="")
    parser.add_argument("--released", default="")
    asked = parser.parse_args()
    with open(asked.board, encoding="utf-8") as handle:
        board = json.load(handle)
    faults = list(check_board(board))
    if asked.root and asked.root.lower().replace(" ", "") != board["root"]:
        faults.append("与您手里的汇总校验值不符 · not the root that you were given")
    if asked.receipt and plain(asked.receipt) not in board["receipts"]:
        faults.append("名单里没有您的回执 · your receipt is not in the list")
    if asked.released:
        faults += check_released(board, asked.released)
    for fault in faults:
        print("不符 · WRONG:", fault)
    if not faults:
        sheets, receipts = board["head"]["count"], len(board["receipts"])
        print(f"核验无误 · all right: {sheets} 张 · sheets, {receipts} 个回执 · receipts")
        print("汇总校验值 · root:", board["root"])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
