"""导入台账 in the browser: upload, look, change a column, confirm, result, download, undo."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.work.concerns.models import Concern, ImportBatch, ImportDraft
from tests.work.test_concerns_importing import COLUMNS, ledger


@pytest.fixture
def office(client, town):
    client.force_login(town.people["clerk"])
    return client


def upload(client, town, data=None, name="台账.csv", unit=None):
    file = SimpleUploadedFile(name, ledger() if data is None else data)
    return client.post(reverse("imports:index"), {"file": file, "unit": (unit or town.county).pk}, follow=True)


def as_shown(draft, **changes):
    """What the browser would send back of the preview, unless changed."""
    posted = {"kind": "help", "channel": "letter_or_visit", "encoding": draft.encoding}
    for number, sheet in enumerate(draft.preview["sheets"]):
        if sheet["asked"]:
            posted[f"s{number}-in"] = "on"
        for field in sheet["fields"]:
            posted[f"s{number}-{field['code']}"] = str(field["column"]) if field["column"] >= 0 else ""
    return {**posted, **changes}


def confirm(client, **changes):
    draft = ImportDraft.objects.get()
    return client.post(
        reverse("imports:draft", args=[draft.token]), as_shown(draft, confirm="1", **changes), follow=True
    )


class TestTheWayIn:
    @pytest.mark.mechanism("F127")
    def test_goes_from_the_file_over_the_preview_to_the_result(self, office, town):
        page = upload(office, town).content.decode()
        assert "导入 3 件" in page and "收到日期“9月31日”不是存在的日期" in page and "列名相同" in page
        assert not Concern.objects.exists()

        page = confirm(office).content.decode()
        batch = ImportBatch.objects.get()

        assert (batch.added, Concern.objects.count()) == (3, 3)
        assert "导入结果" in page and "没有内容" in page and "下载全部退回的行" in page
        assert bytes(ImportDraft.objects.get().data) == b""

    def test_says_what_stands_for_a_nature_and_a_channel_that_are_not_written(self, office, town):
        lines = ["XF-001,2026.9.1,,王某,,清水镇石桥村三组,,,村口的路灯坏了,住建局,,2026-09-10,已换新灯,"]
        page = upload(office, town, ledger(lines)).content.decode()

        assert '默认：<span data-lx-says="kind">求助</span>' in page
        assert '默认：<span data-lx-says="channel">来信来访</span>' in page
        full = upload(office, town).content.decode()
        row = full[full.index("<td>村口的路灯") :].split("</tr>")[0]
        assert "<td>求助</td><td>热线</td>" in row and "默认" not in row

    def test_of_the_same_file_again_offers_nothing_new(self, office, town):
        upload(office, town)
        confirm(office)
        ImportDraft.objects.all().delete()

        page = upload(office, town).content.decode()

        assert "没有新增" in page
        confirm(office)
        assert Concern.objects.count() == 3

    def test_reads_again_when_a_column_was_changed_and_never_confirms_unseen(self, office, town):
        upload(office, town)
        names = COLUMNS.split(",")

        page = confirm(
            office, **{"s0-place": str(names.index("反映内容")), "s0-title": str(names.index("分类"))}
        ).content.decode()

        assert "已重新读取" in page and not Concern.objects.exists()
        confirm(office)
        assert Concern.objects.get(external_number="XF-001").title == "道路路灯"

    def test_can_leave_a_sheet_out(self, office, town):
        upload(office, town)
        draft = ImportDraft.objects.get()
        posted = as_shown(draft, again="1")
        del posted["s0-in"]

        page = office.post(reverse("imports:draft", args=[draft.token]), posted, follow=True).content.decode()

        assert "不导入" in page and "导入 3 件" not in page

    def test_can_be_given_up(self, office, town):
        upload(office, town)

        page = office.post(
            reverse("imports:drop", args=[ImportDraft.objects.get().token]), follow=True
        ).content.decode()

        assert "已放弃" in page and not ImportDraft.objects.exists()

    @pytest.mark.parametrize(
        ("data", "name", "said"),
        [
            (b"", "a.csv", "文件是空的"),
            (b"PK\x03\x04" + b"x" * 200, "a.xlsx", "另存为"),
            (b"%PDF-1.4", "a.pdf", "这不是表格文件"),
            ("镇,村,户数\n清水镇,石桥村,3\n".encode(), "a.csv", "没有找到诉求台账"),
            (b"\x00" * 5000, "a.csv", "。"),
        ],
    )
    def test_says_in_a_sentence_why_a_file_will_not_do(self, office, town, data, name, said):
        response = upload(office, town, data, name)

        assert response.status_code == 200 and said in response.content.decode()
        assert not Concern.objects.exists()

    @pytest.mark.thorough
    def test_does_not_break_over_nonsense_in_the_form(self, office, town):
        upload(office, town)
        draft = ImportDraft.objects.get()
        for nonsense in ("99", "-1", "abc", "1e5", "²", "9" * 5000, "\0"):
            response = confirm(office, **{"s0-text": nonsense})
            assert response.status_code == 200
        assert office.post(reverse("imports:draft", args=[draft.token]), {"kind": "nonsense"}).status_code == 200
        assert not Concern.objects.exists()

    def test_shows_what_cannot_happen_as_a_sentence_not_as_an_error_page(self, office, town, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError("boom")

        monkeypatch.setattr("lianxin.work.concerns.ledger_files.read_tables", fail)
        page = upload(office, town).content.decode()

        assert "处理时出了意外" in page

    def test_escapes_what_stands_in_the_file(self, office, town):
        line = '=1+1,9月31日,<script>alert(1)</script>,<b>,,,,,"<img src=x onerror=alert(1)>",,,,,'

        page = upload(office, town, ledger([line]), name="<svg onload=alert(1)>.csv").content.decode()

        assert "<script>alert" not in page and "<img src=x" not in page and "<svg onload" not in page


class TestTheResult:
    def test_gives_the_rejected_rows_back_as_texts_that_can_be_brought_in_again(self, office, town):
        lines = ["007,9月31日,电话,王某,0000-0000000,,求助,,=1+1的路灯坏了,,,,,"]
        upload(office, town, ledger(lines))
        confirm(office)

        response = office.get(reverse("imports:rejected", args=[ImportBatch.objects.get().pk]))
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        head, row = book.get_sheet_by_index(0).to_python()

        assert "attachment" in response["Content-Disposition"]
        assert head[:3] == ["行号", "原因", "受理编号"]
        assert (row[0], row[2], row[10]) == ("3", "007", "'=1+1的路灯坏了")

    def test_mended_rows_come_in_with_the_next_upload(self, office, town):
        upload(office, town)
        confirm(office)
        content = office.get(reverse("imports:rejected", args=[ImportBatch.objects.get().pk])).content
        ImportDraft.objects.all().delete()
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        mended = [[str(cell).replace("9月31日", "2026-09-30") for cell in row] for row in rows]

        upload(office, town, "\n".join(",".join(row) for row in mended).encode())
        confirm(office)

        assert Concern.objects.get(external_number="XF-003").received_on.isoformat() == "2026-09-30"

    @pytest.mark.mechanism("F127")
    def test_can_be_undone_from_the_page_once(self, office, town):
        upload(office, town)
        confirm(office)
        address = reverse("imports:undo", args=[ImportBatch.objects.get().pk])

        assert "已撤销" in office.post(address, follow=True).content.decode()
        assert not Concern.objects.exists()
        assert "已经撤销过了" in office.post(address, follow=True).content.decode()


class TestTheDoors:
    @pytest.mark.parametrize("who", ["leader", "principal", "builder", "county_leader", "auditor"])
    def test_are_closed_to_those_who_may_not_import(self, client, town, who):
        client.force_login(town.people[who])

        concerns = {"kind": "concerns", "file": SimpleUploadedFile("台账.csv", b"a"), "unit": town.county.pk}
        assert client.get(reverse("imports:index"), {"kind": "concerns"}).status_code == 403
        assert client.post(reverse("imports:index"), concerns).status_code == 403
        assert not ImportDraft.objects.exists()
        open_to_him = client.get(reverse("imports:index"))
        assert open_to_him.status_code == (403 if who == "auditor" else 200)
        assert "诉求台账" not in open_to_him.content.decode()

    def test_are_not_there_for_strangers(self, client, office, town):
        upload(office, town)
        token = ImportDraft.objects.get().token
        confirm(office)
        batch = ImportBatch.objects.get().pk
        client.force_login(town.people["stranger"])

        for address in (
            reverse("imports:draft", args=[token]),
            reverse("imports:batch", args=[batch]),
            reverse("imports:rejected", args=[batch]),
        ):
            assert client.get(address).status_code == 404
        for address in (reverse("imports:drop", args=[token]), reverse("imports:undo", args=[batch])):
            assert client.post(address).status_code == 404
            assert client.get(address).status_code == 405
        assert Concern.objects.count() == 3

    def test_open_a_township_to_its_own_units_only(self, client, town):
        client.force_login(town.people["officer"])

        page = client.get(reverse("imports:index")).content.decode()
        refused = upload(client, town, unit=town.baisha)
        upload(client, town, unit=town.qingshui)

        assert "石桥村" in page and "白沙镇" not in page
        assert refused.status_code == 200 and ImportDraft.objects.get().unit == town.qingshui
