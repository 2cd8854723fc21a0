"""再核对: what a press of a button does to the text that the page carries: mend, write, undo, waive, hold against records."""

import os
import re
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.base.journal.models import Entry
from lianxin.pure.paper import Paper, Para, plain_text, runs, write_docx
from lianxin.reports.documents.models import Document
from tests.conftest import NOON
from tests.pure.test_texts import with_part
from tests.reports.document_scenes import free, signed
from tests.reports.in_process import in_process  # noqa: F401
from tests.work.conftest import registered

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
CRIME = "发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"
TEXT = f"十月工作总结\n{CRIME}\n请按某政发[2026]5号办理，本月共收到诉求8件。"

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def client(town, monkeypatch):
    """李青's browser; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = Client()
    client.force_login(town.people["officer"])
    return client


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """The docx with some words of its main part changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.replace(old, new) if name == "word/document.xml" else part)
    return out.getvalue()


def words(response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def carried(response) -> dict[str, str]:
    """What the page would send again."""
    page = response.content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(kept|paper)" value="([^"]*)">', page))
    assert response.status_code == 200 and "kept" in found, words(response)
    return {key: unescape(value) for key, value in found.items()}


def press(client, response, do, **given):
    """A button of the result."""
    return client.post("/check/again/", {**carried(response), "do": do, **given})


def ignored(why: str, reason: str, said: str) -> dict[str, str]:
    """What the button 忽略 sends for the finding that `why:…` opened."""
    key = why.removeprefix("why:")
    return {"do": f"ignore:{key}", f"reason-{key}": reason, f"why-{key}": said}


def value(response, verb: str) -> str:
    """The first button of a kind."""
    return re.search(rf'value="({verb}:[^"]+)"', response.content.decode())[1]


@pytest.fixture
def first(client):
    return client.post("/check/", {"text": TEXT})


class TestMending:
    def test_puts_what_was_offered_in_its_place_and_takes_it_back(self, client, first):
        mended = press(client, first, value(first, "mend"))

        shown = words(mended)
        assert "比上次少了 1 处意见" in shown and "撤销上一处改动" in shown
        assert "16.3%" in shown or "〔2026〕5号" in shown
        undone = press(client, mended, "undo")
        assert "新出现 1 处意见" in words(undone) and "撤销上一处改动" not in words(undone)

    def test_writes_a_paragraph_anew_and_checks_again(self, client, first):
        opened = press(client, first, value(first, "line"))
        assert '<textarea form="work" name="words-1"' in opened.content.decode()

        written = press(client, opened, value(opened, "edit"), **{"words-1": CRIME.replace("16.2", "16.3")})

        assert "不符 0 处" in words(written) and "16.3%" in words(written)

    @pytest.mark.parametrize("do", ["mend:0:5", "mend:x", "edit:99", "edit:-1", "nonsense", "heed:x", "undo", "line:x"])
    def test_what_was_not_offered_changes_nothing(self, client, first, do):
        after = press(client, first, do, **{"words-99": "改", "words--1": "改"})

        assert "意见和上次一样" in words(after) and "撤销上一处改动" not in words(after)


class TestWaiving:
    def test_asks_why_and_counts_no_more(self, client, first):
        why = value(first, "why")
        asked = press(client, first, why)
        assert "为什么可以不改" in words(asked)

        waived = press(client, asked, **ignored(why, "rule", "上级要求"))

        assert "已忽略：另有口径：上级要求" in words(waived) and "忽略的 1 处" in words(waived)
        heeded = press(client, waived, why.replace("why:", "heed:"))
        assert "已忽略" not in words(heeded)

    @pytest.mark.parametrize("reason", ["", "boss"])
    def test_without_a_reason_asks_again_and_keeps_the_words(self, client, first, reason):
        why = value(first, "why")
        assert (
            " selected>"
            not in press(client, first, why).content.decode().split('name="reason-')[1].split("</select>")[0]
        )

        again = press(client, first, **ignored(why, reason, "上级要求"))

        assert "请选择为什么可以不改。" in words(again) and "已忽略" not in words(again)
        assert 'value="上级要求"' in again.content.decode()

    def test_holds_when_the_text_around_it_is_mended(self, client, first):
        why = value(first, "why")
        waived = press(client, first, **ignored(why, "rule", "上级要求"))
        line = value(waived, "line")
        number = line.removeprefix("line:")

        mended = press(
            client, waived, f"edit:{number}", **{f"words-{number}": f"加一句。\n{TEXT.split(chr(10))[int(number)]}"}
        )

        assert "已忽略：另有口径：上级要求" in words(mended)


class TestWhatIsTyped:
    def test_is_in_the_form_again_where_nothing_is_left_to_check(self, client):
        first = client.post("/check/", {"text": CRIME})

        emptied = press(client, first, "edit:0", **{"words-0": " "})

        assert "没有可核对的文字" in words(emptied) and CRIME in emptied.content.decode()

    def test_stays_open_when_another_button_is_pressed(self, client, first):
        typed = {"words-1": "写了一半", "why-0123456789ab": "x"}
        why = value(first, "why")

        page = press(client, first, why, **typed)
        assert ">写了一半</textarea>" in page.content.decode() and "为什么可以不改" in words(page)
        after = press(client, page, "mend:x", **typed)
        assert ">写了一半</textarea>" in after.content.decode()

        assert "写了一半" not in words(press(client, page, "close:1", **typed))

    def test_moves_along_with_its_paragraph(self, client, first):
        page = press(client, first, "edit:0", **{"words-0": "十月\n工作总结", "words-2": "写了一半"})

        assert 'name="words-3"' in page.content.decode() and "写了一半" in words(page)
        back = press(client, page, "undo", **{"words-3": "写了一半"})
        assert 'name="words-2"' in back.content.decode()


class TestHolding:
    def test_against_the_records_of_a_unit_and_a_period(self, client, town, first):
        registered(town)

        held = press(client, first, "hold", unit="清水镇", period="2026-11")

        shown = words(held)
        assert "已对照清水镇2026年11月的记录" in shown and "不符·与记录不一致" in shown and "记录为1" in shown

    def test_of_a_unit_that_is_not_ones_own_nothing_is_told(self, client, town, first):
        registered(town, unit=town.shahe, by=town.stranger)

        held = press(client, first, "hold", unit="白沙镇", period="2026-11")

        assert "没有叫“白沙镇”的单位" in words(held) and "与记录不一致" not in words(held)
        assert "请选择对照哪个时期的记录" in words(press(client, first, "hold", unit="清水镇", period=""))

    def test_against_what_the_unit_wrote_before(self, client, town, monkeypatch):
        before = free(town, "本月共排查矛盾纠纷36件。", title="2026年10月排查情况")
        Document.objects.filter(pk=signed(before, town=town).pk).update(period="2026-10", issued_on=date(2026, 11, 1))
        first = client.post("/check/", {"text": "本月排查矛盾纠纷30件，比上月31件减少1件。"})

        held = press(client, first, "hold", unit="清水镇", period="2026-11")

        assert "《2026年10月排查情况》写的是36件，这里写31件。" in words(held) and "存疑·与以前不一致" in words(held)


class TestTakingAlong:
    def test_a_docx_goes_home_with_comments_until_its_text_is_changed(self, client):
        paper = write_docx(Paper("总结", (Para(runs(CRIME)),)))
        first = client.post("/check/", {"file": SimpleUploadedFile("总结.docx", paper)})

        def taken(response):
            return client.post("/check/download/", {**carried(response), "as": "docx"}).content

        assert "下降率16.2%" in ZipFile(BytesIO(taken(first))).read("word/comments.xml").decode()
        mended = press(client, first, value(first, "line"))
        mended = press(client, mended, "edit:0", **{"words-0": CRIME.replace("16.2", "16.1")})
        assert "7÷43=16.28%" in plain_text(taken(mended))

    def test_a_large_docx_is_chosen_again_and_a_strange_one_gets_a_list(self, client):
        paper = write_docx(Paper("总结", (Para(runs(CRIME)),)))
        large = with_part(paper, "word/media/image1.png", os.urandom(450_000))
        strict = rewritten(paper, b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT)

        def first(data):
            return client.post("/check/", {"file": SimpleUploadedFile("总结.docx", data)})

        def taken(response, *files):
            again = {"original": SimpleUploadedFile("总结.docx", *files)} if files else {}
            return client.post("/check/download/", {**carried(response), "as": "docx", **again}).content

        page = first(large)
        assert "paper" not in carried(page) and "请再选一次这个文件" in words(page)
        assert "下降率16.2%" in ZipFile(BytesIO(taken(page, large))).read("word/comments.xml").decode()
        assert plain_text(taken(page)).strip().startswith("核对意见")
        other = plain_text(taken(page, write_docx(Paper("另一份", ()))))
        assert "原文件里没有加上批注" in other and "7÷43=16.28%" in other
        listed = plain_text(taken(first(strict)))
        assert "原文件里没有加上批注" in listed and "7÷43=16.28%" in listed

    def test_what_was_tampered_with_is_refused_and_nothing_is_kept(self, client, first):
        before = Entry.objects.count()
        kept = carried(first)

        answer = client.post("/check/again/", {**kept, "kept": kept["kept"][:-3] + "abc", "do": "undo"})

        assert answer.status_code == 400 and "页面放得太久" in words(answer)
        assert Entry.objects.count() == before
