"""数字的页面: the table, what opens from it, the units below, the run of months, the file."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lianxin.base.indicators import INDICATORS
from lianxin.pure.charts import Box, Opens, Run
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.charts import drawn, months_of
from lianxin.web.office.figures.tables import units_tables
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

NOVEMBER = "2026-11"
VIEWS = ["index", "parts", "below", "chart"]


def plain(i, unit, received, **changes):
    """A concern as an old ledger would bring it: received, and no more."""
    fields = {
        "code": f"F{i:07}", "kind": "help", "channel": "counter", "title": f"路灯{i}", "text": "路灯不亮", "unit": unit,
        "unit_path": unit.path, "recorded_at": NOON, "received_on": received,
    }  # fmt: skip
    return Concern(**{**fields, **changes})


def sign_in(client, town, who):
    client.force_login(town.people[who])
    return client


@pytest.fixture
def officer(client, town):
    return sign_in(client, town, "officer")


def page(client, view, town=None, unit="qingshui", **query):
    query.setdefault("period", NOVEMBER)
    if town is not None:
        query["unit"] = town.units[unit].pk
    return client.get(reverse(f"figures:{view}", query=query))


def text(response):
    """What a reader sees, blanks thinned."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(words))


class TestTheTable:
    @pytest.mark.mechanism("M285")
    @pytest.mark.thorough
    def test_sets_last_year_beside_the_value_with_difference_and_rate(self, officer, town, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=28))
        Concern.objects.bulk_create(
            [plain(i, town.shiqiao, date(2026, 11, 2)) for i in range(36)]
            + [plain(100 + i, town.shiqiao, date(2025, 11, 2)) for i in range(43)]
        )

        shown = text(page(officer, "index", town))

        assert "收到诉求 36 件 43 减少7件，下降16.3% 0 增加36件（上月为0）" in shown
        assert "本期收到、尚未办结诉求 36 件 43 随时变化，不作比较 0 随时变化，不作比较" in shown

    @pytest.mark.thorough
    def test_gives_no_change_of_a_period_that_is_not_over_but_the_figures(self, officer, town, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
        Concern.objects.bulk_create(
            [plain(i, town.shiqiao, date(2026, 11, 2)) for i in range(3)]
            + [plain(100 + i, town.shiqiao, date(2025, 11, 2)) for i in range(43)]
        )

        table, opened = text(page(officer, "index", town)), text(page(officer, "open", town, code="concern.received"))
        file = officer.get(
            reverse("figures:export", args=["index"], query={"unit": town.qingshui.pk, "period": NOVEMBER})
        )
        rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()

        assert "收到诉求 3 件 43 — 0 —" in table and "本期未结束" in table
        assert "本期未结束，不作比较（上年同期 43）" in opened
        assert not re.search("下降[0-9.]+%|减少[0-9]+件", table + opened)
        (row,) = [row for row in rows if row[1] == "收到诉求"]
        assert row[2:7] == [3.0, 43.0, "—", 0.0, "—"]

    @pytest.mark.thorough
    def test_names_every_indicator_and_links_each_value(self, officer, town):
        response = page(officer, "index", town)

        for one in INDICATORS.values():
            assert str(one.label) in text(response)
            assert f"code={one.code}&amp;unit={town.qingshui.pk}&amp;period=2025-11" in response.content.decode()

    @pytest.mark.thorough
    def test_begins_with_the_readers_own_unit_and_the_running_month(self, officer, town):
        response = officer.get(reverse("figures:index"))

        assert response.status_code == 200
        assert "清水镇" in text(response)

    @pytest.mark.parametrize("typed", ["2026-13", "昨天", "0001", "9999-12", "2026-11' or 1=1", "２０２６"])
    @pytest.mark.thorough
    def test_says_so_when_a_period_cannot_be_read(self, officer, town, typed):
        response = page(officer, "index", town, period=typed)

        assert response.status_code == 200
        assert f"没有“{typed}”这个统计期" in text(response)

    @pytest.mark.thorough
    def test_answers_a_unit_that_is_not_there_with_404(self, officer):
        for view in [*VIEWS, "open"]:
            for unit in ["999999", "0", "x", "-1", "9" * 30, "１"]:
                query = {"unit": unit, "period": NOVEMBER, "code": "concern.received"}
                assert officer.get(reverse(f"figures:{view}", query=query)).status_code == 404, (view, unit)


class TestStrangers:
    @pytest.mark.thorough
    @pytest.mark.parametrize("view", [*VIEWS, "open"])
    def test_find_no_figures_of_the_next_township_and_insiders_without_the_post_are_refused(self, client, town, view):
        registered(town)
        for who, unit, answer in [
            ("stranger", "qingshui", 404), ("officer", "qingshui", 200), ("builder", "qingshui", 404),
            ("builder", "building", 200), ("admin", "county", 403), ("clerk", "qingshui", 200),
        ]:  # fmt: skip
            response = page(sign_in(client, town, who), view, town, unit, code="concern.received")
            assert (who, response.status_code) == (who, answer)

    @pytest.mark.thorough
    def test_choose_among_the_units_of_their_own_posts_only(self, client, town):
        shown = text(page(sign_in(client, town, "stranger"), "index"))

        assert "白沙镇" in shown and "沙河村" in shown
        assert "清水镇" not in shown and "定安县" not in shown


class TestAFigureOpens:
    @pytest.mark.mechanism("M288")
    def test_into_the_very_records_with_a_line_that_counts_them(self, officer, town):
        mine, other = registered(town).concern, registered(town, unit=town.shahe, by=town.stranger).concern

        response = page(officer, "open", town, code="concern.received")

        assert "共 1 件 = 上面的 1" in text(response)
        assert reverse("concerns:detail", args=[mine.code]) in response.content.decode()
        assert other.code not in response.content.decode()

    def test_for_a_rate_into_both_its_parts(self, officer, town):
        Concern.objects.bulk_create(
            plain(
                i, town.shiqiao, date(2026, 11, 2), status="closed", closed_on=date(2026, 11, 9 if i < 3 else 20),
                first_due_on=date(2026, 11, 12),
            )
            for i in range(4)
        )  # fmt: skip

        part = page(officer, "open", town, code="concern.on_time_rate")
        whole = page(officer, "open", town, code="concern.on_time_rate", side="whole")

        assert "75.0%" in text(part) and "3/4" in text(part) and "共 3 件 = 上面的 3" in text(part)
        assert "共 4 件 = 上面的 4" in text(whole)

    def test_hides_a_walled_complaint_from_its_subject_in_value_and_list_alike(self, client, town):
        concern = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk).concern

        hidden = page(sign_in(client, town, "officer"), "open", town, code="concern.received")
        seen = page(sign_in(client, town, "clerk"), "open", town, code="concern.received")

        assert "共 0 件 = 上面的 0" in text(hidden) and concern.code not in hidden.content.decode()
        assert "共 1 件 = 上面的 1" in text(seen) and concern.code in seen.content.decode()

    def test_a_page_at_a_time_each_record_once(self, officer, town):
        Concern.objects.bulk_create(plain(i, town.shiqiao, date(2026, 11, 2)) for i in range(120))
        url, found = reverse("figures:open", query={
            "code": "concern.received", "unit": town.qingshui.pk, "period": NOVEMBER,
        }), []  # fmt: skip

        while url:
            body = officer.get(url).content.decode()
            found += re.findall(r"/concerns/(F\d+)/", body)
            newest, older = body, re.search(r'href="([^"]+)" rel="next"', body)
            url = unescape(older[1]) if older else ""
        back = re.search(r'href="([^"]+)" rel="prev"', newest)

        assert found == [f"F{i:07}" for i in reversed(range(120))]
        assert re.findall(r"/concerns/(F\d+)/", officer.get(unescape(back[1])).content.decode()) == found[50:100]

    @pytest.mark.thorough
    def test_costs_the_same_number_of_statements_for_many_rows(self, officer, town):
        def cost():
            with CaptureQueriesContext(connection) as statements:
                page(officer, "open", town, code="concern.received")
            return len(statements)

        Concern.objects.bulk_create(plain(i, town.shiqiao, date(2026, 11, 2)) for i in range(2))
        cost()  # the first page of a session also writes when it was seen
        few = cost()
        Concern.objects.bulk_create(plain(i, town.liuwan, date(2026, 11, 2)) for i in range(10, 60))

        assert cost() == few

    @pytest.mark.parametrize(
        "code", ["", "lamp", "concern.received:channel=smoke", "concern.received:x", "concern.closed:"]
    )
    def test_answers_a_code_that_names_nothing_with_404_or_the_count_itself(self, officer, town, code):
        assert page(officer, "open", town, code=code).status_code == (200 if code == "concern.closed:" else 404)

    def test_opens_a_part_of_a_breakdown(self, officer, town):
        registered(town)

        shown = text(page(officer, "open", town, code="concern.received:channel=counter"))

        assert "收到诉求（窗口）" in shown and "共 1 件 = 上面的 1" in shown


