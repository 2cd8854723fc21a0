"""长时间的测试: what runs quickly in every test run, here with its full numbers. Run as `python -m tests.soak`.

Each row is a group of tests with the numbers it is given; `--only WORD` takes the rows whose name holds the word,
`--list` shows them. What came out is kept in docs/soak.md, one line for each row: rows that did not run keep the
line of the time when they did. Ends with 1 where any test failed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.measured import FILE

ROOT = Path(__file__).resolve().parents[1]
REPORT, README = ROOT / "docs" / "soak.md", ROOT / "README.md"
QUOTED = re.compile(r"(?<=<!-- soak -->\n).*?(?=<!-- /soak -->)", re.DOTALL)
HEAD = """# 长时间测试 Soak

Written by `make soak`: the tests that run quickly every day, with their full numbers. Seconds are of a machine with
two cores and only tell what to expect.

| 内容 What | 数量 Numbers | 日期 Date | 版本 Version | 通过 Passed | 未通过 Failed | 秒 Seconds | 所测 Measured |
| --- | --- | --- | --- | ---: | ---: | ---: | --- |
"""


@dataclass(frozen=True)
class Row:
    """一组测试: its name, the numbers that its tests read from the environment, its files and further arguments."""

    name: str
    numbers: dict[str, str]
    tests: tuple[str, ...]
    more: tuple[str, ...] = ()


BY_ITSELF = ("-n", "0")  # a server of its own is enough for two cores
ROWS = (
    Row("两个世界逐字节相同 two worlds, byte for byte", {"LIANXIN_WORLDS": "1", "LIANXIN_PLACEMENTS": "200"},
        ("tests/web/test_two_worlds.py",)),
    Row("两县之间的墙 walls between two counties", {"LIANXIN_WALLS": "1"}, ("tests/project/test_county_walls.py",)),
    Row("两个世界，联系卡 two worlds of a contact card", {"LIANXIN_CARDS": "all"}, ("tests/web/test_cards.py",)),
    Row("台账导出再导入 ledgers out and in again", {"LIANXIN_LEDGER_ROWS": "12"},
        ("tests/work/test_ledgers_round.py", "tests/project/test_ledgers_second.py")),
    Row("每扇门 × 每种身份 every door, every role", {"LIANXIN_DOORS": "1"}, ("tests/web/test_doors.py",)),
    Row("每个个人字段给谁看 every personal field, whom it is shown", {"LIANXIN_FIELDS": "1"}, ("tests/web/test_field_matrix.py",)),
    Row("金丝雀：承办人找不到诉求人 canaries: the handler finds nobody", {"LIANXIN_CANARIES": "50"}, ("tests/web/test_canaries.py",)),
    Row("按接口描述来问 the interface, asked by its description", {"LIANXIN_API": "60"}, ("tests/web/test_api_asked.py",)),
    Row("坏请求 bad requests", {"LIANXIN_BAD_STEP": "1"}, ("tests/web/test_bad_requests.py",)),
    Row("恶意文件与好文件 malicious files and good ones", {"LIANXIN_MALICE": "1000", "LIANXIN_GOOD": "200"},
        ("tests/base/test_malice.py",)),
    Row("写进各字段的脚本 scripts in every field", {"LIANXIN_SCRIPTS": "60"}, ("tests/web/test_stored_scripts.py",)),
    Row("脚本，在浏览器里 scripts, in a browser", {"LIANXIN_SCRIPTS": "60"}, ("tests/browser/test_scripts.py",), ("-m", "browser")),
    Row("每个带走的文件 every file that leaves", {"LIANXIN_DOWNLOADS": "all"}, ("tests/web/test_downloads.py",)),
    Row("八种版式的工单来回 work orders in and out", {"LIANXIN_WORKSLIPS": "8"}, ("tests/web/test_workorders.py",)),
    Row("坏文件交给每张表单 bad files at every form", {"LIANXIN_UPLOADS": "40"}, ("tests/web/test_uploads.py",)),
    Row("看与带出的限额 looks and copies, exact", {"LIANXIN_CUSTODY": "10000", "LIANXIN_PAGES": "1000"},
        ("tests/base/test_custody_walks.py", "tests/web/test_reveals.py")),
    Row("冒充群众、并来并去 forged ratings, merges", {"LIANXIN_FORGED_RATINGS": "10000", "LIANXIN_MERGES": "1000"},
        ("tests/work/test_forged_ratings.py", "tests/work/test_merge_totals.py")),
    Row("号码的各种写法 numbers of persons in every way", {"LIANXIN_NUMBERS": "1000"},
        ("tests/pure/test_redaction_ways.py", "tests/base/test_clearance.py")),
    Row("换票 swaps of two voters' answers", {"LIANXIN_SWAPS": "200"},
        ("tests/work/test_ballots_secrecy.py", "tests/work/test_ballots_closing.py")),
    Row("伪造的票 forged ballots", {"LIANXIN_FORGED": "1000", "LIANXIN_BLIND_WALKS": "40"},
        ("tests/work/test_ballots_forgery.py", "tests/work/test_ballots_blind.py")),
    Row("公布不泄露个人 publications that disclose nobody", {"LIANXIN_TREES": "20000"}, ("tests/pure/test_disclosure.py",)),
    Row("纸质票 paper sheets", {"LIANXIN_SHEETS": "400"}, ("tests/pure/test_marks.py",)),
    Row("限额与问卷 quotas and questions", {"LIANXIN_EXAMPLES": "300"},
        ("tests/pure/test_questions.py", "tests/pure/test_quota_recount.py", "tests/pure/test_checking_persons.py",
         "tests/pure/test_checking_structure.py")),
    Row("期限不因操作顺序而得利 sequences that gain no time", {"LIANXIN_SEQUENCES": "20000", "LIANXIN_WALKS": "100"},
        ("tests/work/test_sequences.py", "tests/work/test_walks.py", "tests/pure/test_approvals.py",
         "tests/reports/test_return_levels.py")),
    Row("离线补传乱序 offline items shuffled", {"LIANXIN_OFFLINE_SHUFFLES": "40"}, ("tests/work/test_offline.py",)),
    Row("轮转六百年 six hundred years of rotation", {"LIANXIN_ROUNDS": "600"},
        ("tests/pure/test_rotation.py", "tests/work/test_inspections.py")),
    Row("冻结与提问 frozen figures and asking", {"LIANXIN_FROZEN": "2000", "LIANXIN_ASKINGS": "40"},
        ("tests/reports/test_freezes_random.py", "tests/reports/test_asking.py")),
    Row("损坏与乱写的文稿 damaged and fuzzed texts", {"LIANXIN_FUZZED": "5000"}, ("tests/reports/test_fuzzed.py",)),
    Row("流水的篡改 tamperings of the journal", {"LIANXIN_TAMPERED": "1000"},
        ("tests/base/checkpoints/test_walked.py", "tests/base/checkpoints/test_verify.py")),
    Row("恢复演练 restore drills", {"LIANXIN_DRILLS": "50"}, ("tests/project/test_drill.py",)),
    Row("大县的备份和恢复 a large county backed up and restored", {"LIANXIN_COUNTY_MB": "500"},
        ("tests/project/test_drill_size.py",), BY_ITSELF),
    Row("断电 power cuts", {"LIANXIN_CUTS": "200"}, ("tests/durability/test_power_cuts.py",)),
    Row("杀进程 processes killed", {"LIANXIN_KILLS": "200"}, ("tests/durability/test_kills.py",), BY_ITSELF),
    Row("杀进程，PostgreSQL processes killed, on PostgreSQL", {"LIANXIN_KILLS": "200", "LIANXIN_ON": "postgresql"},
        ("tests/durability/test_kills.py",), BY_ITSELF),
    Row("同时提交 submitted at once", {"LIANXIN_DOUBLES": "50", "LIANXIN_AT_ONCE": "500"},
        ("tests/durability/test_at_once.py",), BY_ITSELF),
    Row("同时提交，PostgreSQL submitted at once, on PostgreSQL",
        {"LIANXIN_DOUBLES": "50", "LIANXIN_AT_ONCE": "500", "LIANXIN_ON": "postgresql"},
        ("tests/durability/test_at_once.py",), BY_ITSELF),
    Row("十分钟里样样出错 ten minutes of faults", {"LIANXIN_MINUTES": "10"}, ("tests/durability/test_faults.py",), BY_ITSELF),
    Row("四种引擎同样的数 the same figures on four engines",
        {"LIANXIN_ROLLUP_COUNTIES": "300", "LIANXIN_ROLLUP_ON": "sqlite,duckdb,spark,postgresql", "LIANXIN_ON": "postgresql"},
        ("tests/pure/test_rollups.py",), BY_ITSELF),
    Row("许多县在一台服务器上 many counties on one server", {"LIANXIN_LARGE": "50000", "LIANXIN_LARGE_COUNTIES": "5"},
        ("tests/project/test_bench_large.py",), BY_ITSELF),
    Row("久开不坏 a server that runs long", {"LIANXIN_HOURS": "24"}, ("tests/durability/test_long.py",), BY_ITSELF),
    Row("每一页都看过 every page before axe, both modes", {"LIANXIN_LOOKS": "all"}, ("tests/browser/test_accessible.py",),
        ("-m", "browser")),
    Row("第一个小时，英文全程 a newcomer's hour, a resident's story in English", {"LIANXIN_MUST_BROWSE": "1"},
        ("tests/browser/test_newcomer.py", "tests/browser/test_english_story.py"), ("-m", "browser")),
    Row("一个月的日常 a whole month of the office", {"LIANXIN_MONTH": "full"}, ("tests/web/test_office_month.py",)),
)  # fmt: skip


def command(row: Row) -> list[str]:
    """What runs a row; on PostgreSQL with a server of its own."""
    before = [".ci/with-postgres"] if row.numbers.get("LIANXIN_ON") == "postgresql" else []
    return [*before, sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "--nomigrations",
            "-m", "not browser and not postgres and not accept", *row.more, *row.tests]  # fmt: skip


def counted(said: str) -> tuple[int, int]:
    """通过几个、没有通过几个, from the last words of a run."""
    last = [line for line in said.splitlines() if re.search(r"\d+ (passed|failed|errors?)\b", line)][-1:]
    of = {word: int(number) for line in last for number, word in re.findall(r"(\d+) (passed|failed|error)", line)}
    return of.get("passed", 0), of.get("failed", 0) + of.get("error", 0)


def line_of(row: Row, passed: int, failed: int, seconds: float, version: str, measured: str = "") -> str:
    numbers = ", ".join(f"{name.removeprefix('LIANXIN_').lower()} {value}" for name, value in numbers_of(row).items())
    return f"| {row.name} | {numbers} | {date.today()} | {version} | {passed} | {failed} | {seconds:.0f} | {measured} |"


def numbers_of(row: Row) -> dict[str, str]:
    """What its tests read: a number that is given in the environment stands before the full one, and the report says it."""
    return {name: os.environ.get(name, value) for name, value in row.numbers.items()}


def kept(report: str, fresh: dict[str, str]) -> str:
    """The report with these lines new; rows that were not run keep theirs, rows that are gone go."""
    old = {line.split(" | ")[0].removeprefix("| "): line for line in report.splitlines() if line.startswith("| ")}
    lines = [fresh.get(row.name) or old.get(row.name) for row in ROWS]
    return HEAD + "".join(f"{line}{' |' * (9 - line.count('|'))}\n" for line in lines if line)


def quoted(report: str) -> str:
    """What README.md quotes: every row's name in English, its numbers, what passed and failed; in the order of the report."""
    lines = [
        line.strip("| ").split(" | ") for line in report.splitlines() if line.startswith("| ") and "---" not in line
    ]
    said = [
        f"{_english(name)} ({numbers}): {passed} passed, {failed} failed"
        for name, numbers, _on, _of, passed, failed, *_ in lines[1:]
    ]
    return "".join(f"- {one}\n" for one in said)


