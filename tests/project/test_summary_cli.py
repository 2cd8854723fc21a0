"""lianxin summary: a docx or the text, for any unit and period; what is wrong is a sentence."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.project.cli import main
from lianxin.pure.paper import plain_text, read_bound
from tests.conftest import NOON
from tests.work.conftest import registered
from tests.work.drive_scenes import drive_made


@pytest.fixture
def at_noon(town, monkeypatch):
    """The town on 3 November 2026, with one concern."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    registered(town)
    return town


class TestTheText:
    def test_is_printed_for_a_unit(self, at_noon, capsys):
        assert main(["summary", "--unit", "清水镇", "--period", "2026-11", "--text"]) == 0

        out = capsys.readouterr().out
        assert out.startswith("清水镇\n2026年11月群众工作总结\n")
        assert "本月登记群众诉求1件。" in out

    def test_is_of_the_whole_county_by_default(self, at_noon, capsys):
        assert main(["summary", "--period", "2026-Q3"]) == 0
        assert capsys.readouterr().out.startswith("定安县\n2026年第三季度群众工作总结\n")

    def test_leaves_no_trace(self, at_noon):
        count = Entry.objects.count()

        main(["summary", "--period", "2026-Q3"])

        assert Entry.objects.count() == count


class TestTheFile:
    def test_is_written_and_journalled(self, at_noon, tmp_path, capsys):
        file = tmp_path / "总结.docx"

        assert main(["summary", "--unit", "清水镇", "--period", "2026-11", "-o", str(file)]) == 0

        assert "本月登记群众诉求1件。" in plain_text(file.read_bytes()) and read_bound(file.read_bytes())
        assert "已生成" in capsys.readouterr().err
        entry = Entry.objects.order_by("n").last()
        assert (entry.event, entry.by_name) == ("summary.written", "命令行")

    @pytest.mark.parametrize("name", ["没有/总结.docx", "."])
    def test_that_cannot_be_written_is_said_before_anything_is_journalled(self, at_noon, tmp_path, capsys, name):
        count = Entry.objects.count()

        assert main(["summary", "--period", "2026-11", "-o", str(tmp_path / name)]) == 2

        assert capsys.readouterr().err.rstrip().endswith("。")
        assert Entry.objects.count() == count


class TestAnotherKind:
    def test_is_written_of_a_period_or_of_one_subject_and_never_of_somebody(self, at_noon, tmp_path, capsys):
        drive_made(at_noon)
        file = tmp_path / "简报.docx"

        assert main(["summary", "--kind", "newsletter", "--period", "2026-11", "-o", str(file)]) == 0
        assert "群众工作动态" in plain_text(file.read_bytes())
        assert main(["summary", "--kind", "investigation", "--unit", "清水镇", "--about", "冬季", "--text"]) == 0
        assert "冬季大走访调查报告" in capsys.readouterr().out
        for given, sentence in (
            (["personal_report", "--period", "2026-Q4"], "由本人起草"), (["无此文种"], "没有“无此文种”这种文种"),
            (["investigation", "--about", "春季"], "请用 --about 写明是哪一件：冬季大走访"), (["circular"], "没有可写的督查通报"),
        ):  # fmt: skip
            assert main(["summary", "--kind", *given]) == 2
            assert sentence in capsys.readouterr().err


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            (["--unit", "乌有镇", "--period", "2026-10"], "没有名为“乌有镇”的单位"),
            (["--unit", "白沙镇/石桥村", "--period", "2026-10"], "没有名为“白沙镇/石桥村”的单位"),
            (["--period", "2026-13"], "2026"),
            ([], "请写时期"),
            (["--period", "十月"], "不是统计期"),
            (["--period", "2026-12"], "还没有开始"),
        ],
    )
    def test_is_said_in_a_sentence(self, at_noon, capsys, given, sentence):
        assert main(["summary", *given]) == 2

        err = capsys.readouterr().err
        assert sentence in err and err.rstrip().endswith("。")

    def test_two_units_of_one_name_are_told_apart_by_the_unit_above(self, at_noon, capsys):
        orgs.create_unit(name="石桥村", kind="village", parent=at_noon.baisha, by=SYSTEM, at=NOON)

        assert main(["summary", "--unit", "石桥村", "--period", "2026-10"]) == 2
        assert "清水镇/石桥村、白沙镇/石桥村" in capsys.readouterr().err
        assert main(["summary", "--unit", "白沙镇/石桥村", "--period", "2026-10"]) == 0
