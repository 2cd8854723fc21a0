"""外来的文字: a stranger's document is read beside the serving process; whatever it does, an answer in words comes back."""

import subprocess
import sys

import pytest

from lianxin.base.files.texts import Unreadable, read_text_apart
from tests import workslips_made as made


class TestADocument:
    @pytest.mark.thorough
    def test_comes_back_as_its_reader_gives_it(self):
        found = read_text_apart(made.docx_table(), "转送单.docx")

        assert found.kind == "docx" and found.tables[0].rows[0][1].text == made.NUMBER
        assert found.tables[0].rows[4][2].address == "" and found.text.startswith("定河市信访局")

    @pytest.mark.parametrize(("data", "says"), [
        (b"", "文件是空的"), (b"PK\x03\x04" + b"\0" * 200, "损坏"), (b"\xff" * 300, "编码无法识别"),
    ])  # fmt: skip
    @pytest.mark.thorough
    def test_that_is_none_is_refused_in_words(self, data, says):
        with pytest.raises(Unreadable, match=says):
            read_text_apart(data, "转送单.docx")

    @pytest.mark.thorough
    def test_that_takes_too_long_is_given_up(self):
        with pytest.raises(Unreadable, match="限定时间"):
            read_text_apart(made.docx_table(), "转送单.docx", wall_seconds=0.001)

    def test_whose_reader_dies_is_refused_in_words(self, monkeypatch):
        died = subprocess.CompletedProcess([], -9, b'{"text": "h', b"")
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: died)

        with pytest.raises(Unreadable, match="限定时间"):
            read_text_apart(b"x", "转送单.docx")

    @pytest.mark.thorough
    def test_is_read_without_the_site(self):
        code = "import sys, lianxin.base.files.texts_child, lianxin.pure.texts; print('django' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert done.stdout.strip() == "False"
