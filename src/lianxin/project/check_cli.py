"""lianxin check：核对材料中的数字, for people and as JSON. Fast: without `--records` no database is opened."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from lianxin.pure.figures import Claim, check, to_json
from lianxin.pure.texts import ReadText, Unreadable, read_text

EXAMPLES = """示例 examples:
  lianxin check 总结.docx                     列出不符的数字 / list what does not add up
  lianxin check --all 总结.txt 月报.pdf       连同相符的一起列出 / also what holds
  lianxin check --json seeds/*.txt            每个文件一行 JSON / one JSON object a line
  lianxin check --records 清水镇10月总结.docx 再与记录核对 / compare bound figures with the records
退出码 exit code: 0 没有不符 nothing wrong · 1 有不符 something wrong · 2 有文件读不了 unreadable file
"""
WORDS = {"holds": "相符", "undecidable": "无法判定", "approx": "约略相符"}
REASONS = {
    "truncated": "截尾", "wrong-base": "基数用错", "impossible": "不可能", "differs": "不符", "subset": "部分大于整体",
    "sum": "合计不符", "unit": "单位不符", "changed-by-hand": "被改动", "records": "记录已变",
}  # fmt: skip


def add(subparsers: Any) -> None:
    """Put `check` on the command line."""
    parser = subparsers.add_parser(
        "check", help="核对材料中的数字 / check the figures of a text", description="核对 txt、docx、文字版 PDF 中的数字。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("files", nargs="+", metavar="FILE", help="要核对的文件 / files to check")
    parser.add_argument("--json", action="store_true", help="每个文件一行 JSON / one JSON object for each file")
    parser.add_argument("--all", action="store_true", help="相符的也列出 / list what holds as well")
    parser.add_argument("--records", action="store_true", help="与记录核对绑定的数字（docx）/ compare bound figures")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check each file; the exit code says whether anything fails or cannot be read."""
    worst = 0
    for name in args.files:
        try:
            data = Path(name).read_bytes()
            read = read_text(data, name)
        except OSError as problem:
            _complain(args, name, f"打不开文件：{problem.strerror}。请核对文件名。")
            worst = 2
            continue
        except Unreadable as problem:
            _complain(args, name, str(problem))
            worst = 2
            continue
        failed = _json(name, data, read, args) if args.json else _for_people(name, data, read, args)
        worst = max(worst, 1 if failed else 0)
    return worst


def _complain(args: argparse.Namespace, name: str, sentence: str) -> None:
    if args.json:
        print(json.dumps({"file": name, "error": sentence, "claims": [], "findings": []}, ensure_ascii=False))
    else:
        print(f"{name}\n  {sentence}", file=sys.stderr)


def _against_records(name: str, data: bytes, args: argparse.Namespace) -> list[Any]:
    if not (args.records and name.lower().endswith(".docx")):
        return []
    from lianxin.project.boot import everyone, setup

    setup()
    from lianxin.reports.summaries.backing import check_backing

    return check_backing(data, by=everyone())


def _json(name: str, data: bytes, read: ReadText, args: argparse.Namespace) -> bool:
    checked = check(read.text)
    out: dict[str, Any] = to_json(name, checked)
    for item in _against_records(name, data, args):
        row = {
            key: getattr(item, key)
            for key in ("kind", "quote", "start", "end", "stated", "computed", "verdict", "explain")
        }
        out["claims"].append(row)
        if item.verdict.startswith("fails") or item.kind == "unbacked":
            out["findings"].append(row)
    print(json.dumps(out, ensure_ascii=False))
    return any(str(row["verdict"]).startswith("fails") for row in out["findings"])


def _for_people(name: str, data: bytes, read: ReadText, args: argparse.Namespace) -> bool:
    checked = check(read.text)
    backed = _against_records(name, data, args)
    shown = [c for c in checked.claims if args.all or c.verdict.startswith("fails")]
    shown += [c for c in checked.findings if c not in checked.claims]
    wrong = sum(c.verdict.startswith("fails") for c in {*checked.claims, *checked.findings})
    wrong += sum(item.verdict.startswith("fails") for item in backed)
    print(f"{name}：核对 {len(checked.claims)} 处，不符 {wrong} 处。")
    for note in read.notes:
        print(f"  〔{note}〕")
    for item in sorted([*shown, *(b for b in backed if args.all or b.verdict != "holds")], key=lambda c: c.start):
        print(f"  [{in_words(item.verdict)}] 第 {line_of(read.text, item.start)} 行“{_short(item.quote)}”")
        print(f"      {item.explain}")
    return wrong > 0


def in_words(verdict: str) -> str:
    """The verdict as a word for people."""
    head, _, reason = verdict.partition(":")
    if head == "fails":
        return f"不符·{REASONS[reason]}" if reason in REASONS else "不符"
    return "没有出处" if reason == "unbacked" else WORDS.get(head, head)


def line_of(text: str, start: int) -> int:
    """The line of the text in which an offset lies, from 1."""
    return text.count("\n", 0, start) + 1


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:57] + "…"


__all__ = ["Claim", "add", "in_words", "line_of", "run"]
