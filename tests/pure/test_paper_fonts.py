"""字体: names with rare characters are printed, with a font of their own in the PDF; the stand-ins are shipped."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from lianxin.pure.paper import Para, layout, pdf, runs, write_docx
from tests.pure.paper_cases import report

#: names have them, the small fonts of the standard's names do not: of GB 18030's later parts, some beyond the first plane
RARE = "𬱖㛃䶮𫖯𬭎珺堃喆玥赟昉燚镕琹"
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="未安装 LibreOffice，不能核对打印的字体")


class TestTheAliases:
    def test_name_a_stand_in_for_every_font_that_a_docx_names_and_end_with_one_that_has_the_rare_characters(self):
        aliases = pdf.aliases().read_text(encoding="utf-8")

        for name in (layout.FANGSONG, layout.KAITI, layout.HEITI, layout.SONGTI, layout.XIAOBIAOSONG):
            found = re.search(rf"<family>{name}</family>\s*<accept>(.*?)</accept>", aliases, re.DOTALL)
            assert found and "Noto Serif CJK SC" in found[1], name
        assert layout.LATIN in aliases

    def test_are_added_to_those_of_the_machine(self, tmp_path):
        made = pdf.font_configuration(tmp_path).read_text(encoding="utf-8")

        assert str(pdf.aliases()) in made and "/etc/fonts/fonts.conf" in made
        if shutil.which("fc-match"):
            said = subprocess.run(
                ["fc-match", layout.FANGSONG], env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)},
                capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            assert re.search(r"Fandol|Noto Serif|UMing", said), said


@pytest.mark.browser
@OFFICE
class TestAPdf:
    def test_holds_the_rare_characters_of_names_and_embeds_every_font(self, tmp_path: Path):
        paper = replace(
            report(), title=f"关于表扬{RARE[:3]}同志的通报", body=(Para(runs(f"王{RARE}、李{RARE[0]}等同志。")),)
        )

        made = pdf.to_pdf(write_docx(replace(paper, attachments=())))

        with pypdfium2.PdfDocument(made) as document:
            text = document[0].get_textpage()
            words = text.get_text_range()
            text.close()
        assert RARE in words and f"关于表扬{RARE[:3]}同志的通报" in words
        if shutil.which("pdffonts") is None:
            pytest.skip("没有 pdffonts（poppler-utils），不能核对嵌入的字体")
        (tmp_path / "made.pdf").write_bytes(made)
        listed = subprocess.run(["pdffonts", str(tmp_path / "made.pdf")], capture_output=True, text=True, check=True)
        rows = listed.stdout.splitlines()[2:]
        assert len(rows) >= 2
        # name, type, encoding, emb, sub, uni, object: all embedded, as subsets, with a table back to characters
        assert all(re.search(r"\byes\s+yes\s+yes\s+\d+\s+\d+$", row) for row in rows), listed.stdout
