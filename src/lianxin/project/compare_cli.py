"""`lianxin compare`: the passages that two texts share, in a table or as JSON. Needs no database."""

import argparse
import json
import sys
from typing import Any

from lianxin.pure.overlap import LEAST, Overlap, compare
from lianxin.pure.texts import Unreadable, read_text

SHOWN = 40
EXAMPLES = """例 · examples:
  lianxin compare 甲镇总结.docx 乙镇总结.docx           列出相同的段落
  lianxin compare --least 13 去年.txt 今年.txt          短一些的也列出
  lianxin compare --json 甲.txt 乙.pdf                  位置按读出的文字计
退出码 · exit code: 0 没有相同段落 · 1 有 · 2 文件读不了
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "compare", help="找出雷同段落",
        description=f"两份文稿里连续 {LEAST} 字以上相同的段落；换行、空格、全半角、引号样式不计。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("first", metavar="FILE", help="txt、docx 或文字版 PDF")
    parser.add_argument("second", metavar="FILE", help="同上")
    parser.add_argument("--least", type=int, default=LEAST, help=f"至少多少字（默认 {LEAST}）")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Compare; 1 where passages are shared, 2 where a file cannot be read."""
    if args.least < 4:
        print("--least 至少为 4。", file=sys.stderr)
        return 2
    texts = []
    for name in (args.first, args.second):
        try:
            texts.append(read_text_of(name))
        except Unreadable as problem:
            print(f"{name}：{problem}", file=sys.stderr)
            return 2
    found = compare(*texts, least=args.least)
    if args.json:
        print(json.dumps(as_json(found, args.first, args.second), ensure_ascii=False))
    else:
        print(as_table(found))
    return 1 if found.passages else 0


def read_text_of(name: str) -> str:
    """The text of a file; raises Unreadable with a sentence."""
    from pathlib import Path

    return read_text(Path(name), name).text


def as_json(found: Overlap, first: str, second: str) -> dict[str, Any]:
    """The result as plain data; `start` and `end` are offsets in the texts as read."""
    return {
        "files": [first, second],
        "characters": [found.size_a, found.size_b],
        "shared": found.chars,
        "share_of_shorter": round(found.share, 4),
        "in_order": found.in_order,
        "passages": [
            {"length": p.length, "first": [p.start_a, p.end_a], "second": [p.start_b, p.end_b], "text": p.text}
            for p in found.passages
        ],
    }


def as_table(found: Overlap) -> str:
    """The result for people."""
    if not found.passages:
        return "没有找到相同的段落。"
    lines = [
        f"相同 {len(found.passages)} 段，共 {found.chars} 字，占较短一份的 {found.share * 100:.1f}％"
        + ("，次序一致。" if found.in_order else "，次序不同。"),
        "  字数   甲的位置        乙的位置        文字",
    ]
    for p in found.passages:
        text = p.text if p.length <= SHOWN else f"{p.text[: SHOWN // 2]}……{p.text[-SHOWN // 2 :]}"
        lines.append(f"  {p.length:>4}   {p.start_a:>6}–{p.end_a:<6}   {p.start_b:>6}–{p.end_b:<6}   {text}")
    return "\n".join(lines)
