"""成批核对 on its pages: sent, checked, sorted and filtered, corrected, waived, taken along, deleted."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.pure.paper import Paper, Para, plain_text, runs, write_docx
from lianxin.pure.texts.bundle import bundle
from lianxin.reports.checks.models import Batch, BatchText
from tests.conftest import NOON
from tests.reports.in_process import in_process  # noqa: F401

CRIME = "发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。"

pytestmark = pytest.mark.usefixtures("in_process")


def words(response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def comments(docx: bytes) -> str:
    return ZipFile(BytesIO(docx)).read("word/comments.xml").decode()


@pytest.fixture
def client(town, monkeypatch):
    """李青's browser; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    client = Client()
    client.force_login(town.people["officer"])
    return client


@pytest.fixture
def page(client) -> str:
    """The address of a batch of three that was sent and checked."""
    paper = write_docx(Paper("石桥村十月总结", (Para(runs(CRIME)),)))
    files = bundle([("石桥村.docx", paper), ("坏.pdf", b"%PDF-1.7 x"), ("别处.txt", "办结3件。".encode("gb18030"))])
    response = client.post(
        "/check/batch/", {"file": SimpleUploadedFile("十月.zip", files), "title": "十月交来的", "period": "2026-10"}
    )
    assert response.status_code == 302
    return response["Location"]


def test_a_zip_becomes_a_table_that_is_filtered_and_sorted(client, page):
    shown = words(client.get(page))

    assert "十月交来的" in shown and "全部 3" in shown and "有不符 1" in shown and "读不了 1" in shown
    assert "下降率16.2%”7÷43=16.28" in shown and "PDF 已损坏" in shown and "石桥村" in shown and "没认出" in shown
    assert "排名" not in shown
    unread = words(client.get(page + "?show=unread&order=findings"))
    assert "坏.pdf" in unread and "别处.txt" not in unread
    order = re.findall(r"data-lx-row>([^<]+)<", client.get(page + "?order=findings").content.decode())
    assert order[0] == "石桥村.docx"
    assert "十月交来的" in words(client.get("/check/batch/"))
    assert client.get("/check/").content.decode().count('href="/check/batch/"') == 1


@pytest.mark.thorough
def test_a_text_of_it_is_corrected_waived_and_taken_along(client, page, town):
    number = BatchText.objects.get(name="石桥村.docx").number
    address = f"{page}{number}/"
    shown = client.get(address).content.decode()
    key = re.search(r'value="why:(\w+)"', shown)[1]
    assert "不符·截尾" in shown and "认作石桥村" in shown and "改这一段" not in shown and 'value="mend:' not in shown

    asked = client.post(address, {"do": f"why:{key}"}).content.decode()
    assert f'name="reason-{key}"' in asked and "selected" not in asked.split('name="reason-')[1].split("</select>")[0]
    without = client.post(address, {"do": f"ignore:{key}", f"reason-{key}": "", f"why-{key}": "上级口径"})
    assert "请选择为什么可以不改" in words(without) and 'value="上级口径"' in without.content.decode()
    waived = words(client.post(address, {"do": f"ignore:{key}", f"reason-{key}": "rule", f"why-{key}": "上级口径"}))
    assert "已忽略：另有口径：上级口径" in waived and "不符 0 处" in waived
    assert "下降率16.2%" not in comments(client.get(address + "marked/").content)
    assert "不符 1 处" in words(client.post(address, {"do": f"heed:{key}"}))
    assert "下降率16.2%" in comments(client.get(address + "marked/").content)

    other = f"{page}{BatchText.objects.get(name='别处.txt').number}/"
    said = words(client.post(other, {"do": "place", "unit": "柳湾村", "period": "2026-10"}, follow=True))
    assert "重新对照" in said and "认作柳湾村2026年10月的材料" in said
    assert "没有叫“白沙镇”的单位" in words(client.post(other, {"do": "place", "unit": "白沙镇", "period": ""}))
    assert "请在列表里选择时期" in words(client.post(other, {"do": "place", "unit": "柳湾村", "period": "0001"}))
    assert plain_text(client.get(other + "marked/").content).strip().startswith("核对意见")
    broken = f"{page}{BatchText.objects.get(name='坏.pdf').number}/"
    assert "PDF 已损坏" in words(client.get(broken)) and client.get(broken + "marked/").status_code == 404


