"""lianxin check：核对材料, for people and as JSON. Fast: without `--records` no database is opened."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lianxin.pure.checking import Checked
from lianxin.reports.summaries.documents import Document, Unreadable, check_document, open_document
from lianxin.reports.summaries.remarks import GRADES, Remark, Said, remarks_of, report_of

if TYPE_CHECKING:
    from lianxin.pure.periods import Period
    from lianxin.reports.summaries.earlier import Earlier

EXAMPLES = """示例 examples:
  lianxin check 总结.docx                     列出不符、存疑和格式问题 / what is wrong, doubtful, or bad style
  lianxin check --all 总结.txt 月报.pdf       连同相符的一起列出 / also what holds
  lianxin check --json 材料/                  文件夹里的都查，每个文件一行 JSON / a whole folder, one JSON object a line
  lianxin check --docx 批注.docx 总结.docx    写一份带批注的副本 / write a copy with comments
  lianxin check --records 清水镇10月总结.docx 再与记录核对绑定的数字 / compare bound figures with the records
  lianxin check --records --unit 清水镇 --period 2026-10 总结.docx    手写的数字也与记录核对 / typed figures, too
  lianxin check 10月总结.docx --earlier 9月总结.docx 去年10月总结.docx  与以前的文稿核对 / against earlier texts
退出码 exit code: 0 没有不符 nothing wrong · 1 有不符 something wrong（只有存疑、格式的不算）· 2 有文件读不了 unreadable file
"""
MAX_BYTES = 30 * 1024 * 1024
ENDINGS = (".docx", ".xlsx", ".txt", ".pdf", ".html", ".htm")


@dataclass(frozen=True)
class Task:
    """What each file is held against besides itself, and where its marked copy goes."""

    args: argparse.Namespace
    unit: Any = None
    period: "Period | None" = None
    earlier: "tuple[Earlier, ...]" = ()
    copies: "Path | None" = None
    is_folder: bool = False


@dataclass(frozen=True)
class Read:
    """One file as it was read and what is said of it."""

    name: str
    data: bytes
    document: Document
    checked: Checked
    backed: list[Said]

    @property
    def remarks(self) -> list[Remark]:
        return remarks_of(self.checked, self.backed)


def add(subparsers: Any) -> None:
    """Put `check` on the command line."""
    parser = subparsers.add_parser(
        "check", help="核对材料 / check a text",
        description="核对 txt、docx、xlsx、网页、文字版 PDF：数字、列举、日期、名称前后对不对得上。"
        "意见分三等：不符（算得清的错）、存疑（请再看一眼）、格式（写法）。",
        epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("files", nargs="+", metavar="FILE", help="要核对的文件或文件夹 / files or folders to check")
    parser.add_argument("--json", action="store_true", help="每个文件一行 JSON / one JSON object for each file")
    parser.add_argument("--all", action="store_true", help="相符的也列出 / list what holds as well")
    parser.add_argument(
        "--docx", metavar="OUT", default="", help="写带批注的副本；几个文件时写文件夹 / write marked copies"
    )
    parser.add_argument("--records", action="store_true", help="与本系统的记录核对 / compare with the records")
    parser.add_argument("--unit", default="", help="写的是哪个单位，与 --records、--period 同用 / unit of the text")
    parser.add_argument("--period", default="", help="写的是哪个时期：2026-10、2026-Q3、2026 / period of the text")
    parser.add_argument(
        "--earlier", nargs="+", metavar="FILE", default=[], help="以前的文稿 / earlier texts of the same unit"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check each file; the exit code says whether anything is wrong or cannot be read."""
    try:
        names = list(_names(args.files))
        task = _task(args, len(names) > 1 or Path(args.files[0]).is_dir())
    except ValueError as wrong:
        print(str(wrong), file=sys.stderr)
        return 2
    worst = 0
    for name in names:
        try:
            read = _read(name, task)
            failed = (_json if args.json else _for_people)(read, args)
            if task.copies:
                _write_copy(read, task)
        except Unreadable as problem:
            _complain(args, name, str(problem))
            worst = 2
            continue
        worst = max(worst, 1 if failed else 0)
    return worst


def _names(given: Sequence[str]) -> Iterator[str]:
    """Files as they are named; of a folder those that can be read, in the order of their names."""
    for name in given:
        if not Path(name).is_dir():
            yield name
            continue
        found = sorted(
            path
            for path in Path(name).rglob("*")
            if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
        )
        if not found:
            raise ValueError(f"文件夹“{name}”里没有可以核对的文件（{'、'.join(one[1:] for one in ENDINGS)}）。")
        yield from map(str, found)


def _task(args: argparse.Namespace, is_many: bool) -> Task:
    """What the options ask for. Raises ValueError with a sentence."""
    from lianxin.pure.periods import Period

    if args.unit and not (args.records and args.period):
        raise ValueError("--unit 要和 --records、--period 一起写，例如 --records --unit 清水镇 --period 2026-10。")
    if args.records and args.period and not args.unit:
        raise ValueError("请用 --unit 写明对照哪个单位的记录。")
    period, unit = Period.parse(args.period) if args.period else None, None
    if period and not 2000 <= period.year <= 2100:
        raise ValueError(f"{period.label}不像是材料写的时期，请核对 --period。")
    if args.records:
        from lianxin.project.boot import setup

        setup()
    if args.unit:
        from lianxin.project.summary_cli import unit_named

        unit = unit_named(args.unit)
    copies = Path(args.docx) if args.docx else None
    if copies and is_many:
        if copies.is_file():
            raise ValueError(f"{copies} 是文件。核对几个文件时，--docx 请写一个文件夹。")
        copies.mkdir(parents=True, exist_ok=True)
    elif copies and (copies.is_dir() or not copies.resolve().parent.is_dir()):
        raise ValueError(f"不能写入 {copies}：请写文件名，例如 批注.docx，放在已有的文件夹里。")
    return Task(args, unit, period, tuple(map(_earlier, args.earlier)), copies, is_many)


