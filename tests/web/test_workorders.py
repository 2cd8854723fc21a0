"""外来工单 by pages alone: in as it came, looked at, entered once, answered, out in the same form."""

import io
import os
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.files.tables import read_tables
from lianxin.pure.tabular import Book
from lianxin.pure.texts import read_text as text_in
from lianxin.pure.workslips import Slip as ReadSlip
from lianxin.pure.workslips import read_sheets, read_text
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.workorders.models import Shape, Slip, WorkOrder
from tests import workslips_made as made
from tests.conftest import NOON
from tests.web import giving
from tests.work.conftest import at_state

#: the form in Word is always asked; of the other layouts so many, in `make soak` all
OTHERS = ("双表头.xlsx", "段落.docx", "名单.csv", "聊天.txt", "表单.xlsx", "多行.xlsx", "方括号.txt")
MANY = int(os.environ.get("LIANXIN_WORKSLIPS", "2"))
SAID = {"findings": "已更换三组路灯三盏，当晚亮灯。", "contact": "县群工办值班员", "contact_phone": "0000-1234567"}


@pytest.fixture
def office(client, town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def posted(answer) -> dict[str, str]:
    """What the browser would send back of the form as it stands."""
    form = answer.context["form"]
    found = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, "", False):
            found[name] = "on" if value is True else str(form.fields[name].prepare_value(value))
    return found


def brought(client, data, name):
    if name.endswith(".txt"):
        return client.post("/workorders/", {"text": data.decode("utf-8")}, follow=True)
    return client.post("/workorders/", {"file": SimpleUploadedFile(name, data)}, follow=True)


