"""核验流水 · Check a journal against a checkpoint kept outside. One file, Python 3.9 or later, nothing to install.

    python verify.py journal journal.zip --size 12345 --root <root>    the whole journal against a printed sheet
    python verify.py journal journal.zip --against old.txt             … against a checkpoint kept as a file
    python verify.py growth proof.json --against old.txt               the newer checkpoint begins with the older one
    python verify.py receipt receipt.json --against any.txt            a resident's receipt
    python verify.py newkey witness.key --name 市局                    a key for the upper unit, made on its own computer
    python verify.py cosign proof.json --against old.txt --key witness.key --out new.txt    check, then sign the newer one

--pin KEY   the public key of the journal as printed on the sheet; with it signatures are checked, too.
What it shows: every entry that the old checkpoint stood for is still there, unchanged and in its place.
What it does not show: what nobody ever entered; nor anything at all without a checkpoint kept outside the server.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
EMPTY = hashlib.sha256(b"").digest()
LONGEST = 130  # steps of a proof
Point = tuple[int, int, int, int]


class Wrong(Exception):
    """What does not hold, as a sentence."""


# ── Ed25519 (RFC 8032 §5.1), slow and short ──


def add(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % PRIME, (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c, d = 2 * one[3] * other[3] * CURVE % PRIME, 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def times(number: int, point: Point) -> Point:
    """The point so many times."""
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_of(data: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where they stand for none."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if (x * x - square) % PRIME or (not x and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


def bytes_of(point: Point) -> bytes:
    """The 32 bytes of a point."""
    inverse = pow(point[2], PRIME - 2, PRIME)
    x, y = point[0] * inverse % PRIME, point[1] * inverse % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little")) or (0, 1, 1, 0)


def number_of(*parts: bytes) -> int:
    """SHA-512 as a number below the order of the group."""
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def secret_of(seed: bytes) -> tuple[int, bytes]:
    """The number and the prefix that a seed stands for."""
    digest = hashlib.sha512(seed).digest()
    return int.from_bytes(digest[:32], "little") & (2**254 - 8) | 2**254, digest[32:]


def public_of(seed: bytes) -> bytes:
    """The public key of a seed of 32 bytes."""
    return bytes_of(times(secret_of(seed)[0], BASE))


def sign(seed: bytes, message: bytes) -> bytes:
    """The signature of a message."""
    secret, prefix = secret_of(seed)
    once = number_of(prefix, message)
    point = bytes_of(times(once, BASE))
    proof = once + number_of(point, public_of(seed), message) * secret
    return point + (proof % ORDER).to_bytes(32, "little")


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key signed this message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, point, proof = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or point is None or proof >= ORDER:
        return False
    return bytes_of(times(proof, BASE)) == bytes_of(add(point, times(number_of(signature[:32], public, message), key)))


# ── the tree (RFC 6962 §2.1), written by recursion, unlike the program that keeps the journal ──


def leaf(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def heads(leaves: Iterable[bytes], sizes: set[int]) -> tuple[int, dict[int, bytes]]:
    """How many leaves there are, and the root of the first n for each n of `sizes` and for all of them."""
    stack: list[tuple[int, bytes]] = []  # the complete subtrees: how many leaves each has, and its hash
    found, size = {0: EMPTY}, 0
    for one in leaves:
        count, size = 1, size + 1
        while stack and stack[-1][0] == count:
            one, count = node(stack.pop()[1], one), count * 2
        stack.append((count, one))
        if size in sizes:
            found[size] = folded(stack)
    found[size] = folded(stack) if stack else EMPTY
    return size, found


def folded(stack: list[tuple[int, bytes]]) -> bytes:
    """The root over complete subtrees side by side."""
    found = stack[-1][1]
    for _count, left in reversed(stack[:-1]):
        found = node(left, found)
    return found


def half(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)


def up(found: bytes, n: int, size: int, path: list[bytes]) -> bytes:
    """The root to which the path leads from leaf n."""
    if size == 1:
        if path:
            raise Wrong("证明路径太长 · the path is too long")
        return found
    if not 0 < len(path) <= LONGEST:
        raise Wrong("证明路径太短或太长 · the path is too short or too long")
    left, rest = half(size), path[:-1]
    if n < left:
        return node(up(found, n, left, rest), path[-1])
    return node(path[-1], up(found, n - left, size - left, rest))


def both(old: int, new: int, path: list[bytes], known: bytes | None) -> tuple[bytes, bytes]:
    """The roots of the old and of the new tree to which the path leads; `known` is the old root while it is whole."""
    if old == new:
        if known is None and len(path) != 1 or known is not None and path:
            raise Wrong("证明路径长短不对 · the path has not the right length")
        return (known, known) if known is not None else (path[0], path[0])
    if not 0 < len(path) <= LONGEST:
        raise Wrong("证明路径太短或太长 · the path is too short or too long")
    left = half(new)
    if old <= left:
        before, after = both(old, left, path[:-1], known)
        return before, node(after, path[-1])
    before, after = both(old - left, new - left, path[:-1], None)
    return node(path[-1], before), node(path[-1], after)


# ── checkpoints (C2SP tlog-checkpoint, signed-note, tlog-cosignature) ──


def checkpoint(note: str) -> dict[str, Any]:
    """A checkpoint, taken apart."""
    text, _blank, lines = note.replace("\r\n", "\n").strip("\ufeff\n ").partition("\n\n")
    rows = text.split("\n")
    try:
        size, root = int(rows[1]), base64.b64decode(rows[2], validate=True)
    except (IndexError, ValueError) as bad:
        raise Wrong("这不是检查点 · not a checkpoint") from bad
    if size < 0 or len(root) != 32 or "hash sha256" not in rows[3:]:
        raise Wrong("这不是检查点，或用了别的算法 · not a checkpoint, or of another hash")
    return {"origin": rows[0], "size": size, "root": root, "text": text + "\n", "lines": lines.splitlines()}


def signed(one: dict[str, Any], pin: str) -> bool:
    """Whether the key that was printed signed this checkpoint, as its journal or as a witness."""
    name, code, data = pin.strip().split("+", 2)
    raw = base64.b64decode(data)
    if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != code:
        raise Wrong("公钥抄错了 · the key is mistyped")
    for line in one["lines"]:
        parts = line.split(" ")
        if len(parts) == 3 and parts[1] == name:
            blob = base64.b64decode(parts[2])
            if blob[:4].hex() != code:
                continue
            if raw[0] == 4:
                message = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n{one['text']}".encode()
                return is_signed(raw[1:], blob[12:], message)
            return is_signed(raw[1:], blob[4:], one["text"].encode())
    return False


def cosignature(one: dict[str, Any], name: str, seed: bytes, when: int) -> tuple[str, str]:
    """The line of a witness, and his public key as it is typed."""
    raw = b"\x04" + public_of(seed)
    code = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    data = when.to_bytes(8, "big") + sign(seed, f"cosignature/v1\ntime {when}\n{one['text']}".encode())
    line = f"— {name} {base64.b64encode(code + data).decode()}"
    return line, f"{name}+{code.hex()}+{base64.b64encode(raw).decode()}"


# ── what can be asked ──


def entries(path: str) -> Iterator[bytes]:
    """The entries of a package, or of a plain file of lines."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as whole, whole.open("entries.jsonl") as file:
            yield from lines(file)
    else:
        with open(path, "rb") as file:
            yield from lines(file)


def lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, cut out of blocks: a zip gives single lines slowly."""
    rest = b""
    while block := file.read(1 << 20):
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
    if rest:
        yield rest


def outside(asked: argparse.Namespace) -> dict[str, Any] | None:
    """The checkpoint from outside: a file, or what stands on paper."""
    if getattr(asked, "against", ""):
        with open(asked.against, encoding="utf-8") as handle:
            found = checkpoint(handle.read())
        if asked.pin and not signed(found, asked.pin):
            raise Wrong("手里的检查点没有这把密钥的签名 · your checkpoint is not signed by this key")
        return found
    if getattr(asked, "root", ""):
        typed = "".join(asked.root.split())
        try:
            root = bytes.fromhex(typed) if len(typed) == 64 else base64.b64decode(typed, validate=True)
        except ValueError as bad:
            raise Wrong("校验值抄错了 · the root is mistyped") from bad
        return {"size": asked.size, "root": root, "origin": ""}
    return None


def same_journal(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Both checkpoints speak of one journal."""
    if one["origin"] and one["origin"] != other["origin"]:
        raise Wrong("不是同一本流水的检查点 · checkpoints of two journals")


def journal(asked: argparse.Namespace) -> str:
    """The whole journal."""
    known, held = outside(asked), []
    if zipfile.is_zipfile(asked.file):
        with zipfile.ZipFile(asked.file) as whole:
            held = [checkpoint(note) for note in json.loads(whole.read("checkpoints.json"))]
    for one in held:
        if asked.pin and not signed(one, asked.pin):
            raise Wrong(f"{one['size']} 条处的检查点没有签名 · the checkpoint there is not signed by this key")
        same_journal(known or one, one)
    wanted = held + ([known] if known else [])
    size, roots = heads(map(leaf, entries(asked.file)), {one["size"] for one in wanted})
    for one in wanted:
        if one["size"] > size:
            raise Wrong(f"少了流水：检查点有 {one['size']} 条，这里只有 {size} 条 · entries are missing")
        if roots[one["size"]] != one["root"]:
            raise Wrong(
                f"前 {one['size']} 条与检查点不符 · the first {one['size']} entries are not those of the checkpoint"
            )
    return f"{size} 条流水，校验值 root {roots[size].hex()}" + (
        "" if known else "\n注意：没有与外面保存的检查点比对 · NOT compared with anything kept outside"
    )