def test_all_findings_are_taken_along_and_the_batch_deleted(client, page):
    sheet = openpyxl.load_workbook(BytesIO(client.get(page + "download/?as=xlsx").content)).active
    cells = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[1]]
    assert {row[1] for row in cells} == {"石桥村.docx", "坏.pdf", "别处.txt"}
    assert ("不符·截尾", "第5行") in {(row[4], row[5]) for row in cells}
    assert "不符·截尾" in plain_text(client.get(page + "download/?as=docx").content)

    assert client.post(page + "delete/").status_code == 302
    assert client.get(page).status_code == 404 and not Batch.objects.exists()


@pytest.mark.thorough
def test_what_cannot_be_taken_is_said_at_its_field_and_a_colleague_sees_nothing(client, page, town):
    for files, sentence in (
        ({"title": "空"}, "请选择要核对的文件"),
        ({"file": SimpleUploadedFile("坏.zip", b"PK\x03\x04no")}, "“坏.zip”"),
    ):
        assert sentence in words(client.post("/check/batch/", files))
    many = [SimpleUploadedFile(f"{n}.txt", b"3") for n in range(3)]
    assert client.post("/check/batch/", {"file": many, "title": "几个"}).status_code == 302
    assert Batch.objects.get(title="几个").texts.count() == 3

    other = Client()
    other.force_login(town.people["clerk"])
    assert other.get(page).status_code == 404 and "十月交来的" not in words(other.get("/check/batch/"))


def loose(count: int, size: int = 3) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{n}.txt", b"3" * size) for n in range(count)]


@pytest.mark.thorough
def test_hundreds_of_loose_files_are_taken_and_more_than_that_are_told_of(client, page):
    assert client.post("/check/batch/", {"file": loose(150), "title": "一百五"}).status_code == 302
    assert Batch.objects.get(title="一百五").texts.count() == 150

    many = client.post("/check/batch/", {"file": loose(701), "title": "七百多", "period": "2026-10"})
    assert many.status_code == 200 and "一次最多选 700 个文件，这里选了 701 个" in words(many)
    assert 'value="七百多"' in many.content.decode() and re.search(r'value="2026-10"\s+selected', many.content.decode())
    large = client.post("/check/batch/", {"file": loose(13, 5 * 1024 * 1024), "title": "太大"})
    assert "合起来超过 60 MB" in words(large)
    assert not Batch.objects.filter(title__in=["七百多", "太大"]).exists()


def test_no_other_form_takes_more_than_a_hundred(client, page):
    refused = client.post("/check/", {"file": loose(101), "text": "办结3件。"})

    assert refused.status_code == 413 and "一次最多提交 100 个文件" in words(refused)
    assert client.post("/check/", {"file": loose(100)}).status_code == 200


def test_a_batch_sent_twice_is_one_batch(client, page):
    key = re.search(r'name="entry_key" value="(\w+)"', client.get("/check/batch/").content.decode())[1]
    sent = {"title": "两次", "entry_key": key}

    first, second = (client.post("/check/batch/", {**sent, "file": loose(2)})["Location"] for _ in range(2))

    assert first == second and Batch.objects.filter(title="两次").count() == 1


@pytest.mark.thorough
def test_one_that_stands_still_is_gone_on_with(client, page, town):
    batch = Batch.objects.get()
    batch.texts.update(status="waiting")
    Batch.objects.update(status="checking")
    assert "已核对 0 份，共 3 份" in words(client.get(page))

    assert client.post(page + "go-on/").status_code == 302

    assert "已核对" not in words(client.get(page)) and batch.texts.filter(status="waiting").count() == 0
