"""工作日与期限: the calendar of the year, the yearly notice looked at before it is loaded, local days."""

import html
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from xlsxwriter import Workbook

from lianxin.base.clocks import queries
from lianxin.base.clocks.models import CalendarYear, WorkdayOverride
from lianxin.base.journal.models import Entry
from lianxin.work.concerns import commands as concerns
from tests.conftest import NOON
from tests.work.conftest import LIMIT, lamp_topic, registered

PAGE = "/clocks/"
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
国务院办公厅
2026年11月2日"""


@pytest.fixture
def enter(town, monkeypatch):
    """A browser in which one of the cast is logged in; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str = "clerk") -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


def words(response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def confirm(client, text=NOTICE, **more):
    return client.post(reverse("clocks:load"), {"year": 2027, "text": text, "confirm": "1", **more}, follow=True)


class TestTheCalendar:
    def test_tells_rest_days_and_days_worked_by_word(self, enter):
        page = enter().get(PAGE, {"year": 2026}).content.decode()

        assert page.count('<table class="month">') == 12
        assert re.search(r'class="day holiday"[^>]*title="周四，国庆节，[^"]*"><b>1</b><small>休</small>', page)
        assert re.search(r'class="day exchanged"[^>]*><b>10</b><small>班</small>', page)
        assert "18 个工作日" in page  # October 2026

    def test_says_that_a_year_without_a_notice_is_provisional(self, enter):
        response = enter().get(PAGE, {"year": 2028})

        assert "2028年的放假通知还没有载入" in words(response) and "months provisional" in response.content.decode()

    @pytest.mark.parametrize("year", ["", "x", "1", "99999", "２０２６", "-1"])
    def test_an_odd_year_shows_a_calendar(self, enter, year):
        assert enter().get(PAGE, {"year": year}).status_code == 200

    def test_lists_the_rules_with_their_basis_and_how_sure_it_is(self, enter):
        text = words(enter().get(PAGE))

        assert "信访工作条例第三十四条" in text and "60日" in text
        assert "已核对法规全文" in text and "转载，未与原文核对" in text


class TestLoadingANotice:
    def test_shows_what_was_read_before_anything_is_loaded(self, enter):
        response = enter().post(reverse("clocks:load"), {"year": 2027, "text": NOTICE, "preview": "1"})

        text = words(response)
        assert "读出 30 天" in text and "2月14日" in text and "确认载入" in text
        assert not CalendarYear.objects.exists()

    def test_loads_it_and_says_how_many_dates_were_computed_anew(self, town, enter):
        concern = registered(town).concern
        concern = concerns.classify(concern=concern, topic=lamp_topic(), kind="complaint", handling="time_limit",
                                    clock="complaint_15wd", by=town.clerk, at=NOON, **LIMIT)  # fmt: skip
        concern.refresh_from_db()
        client = enter()
        december = "\n".join(f"2026-12-{day} 放假 元旦" for day in (30, 31))  # nothing falls due there
        assert not concern.due_is_provisional

        response = confirm(client, f"{december}\n{NOTICE}")

        assert response.redirect_chain == [(f"{PAGE}?year=2027", 302)]
        assert "已载入2027年放假通知：放假 30 天，调休上班 2 天。重新计算了 0 件诉求的期限。" in words(response)
        assert queries.calendar().kind(date(2027, 2, 14)).is_exchanged
        assert Entry.objects.filter(event="notice.loaded").count() == 1

    def test_a_date_in_the_new_year_loses_its_provisional_mark(self, town, enter, monkeypatch):
        late = NOON + timedelta(days=50)
        monkeypatch.setattr("django.utils.timezone.now", lambda: late)
        concern = concerns.classify(concern=registered(town, at=late).concern, topic=lamp_topic(), kind="complaint",
                                    handling="time_limit", clock="complaint_15wd", by=town.clerk, at=late,
                                    **LIMIT)  # fmt: skip
        assert concern.due_is_provisional
        client = Client()
        client.force_login(town.people["clerk"])

        response = confirm(client)

        concern.refresh_from_db()
        assert not concern.due_is_provisional
        assert "重新计算了 1 件诉求的期限" in words(response)

    def test_names_each_line_that_was_not_understood_and_loads_nothing(self, enter):
        client = enter()
        broken = NOTICE.replace("共5天", "共6天").replace("1月1日（周五）", "1月1日（周六）")

        response = confirm(client, broken)

        text = words(response)
        assert "有 2 处没有读懂" in text
        assert "写的是共6天，所列日期是5天，请核对。" in text and "1月1日是周五，不是周六，请核对。" in text
        assert (
            "共6天" in re.search(r"<textarea.*?</textarea>", response.content.decode(), re.S)[0]
        )  # nothing typed is lost
        assert '<button class="main" name="confirm"' not in response.content.decode()
        assert not CalendarYear.objects.exists()

    def test_a_notice_without_a_festival_needs_to_be_meant(self, enter):
        client = enter()
        short = NOTICE[: NOTICE.index("七、")]

        refused = confirm(client, short)
        done = confirm(client, short, partial="on")

        assert "通知里没有国庆节的放假日期，请补全。" in words(refused)
        assert "没有读到国庆节的放假日期" in words(refused) and 'name="partial"' in refused.content.decode()
        assert "已载入2027年放假通知" in words(done)

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_takes_a_table_and_turns_it_into_lines_that_can_be_mended(self, enter, kind):
        rows = [
            ["日期", "安排", "名称"],
            ["2027-01-01", "放假", "元旦"],
            ["2027-01-02", "放假", "元旦"],
            ["2027-13-01", "放假", "怪"],
        ]
        data, client = _table(rows, kind), enter()

        response = client.post(
            reverse("clocks:load"), {"year": 2027, "file": SimpleUploadedFile(f"放假.{kind}", data), "preview": "1"}
        )

        assert "读出 2 天" in words(response) and "有 1 处没有读懂" in words(response)
        box = re.search(r"<textarea.*?>(.*?)</textarea>", response.content.decode(), re.S)[1]
        assert "2027-01-01 放假 元旦" in box and "2027-13-01" in box

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({}, "请粘贴通知的正文"),
            ({"text": "没有日期"}, "没有读到2027年的日期"),
            ({"year": "", "text": NOTICE}, "必填"),
            ({"year": 1900, "text": NOTICE}, "2015"),
            ({"text": "x" * 20_001}, "20000"),
            ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken")}, "。"),
            ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "这不是表格文件"),
            ({"text": NOTICE, "file": SimpleUploadedFile("a.csv", "村名,人数".encode())}, "没有一行写明哪天放假"),
            ({"file": SimpleUploadedFile("a.csv", b"x" * (2 * 1024 * 1024 + 1))}, "超过 2 MB"),
        ],
    )
    def test_says_what_is_wrong_with_what_was_given(self, enter, given, sentence):
        response = enter().post(reverse("clocks:load"), {"year": 2027, "confirm": "1", **given})

        assert response.status_code == 200
        assert "有几处需要改" in words(response) and sentence in words(response)
        assert str(given.get("text", ""))[:20_000] in html.unescape(response.content.decode())  # nothing typed is lost
        assert not CalendarYear.objects.exists()


