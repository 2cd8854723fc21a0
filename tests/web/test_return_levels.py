"""逐级上报的页面: the month end of a township, the county's page of what lies below, a question on one figure, on paper."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.paper import plain_text
from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LevelSpec
from lianxin.reports.returns.models import MonthReturn
from tests.conftest import SHANGHAI
from tests.reports.level_scenes import TOWNSHIPS, VILLAGES, handed_in, mediated, opened_below, told
from tests.reports.return_scenes import form_made, on, solved_by
from tests.web.world import read


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk", 2)` logs that person in on the second of December, at four in the afternoon."""

    def as_(name, day=2, hour=16):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, day, hour, tzinfo=SHANGHAI))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


class TestTheMonthEndOfATownship:
    @pytest.mark.mechanism("M286", "M288")
    @pytest.mark.thorough
    def test_turns_into_checking_what_is_counted_and_entering_only_what_is_told_from_outside(self, enter, town):
        solved_by(town, town.qingshui, 2)
        form_made(town, month="2026-11", at=on(30), code="monthly",
                  lines=[commands.LineSpec("main", "办理解决", "concern.handled_closed"),
                         commands.LineSpec("other", "司法所调解", origin="司法所月报", is_rolled=True)],
                  levels=(TOWNSHIPS,))  # fmt: skip
        county = commands.open_return(form_code="monthly", unit=town.county, month="2026-11", by=town.clerk, at=on(30))
        own = county.lower.get(unit=town.qingshui)
        client = enter("officer", 2)
        page = read(client, "/returns/end/")
        assert "还差 1 项" in page and "填数" in page and "司法所月报" in page and "打开记录" in page
        assert "没有上一期可比" in page and "收集完毕" in page
        assert "请先等" not in page and "1 日后上报" in read(enter("leader", 2), "/today/")
        client = enter("officer", 2)
        figure = f"/returns/of/{own.code}/figures/{mediated(own).pk}/"
        client.post(f"{figure}do/enter/", {"value": "7", "source": "司法所11月月报", "evidence": "盖章件"})
        assert "还差 0 项" in read(client, "/returns/end/")
        for verb in ("collect", "review", "count"):
            assert client.post(f"/returns/of/{own.code}/do/{verb}/", {"comment": ""}).status_code == 302
        client = enter("leader", 2)
        assert f"/returns/of/{own.code}/do/file/" in read(client, "/returns/end/")
        for verb in ("file", "report"):
            assert client.post(f"/returns/of/{own.code}/do/{verb}/", {}).status_code == 302

        page = read(enter("officer", 3), f"/returns/of/{own.code}/")

        assert "已上报" in page and "<b>2</b>" in page and "接收以前，上报的人可以撤回" in page
        assert client.get(f"/returns/of/{county.code}/").status_code == 404

    def test_shows_what_differs_from_last_month_and_says_why_the_next_step_is_shut(self, enter, town):
        """The next month is three times the last; the village has not reported."""
        held = opened_below(town, at=on(30))
        handed_in(held["qingshui"], town.officer, town.leader, value=10)
        commands.open_return(form_code="monthly", unit=town.county, month="2026-12", by=town.clerk, at=on(2, 12))
        now = MonthReturn.objects.get(unit=town.qingshui, month="2026-12")
        told(now, 30, town.officer, on(2, 12))

        page = read(enter("officer", 2), "/returns/end/")

        assert "现在 <b>30</b>，上期 10，+20" in page
        county = MonthReturn.objects.get(unit=town.county, month="2026-11")
        commands.collect(month=county, by=town.clerk, at=on(2, 12))
        page = read(enter("clerk", 2), "/returns/end/")
        assert "还不能往下办：下级还有 2 份没有接收：清水镇、白沙镇" in page


