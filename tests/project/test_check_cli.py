"""lianxin check: findings for people and as JSON, exit codes, files that cannot be read, the records."""

import json
from zipfile import ZipFile

import pytest

from lianxin.project.cli import main
from lianxin.pure.paper import Paper, Para, plain_text, runs, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.summaries import commands
from tests.conftest import NOON
from tests.reports.word import with_figure, with_words
from tests.work.conftest import registered

CRIME = "1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"
RIGHT = CRIME.replace("16.2", "16.3")


@pytest.fixture
def file(tmp_path):
    """A file with this content, by its name."""

    def make(content, name="月报.txt") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return make


def lines_of(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


class TestForPeople:
    def test_names_the_line_the_verdict_and_the_computation(self, file, capsys):
        name = file(f"月报\n{CRIME}\n")

        code = main(["check", name])

        out = capsys.readouterr().out
        assert code == 1
        assert f"{name}：核对 2 处，不符 1 处，存疑 0 处，格式 0 处，无法判定 0 处。" in out
        assert "[不符·截尾] 第 2 行“" in out and "7÷43=16.28%" in out
        assert "[相符]" not in out

    def test_lists_what_holds_when_asked(self, file, capsys):
        assert main(["check", "--all", file(RIGHT)]) == 0
        assert capsys.readouterr().out.count("[相符]") == 2

    def test_a_text_without_claims_is_no_error(self, file, capsys):
        assert main(["check", file("群众反映路灯不亮。")]) == 0
        assert "核对 0 处，不符 0 处" in capsys.readouterr().out

    def test_checks_every_file_and_keeps_the_worst_code(self, file, capsys):
        assert main(["check", file(RIGHT, "a.txt"), file(CRIME, "b.txt"), file(RIGHT, "c.txt")]) == 1
        assert main(["check", file(CRIME, "b.txt"), file(b"", "d.txt"), file(RIGHT, "c.txt")]) == 2
        assert "不符 0 处" in capsys.readouterr().out


class TestAsJson:
    @pytest.mark.mechanism("M301")
    def test_is_one_object_a_file_in_the_promised_shape(self, file, capsys):
        names = [file(CRIME, "a.txt"), file("抓好四个方面：一是学习；二是走访；三是整改。", "b.txt")]

        code = main(["check", "--json", *names])

        first, second = lines_of(capsys)
        assert code == 1
        assert list(first) == ["file", "claims", "findings"] and first["file"] == names[0]
        assert [(one["kind"], one["verdict"]) for one in first["claims"]] == [
            ("difference", "holds"), ("rate", "fails:truncated"),
        ]  # fmt: skip
        [finding] = first["findings"]
        assert list(finding) == [
            "kind",
            "quote",
            "start",
            "end",
            "stated",
            "computed",
            "verdict",
            "explain",
            "grade",
            "mend",
        ]
        assert CRIME[finding["start"] : finding["end"]] == finding["quote"]
        assert (finding["stated"], finding["computed"]) == ("16.2", "16.3")
        assert {one["kind"] for one in second["findings"]} == {"count-word"}

    def test_an_unreadable_file_is_an_object_with_its_sentence(self, file, capsys):
        assert main(["check", "--json", file(b"", "空.txt"), file(RIGHT)]) == 2

        bad, good = lines_of(capsys)
        assert (bad["claims"], bad["findings"]) == ([], []) and "文件是空的" in bad["error"]
        assert len(good["claims"]) == 2


class TestFilesThatCannotBeRead:
    def test_each_gets_a_sentence_that_says_what_to_do(self, file, tmp_path, capsys):
        names = [
            str(tmp_path / "没有.txt"), file(b"%PDF-1.7 nothing", "坏.pdf"), file(b"PK\x03\x04x", "坏.docx"),
        ]  # fmt: skip

        for name in names:
            assert main(["check", name]) == 2
            err = capsys.readouterr().err
            assert name in err and err.rstrip().endswith("。"), err

    def test_a_name_that_is_missing_is_wrong_use(self, capsys):
        with pytest.raises(SystemExit) as left:
            main(["check"])

        assert left.value.code == 2


class TestAgainstTheRecords:
    @pytest.fixture
    def summary(self, town):
        registered(town)
        return commands.write(unit=town.qingshui, period=Period.parse("2026-11"), by=town.clerk, at=NOON)

    def test_an_untouched_summary_agrees(self, summary, file, capsys):
        name = file(summary, "总结.docx")

        assert main(["check", "--json", "--records", name]) == 0
        [out] = lines_of(capsys)
        assert out["findings"] == []
        assert {one["verdict"] for one in out["claims"] if one["kind"] == "bound"} == {"holds"}

    @pytest.mark.thorough
    def test_a_changed_digit_and_a_typed_figure_are_named(self, summary, file, capsys):
        changed = with_words(with_figure(summary, "1", "7"), "文中数字", "走访群众860户。文中数字")

        code = main(["check", "--json", "--records", file(changed, "总结.docx")])

        [out] = lines_of(capsys)
        assert code == 1
        assert [(one["kind"], one["stated"], one["computed"], one["verdict"]) for one in out["findings"]] == [
            ("unbacked", "860户", "", "undecidable"), ("bound", "7", "1", "fails:changed-by-hand"),
        ]  # fmt: skip

    def test_without_being_asked_it_says_that_it_could(self, summary, file, capsys):
        assert main(["check", file(with_figure(summary, "1", "7"), "总结.docx")]) == 0
        assert "加 --records 可以与记录核对" in capsys.readouterr().out

    def test_for_people_it_says_both_digits(self, summary, file, capsys):
        assert main(["check", "--records", file(with_figure(summary, "1", "7"), "总结.docx")]) == 1
        out = capsys.readouterr().out
        assert "[不符·被改动]" in out and "记录为1，文中被改为7。" in out

    def test_typed_figures_are_held_against_a_unit_and_a_period(self, town, file, capsys):
        registered(town)
        name = file("本月共收到诉求8件。", "汇报.txt")

        assert main(["check", "--json", "--records", "--unit", "清水镇", "--period", "2026-11", name]) == 1

        [out] = lines_of(capsys)
        assert [(one["kind"], one["stated"], one["computed"], one["grade"]) for one in out["findings"]] == [
            ("stated", "8件", "1", "wrong")
        ]
        right = file("本月共收到诉求1件。", "汇报.txt")
        assert main(["check", "--records", "--unit", "清水镇", "--period", "2026-11", right]) == 0

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (["--unit", "清水镇"], "--unit 要和 --records、--period 一起写"),
            (["--records", "--period", "2026-11"], "请用 --unit 写明"),
            (["--records", "--unit", "天上镇", "--period", "2026-11"], "没有名为“天上镇”的单位"),
            (["--records", "--unit", "清水镇", "--period", "2026-13"], "没有这样的统计期"),
        ],
    )
    def test_half_of_it_is_refused_in_a_sentence(self, town, file, capsys, options, sentence):
        assert main(["check", *options, file(RIGHT)]) == 2
        assert sentence in capsys.readouterr().err


