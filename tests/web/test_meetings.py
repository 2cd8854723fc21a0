"""会议 through their pages: planned, held, settled, counted, fewer."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.work.dispatches.commands import register as register_dispatch
from lianxin.work.meetings import commands, logbook
from lianxin.work.meetings.models import AgendaItem
from tests.conftest import NOON
from tests.web.world import read
from tests.work.meeting_scenes import decided, held

DECIDE = {"decision": "县住建局修好", "handler": "县住建局", "owner": "张建", "due_on": "2026-12-05"}


class TestAMeeting:
    @pytest.mark.mechanism("M239", "M215")
    @pytest.mark.thorough
    def test_of_a_series_carries_what_is_not_done_to_the_next_and_to_the_unit_in_charge(self, enter):
        client = enter("clerk")
        typed = {"title": "调度会", "kind": "dispatching", "rhythm": "month_day", "nth": 1, "weekday": 0, "day": 1,
                 "starts": "9:00", "place": "三楼会议室", "since": "2026-11-01"}  # fmt: skip
        series = client.post("/meetings/series/new/", typed).url
        assert "1月1日是元旦，顺延" in read(client, series) and "2027年1月4日" in read(client, series)
        first = client.post(series).url
        client.post(first, {"text": "清水镇路灯"})
        item = AgendaItem.objects.get()
        assert "先登记会" in client.post(f"/meetings/items/{item.code}/do/decide/", DECIDE).content.decode()

        client = enter("clerk", 29)
        client.post(f"{first}do/hold/", {"people": 18, "held_on": "2026-12-01", "heard": "各镇汇报。", "subject": ""})
        client.post(f"/meetings/items/{item.code}/do/decide/", DECIDE)
        second = client.post(series).url
        assert "上次议定、还没办完的" in read(client, second) and "县住建局修好" in read(client, second)
        client = enter("builder", 29)
        assert "县住建局修好" in read(client, "/today/") and "县住建局修好" in read(client, "/meetings/items/?mine=1")
        here = f"/meetings/items/{item.code}/"
        assert client.get(first).status_code == 404
        client.post(here, {"text": "灯已到货"})
        client.post(f"{here}do/finish/", {"result": "换了十二盏灯", "on": ""})

        client = enter("clerk", 29)
        assert "上次议定" not in read(client, second) and "换了十二盏灯" in read(client, first)
        assert "灯已到货" in read(client, here) and "换了十二盏灯" in read(client, f"{first}print/")
        body = zipfile.ZipFile(io.BytesIO(client.get(f"{first}docx/").content)).read("word/document.xml").decode()
        assert "调度会纪要" in body and "由县住建局（张建）负责" in body and "各镇汇报" in body
        assert enter("stranger", 29).get(here).status_code == 404

    @pytest.mark.mechanism("M249")
    def test_is_one_of_so_many_on_its_subject_as_the_register_counts(self, enter, town):
        for month in (1, 3, 5, 8):
            held(town, subject="群众工作", held_on=date(2026, month, 12))
        client = enter("clerk")
        typed = {
            "kind": "council",
            "title": "党政班子会议",
            "held_on": "2026-11-02",
            "people": 9,
            "subject": "群众工作",
        }
        client.post("/meetings/held/", typed)

        page = read(client, "/meetings/")
        assert "群众工作 5 次" in page
        assert "共 5 次" in read(client, "/meetings/", year=2026, held=1, subject="群众工作")
        assert "还没有开" in client.post("/meetings/held/", {**typed, "held_on": "2026-11-09"}).content.decode()

    @pytest.mark.thorough
    def test_list_costs_as_many_statements_for_ten_as_for_three(self, enter, town):
        def statements(n):
            for _one in range(n):
                decided(town)
            pages = []
            for url in ("/meetings/", "/meetings/items/"):
                with CaptureQueriesContext(connection) as found:
                    read(client, url)
                pages.append(len(found))
            return pages

        client = enter("clerk")
        read(client, "/meetings/")
        assert statements(7) == statements(3)


class TestTheLog:
    def test_of_a_unit_tells_of_the_meeting_and_of_what_it_carried_out(self, town):
        item = decided(town)
        commands.finish_item(item=item, result="换了十二盏灯", by=town.builder, at=NOON)

        assert [line.text for line in logbook.find(town.county, NOON.date(), town.clerk)] == ["党政班子会议，12 人参加"]
        assert [line.text for line in logbook.find(town.building, NOON.date(), town.builder)] == [
            "办完议定事项：县住建局修好"
        ]
        assert logbook.find(town.building, NOON.date(), town.stranger) == []


class TestFigures:
    @pytest.mark.mechanism("M249")
    @pytest.mark.parametrize(
        ("code", "word"), [("meeting.council", "党政班子会议"), ("meeting.items_due", "清水镇路灯")]
    )
    def test_open_into_the_meetings_and_the_items_that_they_count(self, enter, town, code, word):
        decided(town)
        held(town, subject="群众工作")
        where = {"code": code, "unit": str(town.county.pk), "period": "2026-11"}

        assert word in read(enter("clerk"), "/figures/open/", **where)


class TestTheMeter:
    @pytest.mark.mechanism("M250")
    def test_shows_this_year_beside_last_year_each_figure_opening_and_asks_for_fewer(self, enter, town):
        for on in (date(2025, 3, 1), date(2025, 12, 30), date(2026, 3, 1), date(2026, 10, 8)):
            held(town, held_on=on, title=f"会{on}")
        register_dispatch(kind="notice", title="通知一", unit=town.county, on=date(2025, 5, 5), by=town.clerk, at=NOON)
        client = enter("clerk")
        page = read(client, "/meetings/meter/")
        assert "比上年同期多 1" in page and "没有比上年同期多" in page
        client.post("/meetings/meter/set/", {"unit": "定安县", "year": 2026, "counted": "meetings", "most": 1})
        assert "已经超过限额 1" in read(client, "/meetings/meter/")

        before, now = read(client, "/meetings/meter/meetings/before/"), read(client, "/meetings/meter/meetings/now/")
        assert "会2025-12-30" in before and "会2025-12-30" not in read(client, "/meetings/meter/meetings/then/")
        assert "会2026-03-01" in now and "共 2" in now
        assert "通知一" in read(client, "/meetings/meter/dispatches/then/")
        assert client.get("/meetings/meter/meetings/ever/").status_code == 404
        assert "会2025-12-30" not in read(enter("officer"), "/meetings/meter/meetings/before/")
