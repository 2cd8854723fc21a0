"""核对一份材料: the child that reads strangers' files says what it reads, and its end is never ours."""

import subprocess

import pytest

from lianxin.pure.figures import check
from lianxin.pure.paper import Binding, Figure, Paper, Para, runs, write_docx
from lianxin.reports.summaries import examine as module
from lianxin.reports.summaries.examine import Reader, Unreadable, examine

TEXT = "1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"


class TestExamining:
    def test_says_the_same_as_the_checker_itself(self):
        found = examine(TEXT.encode(), "月报.txt")

        assert found.document.text == TEXT
        assert found.checked == check(TEXT)
        assert found.checked.findings[0].verdict == "fails:truncated"

    def test_reads_a_docx_with_its_bound_figures_in_place(self):
        binding = Binding("concern.received", "1", "7", "2026-10", "40")
        data = write_docx(Paper("总结", (Para(runs("收到", Figure("40", binding), "件。")),)))

        document = examine(data, "总结.docx").document

        [figure] = document.bound
        assert figure.binding == binding
        assert document.text[figure.start : figure.end] == "40"

    @pytest.mark.thorough
    @pytest.mark.parametrize("data", [b"", b"   ", b"%PDF-1.7 broken", b"PK\x03\x04broken", b"PK\x05\x06"])
    def test_refuses_what_is_no_text_in_a_sentence(self, data):
        with pytest.raises(Unreadable, match="。$"):
            examine(data, "坏.docx")

    @pytest.mark.thorough
    def test_refuses_a_text_that_is_too_long(self):
        with pytest.raises(Unreadable, match="20 万字"):
            examine(("全镇共登记群众反映的事项。" * 20_000).encode(), "长.txt")

    @pytest.mark.thorough
    @pytest.mark.parametrize("name", ["", "../../etc/passwd", "a\0b.txt", "\ud800.txt", "x" * 5000, "--help"])
    def test_takes_any_name(self, name):
        assert examine(TEXT.encode(), name).document.text == TEXT

    def test_a_child_that_takes_too_long_is_stopped(self):
        with pytest.raises(Unreadable, match="限定时间"):
            examine(TEXT.encode(), "慢.txt", wall_seconds=0.01)

    @pytest.mark.parametrize(("code", "sentence"), [(-9, "限定时间"), (1, "结构异常")])
    def test_a_child_that_dies_is_a_sentence(self, monkeypatch, code, sentence):
        monkeypatch.setattr(
            module.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, code, stdout=b'{"te')
        )

        with pytest.raises(Unreadable, match=sentence):
            examine(TEXT.encode(), "死.txt")


class TestAReader:
    @pytest.mark.thorough
    def test_says_of_several_files_what_a_child_of_their_own_says(self):
        paper = write_docx(Paper("总结", (Para(runs(TEXT)),)))
        with Reader() as reader:
            first = examine(TEXT.encode("gb18030"), "月报.txt", reader=reader)
            with pytest.raises(Unreadable, match="PDF 已损坏"):
                examine(b"%PDF-1.7 x", "坏.pdf", reader=reader)
            with pytest.raises(Unreadable, match="空"):
                examine(b"", "空.txt", reader=reader)
            second = examine(paper, "总结\n.docx", reader=reader)

        assert first.checked == check(TEXT)
        assert second == examine(paper, "总结.docx")

    @pytest.mark.thorough
    def test_a_child_that_falls_or_is_late_costs_one_file(self):
        with Reader() as reader:
            examine(TEXT.encode(), "一.txt", reader=reader)
            reader._child.kill()
            with pytest.raises(Unreadable, match="。$"):
                examine(TEXT.encode(), "二.txt", reader=reader)
            reader._wall_seconds = 0.01
            with pytest.raises(Unreadable, match="限定时间"):
                examine(TEXT.encode(), "三.txt", reader=reader)
            reader._wall_seconds = 40
            assert examine(TEXT.encode(), "四.txt", reader=reader).checked == check(TEXT)
