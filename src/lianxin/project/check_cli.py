"""lianxin check：核对材料中的数字, for people and as JSON. Fast: without `--records` no database is opened."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lianxin.pure.checking import check
from lianxin.reports.summaries.documents import Document, Unreadable, open_document
from lianxin.reports.summaries.remarks import Said, remarks_of, report_of

EXAMPLES = """示例 examples:
  lianxin check 总结.docx                     列出不符的数字 / list what does not add up
  lianxin check --all 总结.txt 月报.pdf       连同相符的一起列出 / also what holds
  lianxin check --json 材料/*.txt             每个文件一行 JSON / one JSON object a line
  lianxin check --records 清水镇10月总结.docx 再与记录核对 / compare bound figures with the records
退出码 exit code: 0 没有不符 nothing wrong · 1 有不符 something wrong · 2 有文件读不了 unreadable file
"""
MAX_BYTES = 30 * 1024 * 1024


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
            document = open_document(_bytes_of(name), name)
        except Unreadable as problem:
            _complain(args, name, str(problem))
            worst = 2
            continue
        backed = _against_records(document) if args.records else []
        failed = (_json if args.json else _for_people)(name, document, backed, args)
        worst = max(worst, 1 if failed else 0)
    return worst


def _bytes_of(name: str) -> bytes:
    """The file's bytes. Raises `Unreadable` with a sentence that names what to do."""
    try:
        if Path(name).stat().st_size > MAX_BYTES:
            raise Unreadable("文件超过 30 MB，不能核对。请删去图片或拆分。")
        return Path(name).read_bytes()
    except FileNotFoundError as problem:
        raise Unreadable("没有这个文件，请核对文件名。") from problem
    except IsADirectoryError as problem:
        raise Unreadable("这是文件夹。请写文件名，例如 材料/*.docx。") from problem
    except OSError as problem:
        raise Unreadable(f"打不开文件：{problem.strerror}。请检查路径和权限。") from problem


def _complain(args: argparse.Namespace, name: str, sentence: str) -> None:
    if args.json:
        print(json.dumps({"file": name, "claims": [], "findings": [], "error": sentence}, ensure_ascii=False))
    else:
        print(f"{name}\n  {sentence}", file=sys.stderr)


def _against_records(document: Document) -> Sequence[Said]:
    """The bound figures against this installation's records, in the name of who keeps the server."""
    if not document.bound:
        return []
    from lianxin.project.boot import everyone, setup

    setup()
    from lianxin.reports.summaries.backing import check_backing

    return check_backing(document, by=everyone())


def _json(name: str, document: Document, backed: Sequence[Said], args: argparse.Namespace) -> bool:
    out = report_of(name, check(document.text), backed)
    print(json.dumps(out, ensure_ascii=False))
    return any(str(row["verdict"]).startswith("fails") for row in out["findings"])


def _for_people(name: str, document: Document, backed: Sequence[Said], args: argparse.Namespace) -> bool:
    remarks = remarks_of(check(document.text), backed)
    wrong = sum(remark.tone == "wrong" for remark in remarks)
    unsure = sum(remark.tone == "unsure" for remark in remarks)
    print(f"{name}：核对 {len(remarks)} 处，不符 {wrong} 处，无法判定 {unsure} 处。")
    for note in document.notes:
        print(f"  〔{note}〕")
    if document.bound and not args.records:
        print(f"  〔文中有 {len(document.bound)} 个绑定的数字，加 --records 可以与记录核对。〕")
    for remark in remarks:
        if args.all or remark.tone == "wrong" or remark.kind in ("bound", "unbacked") and remark.tone != "right":
            print(f"  [{remark.word}] 第 {line_of(document.text, remark.start)} 行“{_short(remark.quote)}”")
            print(f"      {remark.explain}")
    return wrong > 0


def line_of(text: str, start: int) -> int:
    """The line of the text in which an offset lies, from 1."""
    return text.count("\n", 0, start) + 1


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:57] + "…"
