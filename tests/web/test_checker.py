"""核对: a text pasted or uploaded is shown with its findings in place; nothing of it is stored."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.pure.paper import Paper, Para, runs, write_docx
from lianxin.pure.periods import Period
from lianxin.reports.summaries import commands
from tests.conftest import NOON
from tests.reports.in_process import in_process  # noqa: F401
from tests.reports.word import with_figure, with_words
from tests.work.conftest import registered

pytestmark = pytest.mark.usefixtures(
    "in_process"
)  # of the child itself tell tests/reports/test_examine.py and test_fuzzed.py
PAGE = "/check/"
CRIME = "1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"


@pytest.fixture
def enter(town, monkeypatch):
    """A browser in which one of the cast is logged in; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str = "clerk") -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


@pytest.fixture
def summary(town):
    """清水镇's November, with one concern, written by its officer."""
    registered(town)
    return commands.write(unit=town.qingshui, period=Period.parse("2026-11"), by=town.officer, at=NOON)


def paste(client, text):
    return client.post(PAGE, {"text": text})


def upload(client, data, name="总结.docx"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def words(response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


class TestPasting:
    def test_marks_the_place_in_words_and_says_the_computation(self, enter):
        response = paste(enter(), CRIME)

        page = response.content.decode()
        assert response.status_code == 200
        assert "核对 2 处" in words(response) and "不符 1 处" in words(response) and "无法判定 0 处" in words(response)
        assert re.search(r'<mark class="wrong">[^<]*下降率16\.2%</mark><a class="pin wrong" href="#n1"', page)
        assert "不符·截尾" in page and "7÷43=16.28%" in page
        assert 'href="#at-n1"' in page and 'id="at-n1"' in page and 'id="n1"' in page

    @pytest.mark.mechanism("M301")
    def test_counts_what_a_number_word_announces(self, enter):
        response = paste(enter(), "开展“三查”（查作风、查纪律）活动，抓好四个方面：一是学习；二是走访；三是整改。")

        assert "不符·项数不等" in words(response) and "后面列举的有3项" in words(response)

    def test_shows_what_holds_only_when_asked_without_any_script(self, enter):
        page = paste(enter(), CRIME).content.decode()

        assert 'type="checkbox" id="show-right"' in page and "相符的 1 处也标出来" in page
        assert '<div class="note right" id="h1"' in page  # there, and hidden by the style sheet

    def test_says_so_when_nothing_is_wrong(self, enter):
        assert "没有发现不符的地方。" in words(paste(enter(), CRIME.replace("16.2", "16.3")))

    def test_says_so_when_there_is_nothing_to_reckon(self, enter):
        assert "没有找到可以核对的地方" in words(paste(enter(), "群众反映强烈，我们认真办理。"))

    def test_escapes_everything(self, enter):
        page = paste(enter(), f"<script>alert(1)</script>{CRIME}<img src=x onerror=alert(2)>").content.decode()

        assert "<script>alert" not in page and "<img src=x" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert " style=" not in page

    def test_keeps_every_character_of_the_text_in_order(self, enter):
        text = f"一、总体情况\n{CRIME}其中男12人，女30人，共45人。\n\n  二、其他　{CRIME}"

        page = paste(enter(), text).content.decode()

        shown = re.findall(r'<div class="line"[^>]*><p>(.*?)</p>', page, re.S)
        plain = [unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="pin.*?</a>', "", line))) for line in shown]
        assert plain == [line for line in text.split("\n") if line.strip()]

    @pytest.mark.parametrize(("text", "sentence"), [("", "请粘贴要核对的文字"), ("  \n", "请粘贴要核对的文字")])
    def test_asks_for_a_text(self, enter, text, sentence):
        assert sentence in words(paste(enter(), text))

    def test_refuses_one_that_is_too_long_and_keeps_it(self, enter):
        response = paste(enter(), "登记了。" * 60_000)

        assert "文字超过 20 万字" in words(response) and "登记了。登记了。" in response.content.decode()

    @pytest.mark.parametrize(
        "text", ["\ud800", "36件\0", "\u202e36件", "９９９９９９９９９９９９９９９９９９９件，增长" + "9" * 400 + "%"]
    )
    def test_no_text_is_too_strange(self, enter, text):
        data = ("text=" + "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))).encode()

        assert enter().post(PAGE, data, content_type="application/x-www-form-urlencoded").status_code == 200


class TestUploading:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_reads_a_text_in_any_encoding(self, enter, encoding):
        assert "不符·截尾" in words(upload(enter(), CRIME.encode(encoding), "月报.txt"))

    def test_reads_a_docx(self, enter):
        data = write_docx(Paper("月报", (Para(runs(CRIME)),)))

        assert "不符·截尾" in words(upload(enter(), data))

    @pytest.mark.parametrize(
        ("data", "name", "sentence"),
        [
            (b"", "空.txt", "文件是空的"),
            (b"%PDF-1.7 nothing", "坏.pdf", "PDF 已损坏"),
            (b"PK\x03\x04nothing", "坏.docx", "。"),
            (b"x" * (5 * 1024 * 1024 + 1), "大.txt", "文件超过 5 MB"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧.doc", "docx"),
        ],
    )
    def test_says_beside_the_field_what_to_do_with_what_cannot_be_read(self, enter, data, name, sentence):
        response = upload(enter(), data, name)

        assert response.status_code == 200
        error = re.search(r'<p class="error" id="id_file_error">([^<]+)</p>', response.content.decode())
        assert error and sentence in unescape(error[1]) and error[1].endswith("。")

    def test_takes_one_of_the_two(self, enter):
        response = enter().post(PAGE, {"text": CRIME, "file": SimpleUploadedFile("a.txt", CRIME.encode())})

        assert "粘贴和上传请只选一种" in words(response) and "16.2%" in words(response)

    def test_stores_nothing(self, enter, summary):
        client = enter()
        upload(client, summary)
        entries = Entry.objects.count()

        with CaptureQueriesContext(
            connection,
        ) as asked:
            upload(client, summary)

        wrote = [one["sql"] for one in asked if re.match(r"INSERT|UPDATE|DELETE", one["sql"])]
        assert [sql for sql in wrote if "django_session" not in sql] == []
        assert Entry.objects.count() == entries


class TestAgainstTheRecords:
    def test_an_untouched_summary_agrees(self, enter, summary):
        response = upload(enter("officer"), summary)

        assert "没有发现不符的地方。" in words(response) and "不符 0 处" in words(response)
        assert "收到诉求（2026年11月）：与记录一致。" in words(response)

    def test_a_digit_changed_by_hand_is_named_with_the_right_one(self, enter, summary):
        text = words(upload(enter("officer"), with_figure(summary, "1", "7")))

        assert "不符·被改动" in text and "记录为1，文中被改为7。" in text

    def test_a_record_that_came_later_is_told(self, town, enter, summary):
        registered(town)

        assert "不符·与记录不一致" in words(upload(enter("officer"), summary))

    @pytest.mark.thorough
    def test_a_figure_typed_by_hand_has_no_source(self, enter, summary):
        text = words(upload(enter("officer"), with_words(summary, "文中数字", "全镇走访群众860户。文中数字")))

        assert "没有出处" in text and "手工填写的数字，没有绑定记录。" in text

    def test_to_a_stranger_nothing_can_be_checked(self, enter, summary):
        text = words(upload(enter("stranger"), with_figure(summary, "1", "7")))

        assert "无法核对" in text and "记录为" not in text and "记录现为" not in text

    def test_what_complains_about_the_reader_leaves_no_trace(self, town, enter, summary):
        client = enter("officer")
        before = _result(upload(client, summary))

        registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk)

        assert _result(upload(client, summary)) == before


def _result(response) -> str:
    page = response.content.decode()
    return page[page.index('<div class="checked">') :]


class TestDownloading:
    def kept(self, response) -> dict[str, str]:
        found = re.search(r'name="kept" value="([^"]+)"', response.content.decode())
        assert found
        return {"kept": unescape(found[1])}

    def test_gives_the_json_of_the_command_line(self, enter):
        client = enter()

        response = client.post(reverse("checker:download"), self.kept(paste(client, CRIME)))

        out = json.loads(response.content)
        assert set(out) == {"file", "claims", "findings"}
        assert [one["verdict"] for one in out["claims"]] == ["holds", "fails:truncated"]
        assert [one["computed"] for one in out["findings"]] == ["16.3"]
        assert set(out["claims"][0]) == {
            "kind", "quote", "start", "end", "stated", "computed", "verdict", "explain", "grade", "mend",
        }  # fmt: skip
        assert CRIME[out["findings"][0]["start"] : out["findings"][0]["end"]] == out["findings"][0]["quote"]

    def test_carries_the_bound_figures_along(self, enter, summary):
        client = enter("officer")

        response = client.post(reverse("checker:download"), self.kept(upload(client, with_figure(summary, "1", "7"))))

        found = json.loads(response.content)["findings"]
        assert [(one["verdict"], one["stated"], one["computed"]) for one in found] == [
            ("fails:changed-by-hand", "7", "1")
        ]

    @pytest.mark.parametrize("kept", ["", "x", "x:y:z", "W10:1:1"])
    def test_takes_no_text_that_did_not_come_through_here(self, enter, kept):
        response = enter().post(reverse("checker:download"), {"kept": kept})

        assert response.status_code == 400 and "请重新核对一次" in words(response)


class TestWhoMay:
    def test_everybody_in_office_but_not_who_only_keeps_the_system(self, enter):
        assert enter("worker").get(PAGE).status_code == 200
        assert enter("admin").get(PAGE).status_code == 403
        assert enter("admin").post(reverse("checker:download"), {"kept": "x"}).status_code == 403

    def test_a_visitor_is_sent_to_log_in(self, town):
        assert Client().get(PAGE).status_code == 302
        assert Client().post(PAGE, {"text": CRIME}).status_code == 302
