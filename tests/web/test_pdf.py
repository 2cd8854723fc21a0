"""PDF of a docx: asked of the same page, printed in the background, shown as pictures; a sentence where there is no office."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

import lianxin.web
from lianxin.pure.paper import pdf

TEMPLATES = Path(lianxin.web.__file__).parent / "templates"


def client_of(town, who):
    client = Client()
    client.force_login(town.people[who])
    return client


def made(_docx: bytes) -> bytes:
    """What LibreOffice would give: two sheets."""
    assert _docx.startswith(b"PK")
    document, box = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(2):
        document.new_page(595, 842)
    document.save(box)
    return box.getvalue()


@pytest.fixture
def officer(town, settings, tmp_path):
    settings.DATA = tmp_path
    return client_of(town, "officer")


class TestAPdf:
    def test_is_made_of_the_docx_of_any_page_and_waits_for_who_asked(self, officer, town, monkeypatch):
        monkeypatch.setattr(pdf, "program", lambda: "/usr/bin/soffice")
        monkeypatch.setattr(pdf, "to_pdf", made)
        here = reverse("nextsteps:docx")

        asked = officer.get(here, {"as": "pdf"})
        page = officer.get(asked.url)
        token = asked.url.rstrip("/").rpartition("/")[2]
        file = officer.get(reverse("ui:pdf_file", args=[token]))
        picture = officer.get(reverse("ui:pdf_sheet", args=[token, 2]))

        assert asked.status_code == 302 and page.status_code == 200
        assert page.content.decode().count("版面图") == 2
        assert file.content.startswith(b"%PDF") and "filename*=utf-8''" in file["Content-Disposition"]
        assert ".pdf" in file["Content-Disposition"] and ".docx" not in file["Content-Disposition"]
        assert picture.content.startswith(b"\x89PNG")
        stranger = client_of(town, "stranger")
        assert {stranger.get(reverse(f"ui:{name}", args=[token])).status_code for name in ("pdf", "pdf_file")} == {404}
        assert officer.get(here).content.startswith(b"PK")  # not asked for, it stays a docx

    def test_is_refused_in_a_sentence_where_it_cannot_be_made(self, officer, monkeypatch):
        monkeypatch.setattr(pdf, "program", lambda: "")
        page = officer.get(reverse("nextsteps:docx"), {"as": "pdf"})
        assert page.status_code == 200 and "没有安装 LibreOffice" in page.content.decode()

        def fails(_docx: bytes) -> bytes:
            raise pdf.NoOffice("用时太久")

        monkeypatch.setattr(pdf, "program", lambda: "/usr/bin/soffice")
        monkeypatch.setattr(pdf, "to_pdf", fails)
        page = officer.get(reverse("nextsteps:docx"), {"as": "pdf"}, follow=True)
        assert page.status_code == 200 and "用时太久" in page.content.decode()

    def test_never_makes_a_page_out_of_a_refusal(self, officer, client):
        assert client.get(reverse("nextsteps:docx"), {"as": "pdf"}).status_code == 302  # to the login page
        assert officer.get(reverse("nextsteps:index"), {"as": "pdf"}).status_code == 200

    def test_is_offered_wherever_a_docx_is(self):
        address, lacking = re.compile(r"""href="(\{% url '\w+:\w*docx'[^%]*%\})((?:\?[^"]*)?)\""""), []
        offered = 0
        for template in TEMPLATES.rglob("*.html"):
            found = address.findall(template.read_text(encoding="utf-8"))
            printed = {url for url, asked in found if "as=pdf" in asked}
            offered += len(printed)
            lacking += [
                f"{template.name}: {url}" for url, asked in found if "as=pdf" not in asked and url not in printed
            ]

        assert lacking == [] and offered > 25