def _english(name: str) -> str:
    """The English half of a row's name."""
    return name.partition(" ")[2] or name


def run(row: Row, version: str) -> tuple[str, bool]:
    """Runs a row and says what came out; False where a test failed or none ran."""
    begun = time.monotonic()
    print(f"── {row.name}", flush=True)
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as seen:
        code, said = heard(command(row), {**os.environ, **numbers_of(row), FILE: seen.name})
        measured = "；".join(seen.read().splitlines())
    passed, failed = counted(said)
    if code and not failed:
        failed = 1
    return line_of(row, passed, failed, time.monotonic() - begun, version, measured), bool(passed) and not failed


def heard(words: Sequence[str], env: dict[str, str]) -> tuple[int, str]:
    """How a command ended and what it said, which is shown as it comes."""
    said = []
    with subprocess.Popen(
        words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            print(line, end="", flush=True)
            said.append(line)
    return child.returncode, "".join(said)


def main(argv: Sequence[str]) -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--only", default="", help="只运行名称里有这个词的")
    reader.add_argument("--list", action="store_true", help="只列出，不运行")
    asked = reader.parse_args(argv)
    rows = [row for row in ROWS if asked.only in row.name]
    if asked.list or not rows:
        print("\n".join(f"{row.name}  {row.numbers}" for row in rows) or f"没有名称里有“{asked.only}”的。")
        return 0 if rows else 2
    version = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    good = True
    for row in rows:
        line, went_well = run(row, version)
        good = good and went_well
        report = kept(REPORT.read_text("utf-8") if REPORT.exists() else "", {row.name: line})
        REPORT.write_text(report, "utf-8")
        README.write_text(QUOTED.sub(lambda _old: quoted(report), README.read_text("utf-8")), "utf-8")  # noqa: B023
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
