"""`lianxin compare`: what texts share, each two of the files, as a table and as JSON."""

import json
import os
import shutil
import subprocess
import sys

import pytest
import xlsxwriter

from lianxin.project import cli, compare_cli

SAID = "坚持把群众的小事当作自己的大事，从群众关心的事情做起，从让群众满意的事情做起。"
WRONG = "工作中突出三个特性，一是针对性强，二是操作性强，三是科学性强，四是实践性强，群众是满意的。"


def paper(path, text, encoding="utf-8"):
    path.write_text(text, encoding=encoding)
    return str(path)


class TestCompare:
    @pytest.fixture
    def pair(self, tmp_path):
        return [
            paper(tmp_path / "甲.txt", "甲村总结\n一、做法。" + SAID + "二、成效。" + WRONG),
            paper(tmp_path / "乙.txt", "乙村汇报\n前言：" + SAID.replace("，", ",\n") + "以上。" + WRONG, "gb18030"),
        ]

    @pytest.mark.mechanism("M301")
    def test_shows_the_passages_names_the_shared_error_and_says_so_by_its_exit_code(self, pair, capsys):
        assert cli.main(["compare", *pair]) == 1

        shown = capsys.readouterr().out
        assert "相同 2 段" in shown and "从让群众满意的事情做起。" in shown
        assert "共同的错误：“三个特性”" in shown and "4项" in shown

    def test_gives_each_two_of_three_as_json_with_offsets_into_the_texts(self, pair, tmp_path, capsys):
        third = paper(tmp_path / "丙.txt", "丙村的事：路灯修了两回，桥面补了一处，都是乡亲们自己商量定下来的。")
        assert cli.main(["compare", "--json", *pair, third]) == 1

        pairs = json.loads(capsys.readouterr().out)["pairs"]
        assert [(one["a"], one["b"]) for one in pairs] == [(pair[0], pair[1]), (pair[0], third), (pair[1], third)]
        first, run, (error,) = pairs[0], pairs[0]["runs"][0], pairs[0]["shared_errors"]
        text = compare_cli.read_text_of(pair[0])
        assert text[run["a_start"] : run["a_start"] + len(SAID)] == SAID
        assert list(first) == ["a", "b", "shared", "share_of_shorter", "in_order", "shared_errors", "runs"]
        assert list(run) == ["a_start", "b_start", "length", "text"]
        assert first["shared"] == sum(one["length"] for one in first["runs"]) and first["in_order"]
        assert error["quote"] == "三个特性" == text[error["a"]["start"] : error["a"]["end"]] and error["b"]["explain"]
        assert all(one["runs"] == [] and one["shared"] == 0 and one["share_of_shorter"] == 0 for one in pairs[1:])

    def test_is_silent_where_only_idiom_and_chance_are_shared(self, tmp_path, capsys):
        files = [paper(tmp_path / "a.txt", "去年为群众办实事、做好事、解难事，清理河道，修缮危桥。坚持每周五集中学习一次的制度。"),
                 paper(tmp_path / "b.txt", "说到为群众办实事、做好事、解难事，靠的是人。他们坚持每周五集中学习一次。")]  # fmt: skip
        own = paper(tmp_path / "套话.txt", "坚持每周五集中学习一次")

        assert cli.main(["compare", *files]) == 0
        assert cli.main(["compare", "--least", "10", *files]) == 1
        assert cli.main(["compare", "--least", "10", "--idioms", own, *files]) == 0
        assert "没有找到相同的段落" in capsys.readouterr().out

    def test_says_which_file_cannot_be_read_and_what_it_needs(self, pair, tmp_path, capsys):
        assert cli.main(["compare", pair[0], str(tmp_path / "没有.txt")]) == 2
        assert cli.main(["compare", pair[0]]) == 2
        assert cli.main(["compare", "--least", "2", *pair]) == 2
        said = capsys.readouterr().err
        assert "没有.txt" in said and "两份以上" in said and "至少为 4" in said

    def test_takes_a_file_that_is_given_twice_once(self, pair, tmp_path, capsys, monkeypatch):
        monkeypatch.chdir(tmp_path)

        assert cli.main(["compare", "--json", "甲.txt", "./甲.txt", pair[1], pair[1]]) == 1
        assert [(one["a"], one["b"]) for one in json.loads(capsys.readouterr().out)["pairs"]] == [("甲.txt", pair[1])]
        assert cli.main(["compare", "甲.txt", "./甲.txt"]) == 2
        assert "只算一份" in capsys.readouterr().err

    @pytest.mark.thorough
    def test_prints_a_name_that_is_no_text(self, pair, tmp_path):
        """Names of files are bytes; a strict terminal would refuse them."""
        odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xbc\xd7.txt")
        shutil.copy(pair[0], odd)
        wanted = [
            sys.executable,
            "-c",
            "import sys; from lianxin.project.cli import main; sys.exit(main(sys.argv[1:]))",
        ]

        for how in (["--json"], []):
            run = subprocess.run([*wanted, "compare", *how, odd, pair[1], f"{odd}x"], capture_output=True, check=False,
                                 env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"})  # fmt: skip
            assert run.returncode == 2 and b"Traceback" not in run.stderr and "从让群众满意" in run.stdout.decode()

    def test_compares_the_others_where_one_file_is_damaged_and_reads_what_the_checker_reads(
        self, pair, tmp_path, capsys
    ):
        (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(200))
        page = paper(tmp_path / "网页.html", f"<html><body><p>丙镇汇报</p><p>{SAID}</p></body></html>")
        with xlsxwriter.Workbook(tmp_path / "表.xlsx") as book:
            book.add_worksheet().write_row(0, 0, ["事项", SAID])

        files = [pair[0], str(tmp_path / "坏.docx"), page, str(tmp_path / "表.xlsx")]
        assert cli.main(["compare", "--json", *files]) == 2

        shown = capsys.readouterr()
        assert "坏.docx：" in shown.err and "Traceback" not in shown.err and shown.err.count("。") >= 1
        pairs = json.loads(shown.out)["pairs"]
        assert [(one["a"], one["b"]) for one in pairs] == [(pair[0], page), (pair[0], files[3]), (page, files[3])]
        assert all(SAID.rstrip("。") in one["runs"][0]["text"].replace(",", "，") for one in pairs)

    def test_forgives_what_five_texts_of_different_origin_all_say(self, tmp_path, capsys):
        said = "凡是来访的群众都要起身相迎热情接待耐心听取认真记录"
        own = ["".join(map(chr, range(start, start + 200))) for start in range(0x5000, 0x5500, 0x100)]
        files = [paper(tmp_path / f"{n}.txt", f"{one[:90]}。{said}。{one[90:]}。") for n, one in enumerate(own)]

        assert cli.main(["compare", *files]) == 0
        assert cli.main(["compare", *files[:4]]) == 1
