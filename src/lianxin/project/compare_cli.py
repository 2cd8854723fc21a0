"""`lianxin compare`: the passages that texts share, each two of the files, in a table or as JSON. Needs no database."""

import argparse
import itertools
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxin.pure.overlap import (
    LEAST,
    LEAST_LISTED,
    START,
    Idioms,
    Overlap,
    SharedError,
    compare,
    learned,
    shared_errors,
)
from lianxin.pure.texts import Unreadable, read_text

SHOWN = 40
EXAMPLES = """例 · examples:
  lianxin compare 甲镇总结.docx 乙镇总结.docx           列出相同的段落
  lianxin compare --json 甲.txt 乙.pdf 丙.docx          两两比较；位置按读出的文字计
  lianxin compare --least 20 去年.txt 今年.txt          只列 20 字以上的
  lianxin compare --idioms 套话.txt 甲.txt 乙.txt       另有套话表，一行一句
  lianxin compare 各镇总结/*.docx                       5 份以上时，各家都写的话也算套话
退出码 · exit code: 0 没有相同段落 · 1 有 · 2 有文件读不了（其余的照样比较）
"""


@dataclass(frozen=True)
class Pair:
    """Two of the files with what they share; `is_silent`: nothing beyond idiom, heading and chance."""

    a: str
    b: str
    overlap: Overlap
    errors: list[SharedError]
    is_silent: bool


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "compare", help="找出雷同段落",
        description=f"几份文稿两两比较：有连续 {LEAST} 字以上相同的，列出全部 {LEAST_LISTED} 字以上的相同段落和共同的错误；"
        "换行、空格、全半角、引号样式不计，套话不算。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("files", metavar="FILE", nargs="+", help="txt、docx、xlsx、网页或文字版 PDF，两份以上")
    parser.add_argument("--least", type=int, metavar="N", help="至少多少字的都列出，不管有没有更长的")
    parser.add_argument("--idioms", metavar="FILE", help="套话表，一行一句，加在自带的之外")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Compare; 1 where passages are shared, 2 where a file cannot be read."""
    if args.least is not None and args.least < 4:
        return _refuse("--least 至少为 4。")
    once = {os.path.realpath(name): name for name in reversed(args.files)}
    files = [name for name in dict.fromkeys(args.files) if name in once.values()]
    if len(files) < 2:
        return _refuse(
            "请给两份以上的文件；同一份给了两次，只算一份。" if len(args.files) > 1 else "请给两份以上的文件。"
        )
    texts, is_whole = _texts(files)
    more: list[str] = []
    if args.idioms:
        given, is_read = _texts([args.idioms])
        more, is_whole = [line for text in given.values() for line in text.splitlines()], is_whole and is_read
    idioms = Idioms([*START.phrases, *more, *learned(list(texts.values()))])
    pairs = [_pair(a, b, texts, args.least, idioms) for a, b in itertools.combinations(texts, 2)]
    if args.json:
        print(json.dumps({"pairs": [as_json(one) for one in pairs]}, ensure_ascii=False))
    elif pairs:
        print("\n\n".join(as_table(one) for one in pairs))
    return int(any(not one.is_silent for one in pairs)) if is_whole else 2


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _texts(names: list[str]) -> tuple[dict[str, str], bool]:
    """The texts by name; what cannot be read is told with a sentence, and the others are compared all the same."""
    found, is_whole = {}, True
    for name in dict.fromkeys(names):
        try:
            found[name] = read_text_of(name)
        except Unreadable as problem:
            is_whole = False
            print(f"{shown(name)}：{problem}", file=sys.stderr)
    return found, is_whole


def shown(name: str) -> str:
    """The name of a file as it can be printed; what is no character of the machine's encoding is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def read_text_of(name: str) -> str:
    """The text of a file; raises Unreadable with a sentence."""
    return read_text(Path(name), shown(name)).text


def _pair(a: str, b: str, texts: dict[str, str], least: int | None, idioms: Idioms) -> Pair:
    """Without `--least` two texts that have no run of 16 in common are told to share nothing."""
    found = compare(texts[a], texts[b], least=least or LEAST_LISTED, idioms=idioms)
    is_silent = not (found.counted if least else found.is_telling)
    return Pair(a, b, found, [] if is_silent else shared_errors(texts[a], texts[b], found), is_silent)


def as_json(pair: Pair) -> dict[str, Any]:
    """A pair as plain data; offsets are of the texts as read, runs without idiom, in the order of the first."""
    found = pair.overlap
    runs = () if pair.is_silent else found.counted
    return {
        "a": shown(pair.a),
        "b": shown(pair.b),
        "shared": sum(one.length for one in runs),
        "share_of_shorter": 0.0 if pair.is_silent else round(found.share, 4),
        "in_order": found.in_order,
        "shared_errors": [_error(one) for one in pair.errors],
        "runs": [
            {"a_start": one.start_a, "b_start": one.start_b, "length": one.length, "text": one.text} for one in runs
        ],
    }


def _error(one: SharedError) -> dict[str, Any]:
    spots = {
        side: {"quote": spot.quote, "start": spot.start, "end": spot.end, "explain": spot.explain}
        for side, spot in (("a", one.a), ("b", one.b))
    }
    return {"kind": one.kind, "grade": one.grade, "quote": one.a.quote, "explain": one.explain, **spots}


def as_table(pair: Pair) -> str:
    """The result for people: shared errors first, they say the most."""
    found, names = pair.overlap, f"{shown(pair.a)}\n{shown(pair.b)}"
    if pair.is_silent:
        return f"{names}\n没有找到相同的段落。"
    lines = [
        names,
        f"相同 {len(found.counted)} 段，共 {found.chars} 字，占较短一份的 {found.share * 100:.1f}％"
        + ("，次序一致。" if found.in_order else "，次序不同。"),
    ]
    for error in pair.errors:
        word = "共同的错误" if error.grade == "wrong" else "共同的可疑处"
        lines.append(f"  {word}：“{error.a.quote}” {error.explain}")
    lines.append("  字数   甲的位置        乙的位置        文字")
    for p in found.counted:
        text = p.text if p.length <= SHOWN else f"{p.text[: SHOWN // 2]}……{p.text[-SHOWN // 2 :]}"
        lines.append(f"  {p.length:>4}   {p.start_a:>6}–{p.end_a:<6}   {p.start_b:>6}–{p.end_b:<6}   {text}")
    return "\n".join(lines)