def growth(asked: argparse.Namespace) -> str:
    """The newer checkpoint of a proof begins with the one kept outside."""
    new, known = grown(asked)
    return f"{known['size']} 条之后只有增加，到 {new['size']} 条 · grown from {known['size']} to {new['size']}, nothing changed"


def grown(asked: argparse.Namespace) -> tuple[dict[str, Any], dict[str, Any]]:
    """The newer checkpoint and the one kept outside, after the proof between them held."""
    with open(asked.file, encoding="utf-8") as handle:
        proof = json.load(handle)
    new, known, path = checkpoint(proof["new"]), outside(asked), [bytes.fromhex(one) for one in proof["path"]]
    if known is None:
        raise Wrong("请用 --against 或 --size、--root 给出手里的检查点 · give the checkpoint that you kept")
    same_journal(known, new)
    if asked.pin and not signed(new, asked.pin):
        raise Wrong("新的检查点没有这把密钥的签名 · the newer checkpoint is not signed by this key")
    if not 0 < known["size"] <= new["size"]:
        raise Wrong("新的检查点比手里的短 · the newer checkpoint is shorter than yours")
    if both(known["size"], new["size"], path, known["root"]) != (known["root"], new["root"]):
        raise Wrong("流水被改过：对不上手里的检查点 · the journal was changed since your checkpoint")
    return new, known


def receipt(asked: argparse.Namespace) -> str:
    """A resident's receipt."""
    with open(asked.file, encoding="utf-8") as handle:
        held = json.load(handle)
    one, known = checkpoint(held["checkpoint"]), outside(asked)
    if asked.pin and not signed(one, asked.pin):
        raise Wrong("回执里的检查点没有签名 · its checkpoint is not signed by this key")
    if known:
        same_journal(known, one)
        if (known["size"], known["root"]) != (one["size"], one["root"]):
            raise Wrong("回执的检查点与手里的不同；条数不同时请另要增长证明 · not the checkpoint that you kept")
    for row in held["entries"]:
        found = bytes.fromhex(row["leaf"])
        if "entry" in row and leaf(row["entry"].encode()) != found:
            raise Wrong(f"第 {row['n']} 条的内容与校验值不符 · entry {row['n']} is not what its hash says")
        if (
            not 1 <= row["n"] <= one["size"]
            or up(found, row["n"] - 1, one["size"], [bytes.fromhex(step) for step in row["path"]]) != one["root"]
        ):
            raise Wrong(f"第 {row['n']} 条不在检查点里 · entry {row['n']} is not in the checkpoint")
    return f"{len(held['entries'])} 条都在 {one['size']} 条的检查点里 · all in the checkpoint of {one['size']} entries"


def newkey(asked: argparse.Namespace) -> str:
    """A key for a witness; the file is never overwritten."""
    if not asked.name or "+" in asked.name or asked.name.split() != [asked.name]:
        raise Wrong("请用 --name 写单位名称，不含空格和加号 · give a name without blanks and plus signs")
    seed = os.urandom(32)
    with os.fdopen(os.open(asked.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as handle:
        json.dump({"name": asked.name, "seed": seed.hex()}, handle, ensure_ascii=False)
    nothing = {"text": ""}
    return "请把公钥交给县里登记 · public key, to be registered:\n" + cosignature(nothing, asked.name, seed, 0)[1]


def cosign(asked: argparse.Namespace) -> str:
    """Check the growth, then sign the newer checkpoint."""
    new, _known = grown(asked)
    with open(asked.key, encoding="utf-8") as handle:
        key = json.load(handle)
    line, _public = cosignature(new, key["name"], bytes.fromhex(key["seed"]), int(time.time()))
    with open(asked.out, "x", encoding="utf-8", newline="\n") as out:
        out.write("\n".join([new["text"], *new["lines"], line, ""]))
    return f"已见证签名，请保存 {asked.out}，并交县里一份 · checked and cosigned; keep it and hand a copy to the county"


QUESTIONS = {"journal": journal, "growth": growth, "receipt": receipt, "newkey": newkey, "cosign": cosign}


def main(words: list[str] | None = None) -> int:
    """Read the arguments, answer; the exit code is 1 where anything does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(QUESTIONS))
    parser.add_argument("file")
    for option in ("--against", "--root", "--pin", "--name", "--key", "--out"):
        parser.add_argument(option, default="")
    parser.add_argument("--size", type=int, default=-1)
    asked = parser.parse_args(words)
    try:
        said = QUESTIONS[asked.what](asked)
    except Wrong as wrong:
        print("不符 · WRONG:", wrong)
        return 1
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as broken:
        print("不符 · WRONG: 文件读不了，或不完整 · the file cannot be read, or is not whole:", broken)
        return 1
    print(said if asked.what == "newkey" else f"核验无误 · all right: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
