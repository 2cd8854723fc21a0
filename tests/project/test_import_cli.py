"""lianxin import: the same as in the browser, told on the command line."""

import pytest

from lianxin.project import cli
from lianxin.work.concerns.models import Concern, ImportBatch
from tests.work.test_concerns_importing import ledger


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_bytes(ledger())
    return str(path)


class TestImport:
    def test_brings_a_ledger_in_and_says_how_each_column_was_understood(self, town, file, capsys, tmp_path):
        back = tmp_path / "退回.csv"

        assert cli.main(["import", "concerns", file, "--unit", "清水镇", "--rejected", str(back)]) == 1

        told = capsys.readouterr().out
        assert "内容 ← 反映内容（列名相同）" in told and "退回 第 5 行：收到日期“9月31日”不是存在的日期" in told
        assert "新增 3 件，重复 1 行，退回 2 行" in told
        assert Concern.objects.count() == 3 and ImportBatch.objects.get().unit == town.qingshui
        assert back.read_text(encoding="utf-8-sig").startswith("行号,原因,受理编号")

    def test_the_second_time_brings_nothing_new(self, town, file, capsys):
        cli.main(["import", "concerns", file])

        cli.main(["import", "concerns", file])

        assert "新增 0 件，重复 4 行" in capsys.readouterr().out and Concern.objects.count() == 3

    def test_only_looks_when_told_so(self, town, file, capsys):
        assert cli.main(["import", "concerns", file, "--dry-run"]) == 1

        assert "没有导入" in capsys.readouterr().out
        assert not Concern.objects.exists() and not ImportBatch.objects.exists()

    def test_takes_columns_as_told_by_name_or_letter(self, town, file, capsys):
        assert cli.main(["import", "concerns", file, "--map", "标题=分类", "--map", "内容=I", "--sheet", "数据"]) == 1

        assert "标题 ← 分类（由经办人选定）" in capsys.readouterr().out
        assert Concern.objects.get(external_number="XF-001").title == "道路路灯"

    def test_takes_a_batch_out_again(self, town, file, capsys):
        cli.main(["import", "concerns", file])
        batch = ImportBatch.objects.get()

        assert cli.main(["import", "list"]) == 0
        assert cli.main(["import", "undo", str(batch.pk)]) == 0
        assert cli.main(["import", "undo", str(batch.pk)]) == 2

        out, wrong = capsys.readouterr()
        assert "新增 3" in out and "已撤销" in out and "已经撤销过了" in wrong
        assert not Concern.objects.exists()

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (["--unit", "黑山镇"], "没有名为“黑山镇”的单位"),
            (["--sheet", "五月"], "没有工作表“五月”"),
            (["--map", "颜色=分类"], "看不懂"),
            (["--map", "标题=没有的列"], "没有一张表有这样的列"),
            (["--kind", "吐槽"], "不认识“吐槽”"),
        ],
    )
    def test_says_what_it_cannot_make_out(self, town, file, capsys, more, said):
        assert cli.main(["import", "concerns", file, *more]) == 2

        assert said in capsys.readouterr().err and not Concern.objects.exists()

    def test_says_why_a_file_will_not_do(self, town, tmp_path, capsys):
        other = tmp_path / "户数.csv"
        other.write_text("镇,村,户数\n清水镇,石桥村,3\n", encoding="utf-8")

        assert cli.main(["import", "concerns", str(other)]) == 2
        assert cli.main(["import", "concerns", str(tmp_path / "没有.xlsx")]) == 2
        assert cli.main(["import", "undo", "99"]) == 2

        wrong = capsys.readouterr().err
        assert "没有找到诉求台账" in wrong and "打不开文件" in wrong and "没有第 99 批" in wrong