class TestSmallGroups:
    @pytest.mark.thorough
    def test_show_their_fraction_and_say_that_the_rate_is_not_for_publication(self, officer, town):
        Concern.objects.bulk_create(
            plain(i, town.shiqiao, date(2026, 11, 2), rating="satisfied", rated_on=date(2026, 11, 5)) for i in range(4)
        )

        shown = text(page(officer, "open", town, code="concern.satisfaction_rate"))
        table = text(page(officer, "index", town))

        assert "100.0%" in shown and "4/4 · 不足 5 人评价，对外不公布这个率" in shown
        assert "满意率（含基本满意） 100.0% 4/4 不足 5 人" in table


class TestParts:
    def test_show_the_share_of_each_channel(self, officer, town):
        Concern.objects.bulk_create(
            plain(i, town.shiqiao, date(2026, 11, 2), channel="web" if i else "hotline") for i in range(3)
        )

        shown = text(page(officer, "parts", town))

        assert "收到诉求 · 渠道" in shown
        assert "收到诉求（网上） 2 件 66.7%" in shown and "收到诉求（热线） 1 件 33.3%" in shown


class TestUnitsBelow:
    def test_stand_in_the_order_of_the_tree_and_are_not_ranked(self, client, town):
        Concern.objects.bulk_create(plain(i, town.shahe, date(2026, 11, 2)) for i in range(9))
        asked = Asked(town.county, *_november(), town.clerk, date(2026, 11, 3))

        (block,) = units_tables(asked, ["concern.received"])
        response = page(sign_in(client, town, "clerk"), "below", town, "county", code="concern.received")

        assert [row.unit.name for row in block.rows] == [
            "定安县",
            "清水镇",
            "白沙镇",
            "县住建局",
            "县水利局",
            "县第一中学",
        ]
        assert [row.cells[0].figure.value for row in block.rows] == [9, 0, 9, 0, 0, 0]
        assert "单位按管理顺序排列，不排名" in text(response)

    def test_count_departments_by_what_they_were_handed(self, town):
        at_state(town, Status.CLOSED)

        by_ground, by_hand = units_tables(Asked(town.county, *_november(), town.clerk, date(2026, 11, 3)), [])

        assert [row.unit.name for row in by_ground.rows] == ["定安县", "清水镇", "白沙镇", "县第一中学"]
        assert [row.unit.name for row in by_hand.rows] == ["定安县", "县住建局", "县水利局"]
        assert [row.cells[1].figure.value for row in by_hand.rows] == [1, 1, 0]

    def test_leave_out_a_unit_abolished_before_the_period(self, client, town):
        type(town.baisha).objects.filter(pk=town.baisha.pk).update(valid_to=date(2026, 10, 31))

        response = page(sign_in(client, town, "clerk"), "below", town, "county")

        assert "白沙镇" not in re.sub(r"<select.*?</select>", "", response.content.decode(), flags=re.S)


