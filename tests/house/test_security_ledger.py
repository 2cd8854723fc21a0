"""安全账本: docs/security says of every requirement what holds, and each test that it names is there.

The ids are reckoned here from the standard's own numbering, so that a row cannot be lost; the tests are looked up in the
files by their syntax, not run. What the documents count is counted again.
"""

import ast
import csv
import re
from collections import Counter
from functools import cache
from itertools import chain

import pytest

from tests.house import source

PLACE = source.ROOT / "docs" / "security"
VERDICTS = ("pass", "partly", "fail")
#: OWASP ASVS 5.0.0: how many requirements of level 1 and of level 2 each chapter has
CHAPTERS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3),
    10: (5, 24), 11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}  # fmt: skip


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (PLACE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def in_file(path: str) -> frozenset[str]:
    """Every test of a file by its name in pytest, parameters left out."""
    file = source.ROOT / path
    if not file.is_file():
        return frozenset()
    tree = source.tree(file)
    plain = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    inner = [f"{node.name}::{one.name}" for node in tree.body if isinstance(node, ast.ClassDef)
             for one in node.body if isinstance(one, ast.FunctionDef)]  # fmt: skip
    return frozenset(name for name in plain + inner if name.rsplit("::")[-1].startswith("test_"))


def named(name: str) -> list[str]:
    return [test for row in rows(name) for test in row["test"].split(";") if test != "-"]


def missing(tests: list[str]) -> list[str]:
    return [test for test in tests if test.partition("::")[2] not in in_file(test.partition("::")[0])]


class TestTheLedger:
    def test_has_every_requirement_of_levels_one_and_two_once(self) -> None:
        found = rows("asvs.csv")
        assert len({row["id"] for row in found}) == len(found) == 253
        assert Counter(row["level"] for row in found) == {"1": 70, "2": 183}

        counted = Counter((int(row["id"][1:].split(".")[0]), int(row["level"])) for row in found)
        expected = {(chapter, level + 1): n for chapter, both in CHAPTERS.items() for level, n in enumerate(both) if n}
        assert counted == expected
        assert all(re.fullmatch(r"V\d{1,2}\.\d{1,2}\.\d{1,2}", row["id"]) for row in found)

    @pytest.mark.parametrize("name", ["asvs.csv", "mlps.csv"])
    def test_leaves_no_cell_blank(self, name: str) -> None:
        assert [row for row in rows(name) for cell in row.values() if not (cell or "").strip()] == []

    def test_says_why_what_does_not_apply_and_what_is_missing_of_the_rest(self) -> None:
        for row in rows("asvs.csv"):
            if row["applies"] == "no":
                assert row["why_not"] != "-" and row["verdict"] == row["test"] == "-", row
            else:
                assert (row["applies"], row["why_not"]) == ("yes", "-") and row["verdict"] in VERDICTS, row
                assert row["test"] != "-" if row["verdict"] == "pass" else row["note"] != "-", row
            assert len(row["about"].split()) <= 12, row

    def test_of_the_second_level_says_whose_each_control_is(self) -> None:
        found = rows("mlps.csv")
        for row in found:
            assert row["whose"] in ("ours", "site", "both"), row
            assert row["verdict"] in ((*VERDICTS,) if row["whose"] != "site" else ("-",)), row
            assert row["verdict"] != "pass" or row["test"] != "-", row
        told = "".join(row["control"] for row in found)
        for control in ("身份鉴别", "访问控制", "安全审计", "入侵防范", "恶意代码防范", "可信验证", "数据完整性", "数据备份恢复",
                        "剩余信息保护", "个人信息保护"):  # fmt: skip
            assert control in told, control


def test_every_named_test_exists() -> None:
    assert missing([*named("asvs.csv"), *named("mlps.csv")]) == []
    assert missing(["tests/house/test_security_ledger.py::test_that_is_not_there", "tests/gone.py::test_x"]) != []


def test_every_file_that_the_documents_name_exists() -> None:
    texts = [path.read_text("utf-8") for path in sorted(PLACE.glob("*.md"))]
    tests = set(chain.from_iterable(re.findall(r"`(tests/[\w/]+\.py)`", text) for text in texts))
    assert len(tests) > 15

    assert [name for name in sorted(tests) if not (source.ROOT / name).is_file()] == []


def test_the_documents_count_what_the_ledger_says() -> None:
    found = rows("asvs.csv")
    applies = [row for row in found if row["applies"] == "yes"]
    by = Counter(row["verdict"] for row in applies)
    told = (
        f"ASVS 共 {len(found)} 条，适用 {len(applies)} 条，不适用 {len(found) - len(applies)} 条；"
        f"通过 {by['pass']} 条，部分 {by['partly']} 条，未通过 {by['fail']} 条。"
    )
    print(told)

    text = (PLACE / "threats.md").read_text("utf-8")
    assert told in text
    failed = text.partition("## 没有通过的 ASVS 条目")[2]
    assert set(re.findall(r"V\d+\.\d+\.\d+（L", failed)) == {
        f"{row['id']}（L" for row in applies if row["verdict"] == "fail"
    }


def test_the_documents_say_what_must_be_documented() -> None:
    """What the ledger calls documented stands under a heading of its own, with the very numbers of the program."""
    threats, logs = ((PLACE / name).read_text("utf-8") for name in ("threats.md", "logs.md"))
    for heading in (
        "进来的路",
        "谁能看什么",
        "数据分级",
        "密钥和算法",
        "收的文件",
        "对外的联系",
        "费时的事",
        "没有防住的",
    ):
        assert f"## {heading}" in threats, heading
    from lianxin.base.custody.terms import PER_DAY, PER_HOUR
    from lianxin.base.files import pictures, scans, tables
    from lianxin.base.orgs import commands
    from lianxin.project import settings
    from lianxin.web.public import limits
    from lianxin.work.concerns import secrets

    mib = 1024 * 1024
    assert (
        f"{tables.MAX_BYTES // mib} MB，20 万行" in threats
        and f"| {scans.MAX_BYTES // mib} MB | 子进程里只取像素" in threats
    )
    assert f"| {pictures.MAX_BYTES // mib} MB | 子进程里重画" in threats
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "5/30m/key,40/30m/ip" and "同名 5 次、同一来处 40 次" in logs
    assert (
        f"不用 {settings.SESSION_IDLE_SECONDS // 60} 分钟退出，最长 {settings.SESSION_ABSOLUTE_SECONDS // 3600} 小时"
        in logs
    )
    assert (
        f"全系统每小时 {commands.FAILURES_AN_HOUR} 条" in logs
        and f"| {commands.INITIAL_DAYS} 天，首次登录必须改" in logs
    )
    assert secrets.TRIES == 10 and "十次不对即锁" in logs and f"每小时 {limits.PER_HOUR['submit']} 件" in logs
    assert f"每人每小时 {PER_HOUR} 次，二十四小时 {PER_DAY} 次" in logs and "不限处数" in logs


def test_the_log_inventory_names_what_is_logged() -> None:
    """Who writes a log is in the list; the process log has one handler, and the server keeps none of its own."""
    from lianxin.project import settings

    writers = [
        source.name(path)
        for path in source.modules()
        if re.search(r"getLogger\(|^log(?:ger)? = ", path.read_text("utf-8"), re.M)
    ]
    assert sorted(writers) == [
        "src/lianxin/project/working.py", "src/lianxin/web/office/checker/jobs.py", "src/lianxin/web/office/imports/jobs.py",
        "src/lianxin/web/office/sheets/jobs.py", "src/lianxin/web/ui/federation.py", "src/lianxin/web/ui/middleware.py",
        "src/lianxin/web/ui/proxies.py", "src/lianxin/web/ui/requests.py",
        "src/lianxin/web/ui/scanned.py", "src/lianxin/web/ui/secure.py",
        "src/lianxin/work/offline/commands/receiving.py",
    ]  # fmt: skip
    handlers = {name: told["class"] for name, told in settings.LOGGING["handlers"].items()}  # type: ignore[index]
    assert handlers == {"console": "logging.StreamHandler"}
    assert '"--no-access-log"' in (source.SRC / "project" / "serve.py").read_text("utf-8")
    logs = (PLACE / "logs.md").read_text("utf-8")
    for name in (
        "journal_entry",
        "PrivateDetail",
        "标准错误",
        "counting_counter",
        "cache_rows",
        "例外：投票",
        "unseen.py",
    ):
        assert name in logs, name