class TestThePageOfWhatLiesBelow:
    @pytest.mark.mechanism("M286", "M232")
    @pytest.mark.thorough
    def test_accepts_several_excuses_one_and_counts_who_reported_in_time(self, enter, town):
        held = opened_below(town, TOWNSHIPS, VILLAGES, at=on(1, 12))
        county, own, other = held["county"], held["qingshui"], held["baisha"]
        client = enter("clerk", 5)
        below = f"/returns/of/{county.code}/below/"
        assert "还没有选" in client.post(f"{below}accept/", follow=True).content.decode()
        for name in ("shiqiao", "liuwan"):
            assert client.post(f"/returns/of/{held[name].code}/do/excuse/", {"reason": "正在换届"}).status_code == 302
        assert "原因" in client.post(f"/returns/of/{held['shahe'].code}/do/excuse/", {"reason": ""}).content.decode()
        commands.excuse(month=held["shahe"], reason="正在换届", by=town.clerk, at=on(5, 12, 17))
        own = handed_in_late(own, town)
        page = read(enter("clerk", 7), below)
        assert "过了 3 天" in page and "晚 1 天上报" in page and f'value="{own.code}"' in page
        assert f'value="{other.code}"' not in page and "正在换届" not in page and "2 份里 2 份接收或免报" in page
        answer = client.post(f"{below}accept/", {"code": [own.code, other.code]}, follow=True).content.decode()
        assert "已接收 1 份" in answer and "白沙镇：白沙镇还在收集" in answer
        assert "等接收" not in read(client, "/today/")
        lists = {
            state: read(client, below, kind="township", state=state)
            for state in ("late", "overdue", "handed_in", "in_time")
        }
        assert [name in lists["late"] for name in ("清水镇", "白沙镇")] == [True, False]
        assert "白沙镇" in lists["overdue"] and "没有这样的下级" in lists["in_time"]
        assert "石桥村" in read(client, below, kind="village", state="excused")
        figures = {"unit": town.county.pk, "period": "2026-12"}
        assert "清水镇" in read(client, "/figures/open/", code="return.handed_in", **figures)
        rate = read(client, "/figures/open/", code="return.complete_rate", **figures)
        assert "33.3" in rate and "清水镇" in rate

        commands.excuse(month=other, reason="机构正在合并", by=town.county_leader, at=on(7, 12, 17))
        commands.collect(month=county, by=town.clerk, at=on(7, 12, 17))

        printed = read(client, f"/returns/of/{county.code}/print/")
        document = plain_text(client.get(f"/returns/of/{county.code}/docx/").content)
        sheet = openpyxl.load_workbook(BytesIO(client.get(f"/returns/of/{county.code}/xlsx/").content)).active
        cells = " ".join(str(cell.value) for row in sheet for cell in row)
        for words in ("免报：白沙镇（机构正在合并）", "下级填报汇总（1/2 份）", "状态：已收集，待审核"):
            assert words in printed and words in document and words in cells, words

    @pytest.mark.thorough
    def test_costs_the_same_for_many_lower_returns_as_for_few(self, enter, town):
        def statements(code):
            client = enter("clerk", 2)
            pages = [f"/returns/of/{code}/below/", f"/returns/of/{code}/", "/returns/end/", "/returns/"]
            for page in pages:
                read(client, page)
            with CaptureQueriesContext(connection) as seen:
                for page in pages:
                    read(client, page)
            return len(seen)

        held = opened_below(town, LevelSpec(("village",), 2), at=on(1, 12))
        few = statements(held["county"].code)
        for number in range(9):
            orgs.create_unit(name=f"{number}里村", kind="village", parent=town.baisha, by=SYSTEM, at=on(2, 12))
        commands.open_return(form_code="monthly", unit=town.county, month="2026-12", by=town.clerk, at=on(2, 12))
        many = MonthReturn.objects.get(unit=town.county, month="2026-12")
        assert many.lower.count() == 12

        assert statements(many.code) <= few + 2  # the period before, that there is one to compare with


class TestAQuestionOnAFigure:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M231")
    def test_is_asked_on_its_page_answered_from_today_and_closed_by_who_asked(self, enter, town):
        held = opened_below(town, at=on(30))
        own = handed_in(held["qingshui"], town.officer, town.leader, value=70)
        figure = f"/returns/of/{own.code}/figures/{mediated(own).pk}/"
        client = enter("clerk", 2)
        assert "提疑问" in read(client, figure)
        assert "疑在哪里" in client.post(f"{figure}do/ask/", {"doubt": "？"}).content.decode()
        assert client.post(f"{figure}do/ask/", {"doubt": "比上月多十倍，是不是多写了一个零？"}).url == figure
        query = mediated(own).queries.get()
        assert "有疑问" in read(client, f"/returns/of/{own.code}/")
        refused = client.post(f"/returns/of/{own.code}/do/accept/", {}).content.decode()
        assert "清水镇还有 1 个疑问没有了结" in refused
        client = enter("officer", 2)
        assert "答复疑问" in read(client, "/today/") and "多写了一个零" in read(client, "/returns/end/")
        answer = f"/returns/of/{own.code}/queries/{query.pk}/answer/"
        assert "多写了一个零" in read(client, answer)
        assert client.post(answer, {"text": "确实是 70 件，附了名册。"}).url == figure
        client = enter("clerk", 2)
        assert "了结疑问" in read(client, "/today/")
        assert client.post(f"/returns/of/{own.code}/queries/{query.pk}/close/", {"text": ""}).url == figure

        assert client.post(f"/returns/of/{own.code}/do/accept/", {}).status_code == 302
        page = read(client, figure)
        assert "确实是 70 件" in page and "已了结" in page and "提疑问" not in page


def handed_in_late(month, town):
    """The township reports a day after its day."""
    for step in (commands.collect, commands.review, commands.count):
        month = step(month=month, by=town.officer, at=on(5, 12, 17))
    for step in (commands.file, commands.report):
        month = step(month=month, by=town.leader, at=on(5, 12, 17))
    return month