def _earlier(name: str) -> "Earlier":
    """An earlier text with the period that its name or heading bears. Raises ValueError."""
    from lianxin.pure.periods import Period
    from lianxin.reports.checks.naming import period_in
    from lianxin.reports.summaries.earlier import Earlier

    try:
        text = open_document(_bytes_of(name), name).text
    except Unreadable as problem:
        raise ValueError(f"{name}：{problem}") from problem
    stem = Path(name).stem
    code = period_in(stem, text)
    return Earlier(name, stem, Period.parse(code) if code else None, text)


def _read(name: str, task: Task) -> Read:
    """The file, read and held against what was asked for. Raises `Unreadable`."""
    data = _bytes_of(name)
    try:
        document = open_document(data, name)
        checked = check_document(document)
    except (RecursionError, MemoryError) as deep:
        raise Unreadable("文件内部结构异常，没有读完。请用 Word 或 WPS 打开，另存为 docx 后再核对。") from deep
    backed: list[Said] = [*_against_records(document, task), *_against_earlier(name, document, task)]
    return Read(name, data, document, checked, backed)


def _bytes_of(name: str) -> bytes:
    """The file's bytes. Raises `Unreadable` with a sentence that names what to do."""
    try:
        if Path(name).stat().st_size > MAX_BYTES:
            raise Unreadable("文件超过 30 MB，不能核对。请删去图片或拆分。")
        return Path(name).read_bytes()
    except FileNotFoundError as problem:
        raise Unreadable("没有这个文件，请核对文件名。") from problem
    except (OSError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(
            f"打不开文件：{getattr(problem, 'strerror', None) or problem}。请检查路径和权限。"
        ) from problem


def _complain(args: argparse.Namespace, name: str, sentence: str) -> None:
    if args.json:
        print(json.dumps({"file": name, "claims": [], "findings": [], "error": sentence}, ensure_ascii=False))
    else:
        print(f"{name}\n  {sentence}", file=sys.stderr)


def _against_records(document: Document, task: Task) -> list[Said]:
    """The figures against this installation's records, in the name of who keeps the server."""
    if not task.args.records:
        return []
    from lianxin.project.boot import everyone
    from lianxin.reports.summaries.backing import beside_bound, check_backing
    from lianxin.reports.summaries.stated import check_stated

    found: list[Said] = list(check_backing(document, by=everyone()))
    if task.unit and task.period:
        found += beside_bound(check_stated(document.text, task.unit, task.period, by=everyone()), document.bound)
    return found


def _against_earlier(name: str, document: Document, task: Task) -> list[Said]:
    """What the earlier texts say otherwise; the period is the one given, else that of the name or the heading."""
    if not task.earlier:
        return []
    from lianxin.pure.periods import Period
    from lianxin.reports.checks.naming import period_in
    from lianxin.reports.summaries.backing import beside_bound
    from lianxin.reports.summaries.earlier import check_earlier

    code = period_in(Path(name).stem, document.text)
    period = task.period or (Period.parse(code) if code else None)
    said = check_earlier(document.text, [one for one in task.earlier if one.ref != name], period)
    return list(beside_bound(said, document.bound))


def _write_copy(read: Read, task: Task) -> None:
    """The docx with comments, of anything else a list of the findings. Raises `Unreadable`."""
    from lianxin.reports.checks.marked import findings_docx, marked_docx

    assert task.copies
    path = Path(read.name)
    out = task.copies / f"{path.stem}-核对{path.suffix.replace('.', '-')}.docx" if task.is_folder else task.copies
    is_whole = read.document.kind == "docx" and not read.document.is_body
    made = (
        marked_docx(read.data, path.name, read.document.text, read.remarks)
        if is_whole
        else findings_docx(path.name, read.document.text, read.remarks)
    )
    try:
        out.write_bytes(made)
    except OSError as problem:
        raise Unreadable(f"不能写入 {out}：{problem.strerror}。请换一个位置。") from problem
    print(f"已写入 {out}", file=sys.stderr)


def _json(read: Read, args: argparse.Namespace) -> bool:
    out = report_of(read.name, read.checked, read.backed)
    print(json.dumps(out, ensure_ascii=False))
    return any(row["grade"] == "wrong" for row in out["findings"])


def _for_people(read: Read, args: argparse.Namespace) -> bool:
    remarks, document = read.remarks, read.document
    counts = "".join(f"{word} {sum(one.tone == tone for one in remarks)} 处，" for tone, word in GRADES.items())
    unsure = sum(remark.tone == "unsure" for remark in remarks)
    print(f"{read.name}：核对 {len(remarks)} 处，{counts}无法判定 {unsure} 处。")
    for note in document.notes:
        print(f"  〔{note}〕")
    if document.bound and not args.records:
        print(f"  〔文中有 {len(document.bound)} 个绑定的数字，加 --records 可以与记录核对。〕")
    for remark in remarks:
        if args.all or remark.tone in GRADES or remark.kind in ("bound", "unbacked") and remark.tone != "right":
            print(f"  [{remark.word}] 第 {line_of(document.text, remark.start)} 行“{_short(remark.quote)}”")
            print(f"      {remark.explain}")
            if remark.mend:
                print(f"      改为：{remark.mend}")
    return any(remark.tone == "wrong" for remark in remarks)


def line_of(text: str, start: int) -> int:
    """The line of the text in which an offset lies, from 1."""
    return text.count("\n", 0, start) + 1


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:57] + "…"