def _november():
    from lianxin.pure.periods import Period

    return (Period.month(2026, 11),)


class TestTheChart:
    def test_draws_fourteen_months_on_a_scale_from_zero_each_opening(self, officer, town):
        Concern.objects.bulk_create(
            [plain(i, town.shiqiao, date(2026, 11, 2)) for i in range(8)]
            + [plain(50 + i, town.shiqiao, date(2026, 10, 2)) for i in range(4)]
            + [plain(80 + i, town.shiqiao, date(2025, 10, 2)) for i in range(2)]
        )
        asked = Asked(town.qingshui, *_november(), town.officer, date(2026, 11, 3))

        run = months_of(asked, INDICATORS["concern.received"])
        drawing = drawn(asked, INDICATORS["concern.received"], run)
        response = page(officer, "chart", town, code="concern.received")

        assert (len(run), run[0].period.code, run[-1].period.code) == (14, "2025-10", "2026-11")
        columns = [[box.height for box in one.shapes[1:] if isinstance(box, Box)]
                   for one in drawing.shapes if isinstance(one, Opens)]  # fmt: skip
        assert columns == [[40], *[[]] * 11, [80], [160]]
        (line,) = [one for one in drawing.shapes if isinstance(one, Run)]
        assert line.is_dashed and [y for _x, y in line.points] == [200.0] * 12 + [160.0, 200.0]
        body = response.content.decode()
        svg = body[body.index('<svg viewBox="0 0 780') :].partition("</svg>")[0]
        assert svg.count("<a href=") == 14 and "style=" not in svg and "2026年10月 4 ，上年同月 2" in unescape(svg)
        assert "2026年10月 4 2" in text(response)

    @pytest.mark.parametrize("code", ["concern.satisfaction_rate", "concern.median_days_to_close", "concern.overdue"])
    def test_draws_every_kind_of_figure(self, officer, town, code):
        at_state(town, Status.CLOSED)

        assert page(officer, "chart", town, code=code).status_code == 200


class TestTheFile:
    @pytest.mark.thorough
    @pytest.mark.parametrize("view", VIEWS)
    def test_holds_numbers_as_numbers(self, officer, town, view):
        Concern.objects.bulk_create(
            plain(i, town.shiqiao, date(2026, 11, 2), status="closed", closed_on=date(2026, 11, 3), channel="hotline")
            for i in range(7)
        )

        response = officer.get(
            reverse("figures:export", args=[view], query={"unit": town.qingshui.pk, "period": NOVEMBER})
        )
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()

        assert rows[0][0] == "清水镇 2026年11月"
        assert any(7.0 in row for row in rows[2:])

    @pytest.mark.thorough
    def test_of_a_view_that_is_none_is_not_there_and_strangers_get_none(self, client, officer, town):
        url = reverse("figures:export", args=["lamps"])
        own = reverse("figures:export", args=["index"], query={"unit": town.qingshui.pk})

        assert officer.get(url).status_code == 404
        assert officer.get(own).status_code == 200
        assert sign_in(client, town, "stranger").get(own).status_code == 404


class TestBasisPage:
    def test_says_of_every_figure_what_it_counts(self, officer):
        shown = text(officer.get(reverse("figures:basis")))

        for one in INDICATORS.values():
            assert str(one.basis) in shown
        assert "按时办结诉求 ÷ 有承诺期限的办结诉求" in shown