class TestAWorkOrder:
    def test_is_pasted_looked_at_and_entered_once(self, office, town):
        client = office("clerk")
        page = brought(client, made.chat().encode(), "聊天.txt")
        shown = text_of(page)
        assert "来件第2行" in shown and "工单等级" in shown and made.TEXT in shown and not Concern.objects.exists()
        typed = posted(page)
        assert (typed["unit"], typed["return_by"], typed["hour"], typed["channel"]) == (
            "石桥村", "2026-11-30", "17:00", "hotline",
        )  # fmt: skip

        refused = client.post(page.request["PATH_INFO"], {**typed, "number": "", "text": "改过的话"})
        assert "改过的话" in text_of(refused) and not Concern.objects.exists()
        answer = client.post(page.request["PATH_INFO"], typed)

        concern = Concern.objects.select_related("upper_order", "work_order", "requester").get()
        assert answer.url == f"/concerns/{concern.code}/" and concern.external_number == made.NUMBER
        assert (concern.upper_order.body, concern.upper_order.return_by.isoformat()) == (
            "定河市12345政务服务便民热线", "2026-11-30",
        )  # fmt: skip
        assert (
            concern.work_order.due_at.hour == 9 and concern.due_on != concern.upper_order.return_by
        )  # 17 时，两个时钟
        assert (concern.requester.name, concern.requester.phone) == ("田小满", "13900000077")
        assert concern.work_order.others == {"工单等级": "一般"} and Slip.objects.get().found == {}

        again = brought(client, made.chat().encode(), "聊天.txt")
        assert "这个编号登记过" in text_of(again)
        twice = client.post(again.request["PATH_INFO"], posted(again))
        assert twice.url == answer.url and Concern.objects.count() == 1
        assert Slip.objects.filter(state="known").count() == 1

    def test_of_many_rows_goes_in_row_by_row(self, office, town):
        client = office("clerk")
        page = brought(client, made.csv_gb(), "名单.csv")
        assert "GD202611030018" in text_of(page) and Shape.objects.count() == 1

        shown = text_of(client.post(page.request["PATH_INFO"], {"body": "市12345热线"}))
        assert Concern.objects.get().external_number == made.NUMBER and "投诉、举报请写明反映的单位或人员" in shown
        left = Slip.objects.get(state="waiting")
        client.post(f"/workorders/slips/{left.token}/aside/", {"reason": "不是本县的事"})
        assert "不是本县的事" in text_of(client.get(page.request["PATH_INFO"]))
        client.post(f"/workorders/slips/{left.token}/take-up/")
        left.refresh_from_db()
        assert left.state == "waiting" and WorkOrder.objects.count() == 1

    @pytest.mark.thorough
    def test_page_of_many_rows_asks_the_database_no_more_often(self, office, town):
        client, asked = office("clerk"), []
        for many in (2, 12):
            rows = [made.HEAD, *((made.ROW[0], f"N{many}-{n}", *made.ROW[2:]) for n in range(many))]
            page = brought(client, "\n".join(",".join(row) for row in rows).encode(), "名单.csv")
            with CaptureQueriesContext(connection) as found:
                client.get(page.request["PATH_INFO"])
            asked.append(len(found))

        assert asked[0] == asked[1]

    @pytest.mark.thorough
    def test_of_nowhere_is_left_for_a_person_to_place(self, office, town):
        page = brought(office("clerk"), made.chat().replace("清水镇石桥村三组", "市政广场").encode(), "聊天.txt")

        assert "unit" not in posted(page)
        assert page.context["form"]["unit"].value() is None

    @pytest.mark.thorough
    def test_whose_number_lost_its_last_digits_says_so(self, office, town):
        box = io.BytesIO()
        book = Book(box)
        sheet = book.add_worksheet("工单")
        sheet.write_row(0, 0, made.HEAD)
        sheet.write_row(1, 0, made.ROW)
        sheet.write_number(1, 1, 20261103000170012)
        book.close()

        assert "后几位已丢失" in text_of(brought(office("clerk"), box.getvalue(), "多行.xlsx"))

    @pytest.mark.thorough
    def test_is_nobody_elses(self, office, town):
        brought(office("clerk"), made.chat().encode(), "聊天.txt")
        slip = Slip.objects.get()

        for name, code in (("officer", 404), ("stranger", 404), ("worker", 404)):
            assert office(name).get(f"/workorders/slips/{slip.token}/").status_code == code
            assert slip.token not in text_of(office(name).get("/workorders/"))

    @pytest.mark.thorough
    @pytest.mark.parametrize(("data", "name", "says"), [
        (b"", "空.docx", "文件是空的"), (b"PK\x03\x04junk", "坏.docx", "损坏"), (b"PK\x03\x04junk", "坏.xlsx", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧.doc", "另存为 docx"), ("好\n".encode(), "闲话.csv", "没有读出工单"),
        (b"a" * (5 << 20) + b"a", "很大.docx", "超过 5 MB"),
    ])  # fmt: skip
    def test_that_cannot_be_read_is_refused_in_words(self, office, town, data, name, says):
        page = brought(office("clerk"), data, name)

        assert says in text_of(page) and not Slip.objects.exists()


def entered(client, name) -> Concern:
    """A file brought, and its first order confirmed as it was read."""
    page = brought(client, made.FILES[name](), name.replace("方括号.txt", "方括号.html"))
    if "arrival" in page.request["PATH_INFO"]:
        page = client.get(f"/workorders/slips/{Slip.objects.order_by('pk').first().token}/")
    typed = {"body": "市12345热线", "subjects": "", **posted(page)}
    client.post(page.request["PATH_INFO"], typed)
    return Concern.objects.get()


def read_back(answer, name) -> ReadSlip:
    """The answer sheet, read as whoever sent the order would."""
    if name.endswith((".xlsx", ".csv")):
        sheets = read_tables(answer.content, "回单.xlsx")
        return read_sheets([(one.name, one.rows) for one in sheets], NOON.date())[0]
    read = text_in(answer.content, "回单.docx")
    return read_text(read.text, NOON.date(), read.tables or None)[0]


class TestTheAnswer:
    def round_trip(self, office, town, name) -> None:
        client = office("clerk")
        concern = entered(client, name)
        page = f"/workorders/orders/{concern.code}/"
        early = client.post(page, SAID)
        assert re.search("要先答复群众|办结之后报送", text_of(early)) and SAID["findings"] in text_of(early)
        assert client.post(page + "sheet/").status_code == 302
        at_state(town, Status.CLOSED, concern)
        refused = text_of(client.post(page, {**SAID, "findings": "已电话告知13900000077。"}))
        assert "13900000077”像是" in refused
        assert client.post(page, SAID).status_code == 302

        answer = client.post(page + "sheet/")
        assert not [*giving.tells(answer.content), *giving.reckoned(answer.content, answer["Content-Type"])]
        told = read_back(answer, name)
        kept = {code: told.value(code) for code in made.TOLD}
        assert kept == {**made.TOLD, "name": "田**", "phone": "139****0077"}
        layout = WorkOrder.objects.get().shape.as_layout
        assert told.layout.fields >= layout.fields and told.layout.kind == layout.kind
        for words in (*SAID.values(), "尚未评价", "已解决"):
            assert words in told.source, (words, told.source)
        concern.upper_order.refresh_from_db()
        assert concern.upper_order.is_in_time

    @pytest.mark.thorough
    @pytest.mark.mechanism("F129")
    def test_goes_out_as_the_form_that_came(self, office, town):
        self.round_trip(office, town, "表格.docx")

    @pytest.mark.thorough
    @pytest.mark.parametrize("name", OTHERS[:MANY])
    @pytest.mark.mechanism("F129")
    def test_goes_out_as_it_came_in_every_layout(self, office, town, name):
        self.round_trip(office, town, name)

    @pytest.mark.thorough
    def test_is_not_for_who_may_not_answer(self, office, town):
        concern = entered(office("clerk"), "聊天.txt")

        for name, code in (("stranger", 404), ("worker", 403), ("officer", 200)):
            assert office(name).get(f"/workorders/orders/{concern.code}/").status_code == code