def _table(rows, kind) -> bytes:
    if kind == "csv":
        return "\n".join(",".join(row) for row in rows).encode("gb18030")
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


class TestLocalDays:
    DAY = {"day": "2026-11-16", "kind": "rest", "name": "县庆日", "source": "县人民政府通告"}

    def test_are_set_and_taken_away_again(self, enter):
        client = enter()

        was_set = client.post(reverse("clocks:set_day"), self.DAY, follow=True)
        assert "县庆日" in words(was_set) and "已设定" in words(was_set)
        assert not queries.calendar().is_workday(date(2026, 11, 16))

        dropped = client.post(reverse("clocks:drop_day"), {"day": "2026-11-16"}, follow=True)
        assert "已取消" in words(dropped) and not WorkdayOverride.objects.exists()
        assert queries.calendar().is_workday(date(2026, 11, 16))

    @pytest.mark.parametrize(
        "wrong", [{"day": ""}, {"day": "x"}, {"day": "0001-01-01"}, {"name": ""}, {"source": "  "}, {"kind": "x"}]
    )
    def test_need_a_day_a_name_and_a_source(self, enter, wrong):
        response = enter().post(reverse("clocks:set_day"), {**self.DAY, **wrong})

        assert response.status_code == 200 and "有几处需要改" in words(response)
        assert not WorkdayOverride.objects.exists()

    @pytest.mark.parametrize(
        ("day", "sentence"), [("2026-11-17", "这一天没有本地规定，无需取消。"), ("", "没有选择日期。")]
    )
    def test_what_is_not_there_cannot_be_taken_away(self, enter, day, sentence):
        assert sentence in words(enter().post(reverse("clocks:drop_day"), {"day": day}, follow=True))


class TestWhoMay:
    @pytest.mark.parametrize("who", ["officer", "leader", "admin", "county_leader"])
    def test_only_the_countys_clerk(self, enter, who):
        client = enter(who)

        assert client.get(PAGE).status_code == 403
        assert client.get(reverse("clocks:load")).status_code == 403
        assert confirm(client).status_code == 403
        assert client.post(reverse("clocks:set_day"), TestLocalDays.DAY).status_code == 403
        assert client.post(reverse("clocks:drop_day"), {"day": "2026-11-16"}).status_code == 403
        assert not CalendarYear.objects.exists() and not WorkdayOverride.objects.exists()