class TestGrades:
    @pytest.mark.mechanism("M302")
    def test_are_counted_and_listed_with_what_to_write_instead(self, file, capsys):
        code = main(["check", file("请按某政发[2026]5号办理，到会xx人。\n" + CRIME)])

        out = capsys.readouterr().out
        assert code == 1
        assert "不符 1 处，存疑 1 处，格式 1 处" in out and "[存疑·没有填] 第 1 行“" in out
        assert "[格式·不合格式] 第 1 行“[2026]5号”" in out and "改为：〔2026〕5号" in out

    def test_what_is_only_doubtful_or_a_matter_of_style_is_no_failure(self, file, capsys):
        assert main(["check", "--json", file("请按某政发[2026]5号办理。")]) == 0
        [out] = lines_of(capsys)
        assert [(one["grade"], one["mend"]) for one in out["findings"]] == [("style", "〔2026〕5号")]


class TestFoldersAndCopies:
    def test_a_folder_is_checked_file_by_file_and_copies_go_into_another(self, tmp_path, capsys):
        folder, copies = tmp_path / "材料", tmp_path / "批注"
        (folder / "镇").mkdir(parents=True)
        (folder / "镇" / "甲.docx").write_bytes(write_docx(Paper("月报", (Para(runs(CRIME)),))))
        (folder / "乙.txt").write_text(RIGHT, encoding="gb18030")
        (folder / "~$甲.docx").write_bytes(b"lock")
        (folder / "图.png").write_bytes(b"no text")

        assert main(["check", "--docx", str(copies), str(folder)]) == 1

        out = capsys.readouterr().out
        assert out.count("：核对 ") == 2 and "图.png" not in out
        assert "下降率16.2%" in ZipFile(copies / "甲-核对-docx.docx").read("word/comments.xml").decode()
        assert "没有发现不符" in plain_text((copies / "乙-核对-txt.docx").read_bytes())
        empty = tmp_path / "空"
        empty.mkdir()
        assert main(["check", str(empty)]) == 2 and "没有可以核对的文件" in capsys.readouterr().err

    def test_a_copy_of_one_file_is_written_where_it_is_asked_for(self, file, tmp_path, capsys):
        assert main(["check", "--docx", str(tmp_path / "注.docx"), file(CRIME)]) == 1
        assert "7÷43=16.28%" in plain_text((tmp_path / "注.docx").read_bytes())
        assert main(["check", "--docx", str(tmp_path), file(CRIME)]) == 2
        assert "请写文件名" in capsys.readouterr().err


class TestAgainstEarlierTexts:
    def test_what_was_written_last_time_is_held_against_it(self, file, capsys):
        before = file("某镇2026年9月工作总结\n本月受理诉求36件。", "2026年9月总结.txt")
        now = file("某镇2026年10月工作总结\n本月受理诉求40件，比上月31件增加9件。", "2026年10月总结.txt")

        assert main(["check", "--json", now, "--earlier", before]) == 0

        [out] = lines_of(capsys)
        assert ("earlier", "doubtful", "36件") in {
            (one["kind"], one["grade"], one["computed"]) for one in out["findings"]
        }
        assert main(["check", now, "--earlier", file(b"", "空.txt")]) == 2
        assert "空.txt：文件是空的" in capsys.readouterr().err
