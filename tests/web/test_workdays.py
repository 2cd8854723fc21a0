"""群众工作日的页面: the year with its moved days, the theme that reaches the stations, leave with its sheet, facts of lateness."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.pure.paper import plain_text
from lianxin.web.office.workdays import views_days
from lianxin.work.stations import commands as stations
from lianxin.work.workdays.models import Absence, AbsenceLetter, DayRecord, Theme
from tests.conftest import START
from tests.web.world import read
from tests.work.workday_scenes import stations_opened

DAY = "/workdays/days/2026-11-05/"


@pytest.fixture
def held(town):
    return stations_opened(town)


class TestTheYear:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M217")
    def test_has_its_theme_decided_and_sent_to_every_station_and_says_that_it_was_late(self, enter, held):
        client = enter("clerk")
        here = "/workdays/months/2026-11/"
        typed = {"title": "冬季安全走访", "text": "挨家看取暖和用电。", "stress": "看老人\n看线路"}
        assert "请写主题" not in client.post(f"{here}theme/", typed).content.decode() and Theme.objects.exists()
        assert client.post(f"{here}do/send/").url == here and Theme.objects.get().sent_on is None
        assert "先研究确定再下发" in read(client, here)
        assert "冬季安全走访" not in read(enter("worker"), here)
        client = enter("clerk")
        client.post(f"{here}do/decide/")
        client.post(f"{here}do/send/")

        page = read(enter("worker"), here)

        assert "看线路" in page and "3 天" in page and "do/send" not in page
        assert "本月群众工作日主题：冬季安全走访" in read(enter("worker"), "/today/")
        assert enter("officer").post(f"{here}do/decide/").status_code == 403

    @pytest.mark.mechanism("M222")
    def test_shows_the_fives_moved_and_gives_them_to_the_telephones_calendar(self, enter, held):
        page = read(enter("worker"), "/workdays/?year=2026")
        assert "5日遇国庆节顺延" in page and "15日遇周日顺延" in page and "暂定" not in page
        assert "暂定" in read(enter("worker"), "/workdays/?year=2027")

        file = enter("worker").get("/workdays/ics/").content.decode()

        assert "DTSTART;VALUE=DATE:20261116" in file and "SUMMARY:群众工作日" in file
        assert enter("clerk").post("/workdays/rule/new/", {
            "days": "5，15，25", "moves": "on", "confirm_days": "5", "reasons": "开会\n值夜班", "valid_from": "2026-12-01",
        }).url == "/workdays/rule/"  # fmt: skip
        assert "值夜班" in read(enter("worker"), "/workdays/rule/") and "未另定规则时" in read(
            enter("worker"), "/workdays/rule/"
        )


class TestADay:
    @pytest.mark.mechanism("M234")
    @pytest.mark.thorough
    def test_is_confirmed_with_one_button_or_with_the_code_of_a_reason(self, enter, held, town):
        assert "确认工作日" in read(enter("worker", 2), "/today/")
        assert "不知道" in read(enter("clerk", 2), DAY)
        client = enter("head", 3)
        here = f"{DAY}of/{held.village.pk}/"
        assert "直接点“确认”" in read(client, here)
        wrong = {f"reason_{held.third.pk}": "traffic", f"instead_{held.third.pk}": str(held.third.pk)}
        assert client.post(here, wrong).status_code == 200 and not DayRecord.objects.exists()
        assert client.post(here, {f"reason_{held.third.pk}": "traffic", f"instead_{held.third.pk}": ""}).url == DAY
        page = read(client, DAY)
        assert "石三姐" in page and "交通不便" in page and "事先未请假" in page
        assert "确认工作日" not in read(enter("worker", 3), "/today/")
        assert client.post(here, {"why": " "}).status_code == 200 and Absence.objects.count() == 1
        assert client.post(here, {"why": "记错了"}).url == DAY

        assert "都按安排到岗" in read(client, DAY) and not Absence.objects.exists()
        assert enter("stranger", 3).get(here).status_code == 404 and enter("leader", 3).get(here).status_code == 403

    @pytest.mark.mechanism("M220")
    def test_late_or_never_is_a_list_with_its_count_and_its_definition(self, enter, held):
        enter("head", 10).post(f"{DAY}of/{held.village.pk}/", {})
        page = read(enter("clerk", 10), "/workdays/timeliness/?period=2026-11")

        assert "应确认 2 站次：迟报 1，漏报 1" in page and "瞒报从记录里看不出来" in page
        assert "清水镇群众工作总站" in page
        assert "没有到期要确认" in read(enter("stranger", 10), "/workdays/timeliness/?period=2026-11")
        figure = {"code": "workday.confirmed_late", "period": "2026-11", "unit": held.village.unit_id}
        assert "2026-11-05" in read(enter("clerk", 10), "/figures/open/", **figure)

    @pytest.mark.thorough
    def test_costs_the_same_for_many_stations_as_for_few(self, enter, held, town, monkeypatch):
        def statements():
            client = enter("clerk", 2)
            read(client, DAY)  # what is read once per process is read now
            with CaptureQueriesContext(connection) as seen:
                read(client, DAY)
                read(client, "/workdays/")
                read(client, "/workdays/timeliness/?period=2026-11")
            return len(seen)

        few = statements()
        for unit in (town.liuwan, town.shahe, town.baisha, town.school, town.building):
            stations.open_station(unit=unit, opened_on=held.village.opened_on, by=town.clerk, at=START)

        assert statements() == few
        monkeypatch.setattr(views_days, "MANY", 3)
        page = read(enter("clerk", 2), DAY)
        assert "白沙镇" in page and "石桥村群众工作站" not in page
        page = read(enter("clerk", 2), DAY, under=town.qingshui.pk)
        assert "石桥村群众工作站" in page and "白沙镇" not in page


class TestLeave:
    @pytest.mark.mechanism("M218", "M219")
    @pytest.mark.thorough
    def test_goes_up_three_levels_prints_its_sheet_and_is_told_above(self, enter, held):
        client = enter("head")
        typed = {"member": held.worker.pk, "since": "2026-11-05", "until": "", "reason": "illness", "matter": "住院复查",
                 "substitute": held.third.pk}  # fmt: skip
        assert (
            "没有群众工作日" in client.post("/workdays/leaves/new/", {**typed, "since": "2026-11-06"}).content.decode()
        )
        here = client.post("/workdays/leaves/new/", typed).url
        assert "住院复查" not in read(client, here) and "住院复查" in read(enter("worker"), here)
        assert enter("stranger").get(here).status_code == 404
        assert client.post(f"{here}do/approve/", {"comment": ""}).status_code in (403, 404)
        client = enter("officer")
        assert "核准请假" in read(client, "/today/") and client.post(f"{here}do/verify/", {"comment": ""}).url == here
        client = enter("clerk")
        assert "等您核准、审批的" in read(client, "/workdays/leaves/")
        assert client.post(f"{here}do/approve/", {"comment": "注意休息"}).url == here
        sheet = read(client, f"{here}print/")
        for word in ("进站人员请假审批表", "2026-1", "住院复查", "李青", "周敏", "注意休息", "石三姐"):
            assert word in sheet, word
        assert "住院复查" not in read(enter("inspector"), f"{here}print/")
        client = enter("clerk", 2)
        letter = client.post(
            "/workdays/letters/new/", {"first": "2026-11-05", "last": "", "addressee": "市群众工作办公室"}
        ).url

        text = plain_text(client.get(f"{letter}docx/").content)

        assert "石小桥" in text and "病假" in text and "住院复查" in text and "石三姐" in text
        assert AbsenceLetter.objects.get().number in read(client, letter) and "函" in read(client, "/dispatches/")
        assert (
            enter("officer", 2).get(letter).status_code == 404
            and enter("officer", 2).get("/workdays/letters/").status_code == 403
        )
