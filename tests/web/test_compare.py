"""对比: like with like, by intervals, in the order of the tree; what cannot be compared says why."""

import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from python_calamine import CalamineWorkbook

from lianxin.base.indicators import INDICATORS
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.charts import chinese_font
from lianxin.pure.paper import plain_text
from lianxin.pure.periods import Period
from lianxin.web.office.compare.asked import Comparison
from lianxin.web.office.compare.rows import board
from lianxin.web.office.figures.asked import Asked
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON

OCTOBER, RATE = "2026-10", "concern.on_time_rate"


def closed(town, unit, many, in_time, prefix, month=10, year=2026):
    """So many concerns of a unit closed in a month, so many of them in time."""
    day = date(year, month, 5)
    Concern.objects.bulk_create(
        Concern(code=f"{prefix}{i:06}", kind="help", channel="counter", title=f"路灯{i}", text="路灯不亮", unit=unit,
                unit_path=unit.path, recorded_at=NOON, received_on=day, status="closed", closed_on=day,
                first_due_on=day + timedelta(days=1 if i < in_time else -1))
        for i in range(many)
    )  # fmt: skip


@pytest.fixture
def counted(town):
    """October: 清水镇 nearly always in time, 白沙镇 seldom; a third township has closed three."""
    small = orgs.create_unit(name="小河镇", kind="township", parent=town.county, by=SYSTEM, at=NOON)
    closed(town, town.shiqiao, 60, 58, "A")
    closed(town, town.shahe, 60, 24, "B")
    closed(town, small, 3, 3, "C")
    closed(town, town.shiqiao, 20, 10, "D", year=2025)
    return small


@pytest.fixture
def open_as(client, town, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cache.clear()

    def open_(who, page="index", **query):
        client.force_login(town.people[who])
        args = [query.pop("view")] if page == "export" else []
        return client.get(reverse(f"compare:{page}", args=args, query={"period": OCTOBER, **query}))

    return open_


def text(response):
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(words))


class TestLikeWithLike:
    def test_says_who_stands_clear_of_the_county_and_judges_no_few(self, open_as, town, counted):
        shown = text(open_as("county_leader", unit=town.county.pk, code=RATE)).partition("与全县比")[2]

        assert "清水镇 96.7% 58 / 60 88.6—99.1% 高于全县 50.0% 10/20 上升46.7个百分点" in shown
        assert "白沙镇 40.0% 24 / 60 28.6—52.6% 低于全县" in shown
        assert "小河镇 100.0% 3 / 3 数量少，不作判断" in shown
        assert shown.index("清水镇") < shown.index("白沙镇") < shown.index("小河镇"), (
            "the order of the tree, not of the rates"
        )
        assert "县住建局" not in shown and "石桥村" not in shown

    def test_opens_every_number_into_its_records(self, open_as, town, counted, client):
        body = open_as("county_leader", unit=town.county.pk, code=RATE).content.decode()
        table = body.partition('id="table"')[2]
        urls = [unescape(url) for url in re.findall(r'href="(/figures/open/[^"]*)"', table)]

        assert len(urls) == 4 * 4  # the rate, both its parts, last year's; for the county and three townships
        for url, count in ((urls[5], 58), (urls[6], 60), (urls[1], 85)):
            assert f"共 {count} 件 = 上面的 {count}" in text(client.get(url))
        assert body.count('<a href="/figures/open/') == 3 + 3 + len(urls), "so does every dot, on both drawings"

    @pytest.mark.parametrize(
        ("query", "why"),
        [
            ({"kind": ["township", "department"]}, "乡镇、部门办的事不同，不放在一起比"),
            ({"kind": ["department"]}, "部门没有自己的属地"),
        ],
    )
    def test_is_refused_of_unlike_things_with_a_sentence(self, open_as, town, query, why):
        response = open_as("county_leader", unit=town.county.pk, code=RATE, **query)

        assert response.status_code == 200 and why in text(response) and "<circle" not in response.content.decode()

    def test_finds_nothing_to_compare_under_a_village_and_nothing_for_strangers(self, open_as, town):
        assert "没有可比的同类单位" in text(open_as("worker", unit=town.shiqiao.pk))
        assert open_as("stranger", unit=town.qingshui.pk).status_code == 404
        assert open_as("admin").status_code == 403
        assert "没有这个指标" in text(open_as("leader", code="lamp"))

    def test_shows_a_number_of_cases_per_thousand_households_only_where_they_are_registered(
        self, open_as, town, counted
    ):
        shown = text(open_as("county_leader", unit=town.county.pk, code="concern.received"))

        assert "在册户不足 100 的不作判断" in shown and "清水镇 60 60 / 0 户" in shown and "高于全县" not in shown

    @pytest.mark.thorough
    def test_costs_the_same_for_three_units_and_for_thirty(self, town, counted):
        def statements():
            units = tuple(town.county.children.filter(kind="township").order_by("path"))
            asked = Asked(town.county, Period.parse(OCTOBER), town.clerk, NOON.date())
            found = Comparison(asked, INDICATORS[RATE], "township", ("township",), units)
            with CaptureQueriesContext(connection) as seen:
                assert len(board(found).rows) == len(units)
            return len(seen)

        few = statements()
        for number in range(12):
            unit = orgs.create_unit(name=f"新{number}镇", kind="township", parent=town.county, by=SYSTEM, at=NOON)
            closed(town, unit, 2, 1, f"N{number:02}")

        assert statements() == few


class TestTheMap:
    def test_nests_villages_in_townships_in_the_order_of_the_tree_and_tells_bands_without_colour(
        self, open_as, town, counted
    ):
        response = open_as("county_leader", page="map", unit=town.county.pk, code=RATE)
        body, shown = response.content.decode(), text(response)
        drawing = body.partition('class="sheet chart plot tree-map"')[2].partition("</figure>")[0]

        named = re.findall(r'aria-label="([^"，]*)', drawing)[1:]
        assert named == ["清水镇", "石桥村", "柳湾村", "白沙镇", "沙河村", "小河镇"]
        assert 'fill="#1f4e79"' in drawing and "url(#lines-" in drawing and "url(#dots-" in drawing
        assert "石桥村，96.7%，高于全县" in drawing and "柳湾村，—，没有可算的" in drawing
        assert drawing.count("<a href=") == 6 and "高于全县 2" in shown and "县住建局" not in drawing

    def test_is_drawn_of_rates_alone(self, open_as, town):
        assert "这张图画的是率" in text(open_as("county_leader", page="map", code="concern.received"))
        assert "没有乡镇或村、社区" in text(open_as("worker", page="map", code=RATE))


class TestTheFiles:
    @pytest.mark.parametrize("view", ["index", "map"])
    def test_hold_what_the_page_holds(self, open_as, town, counted, view):
        query = {"page": "export", "view": view, "unit": town.county.pk, "code": RATE}

        book = (
            CalamineWorkbook.from_filelike(io.BytesIO(open_as("clerk", **query).content))
            .get_sheet_by_index(0)
            .to_python()
        )
        paper = plain_text(open_as("clerk", **query, **{"as": "docx"}).content)
        image = open_as("clerk", **query, **{"as": "png" if chinese_font() else "svg"})

        assert book[0][0] == "定安县各乡镇 按时办结率 2026年10月"
        (row,) = [row for row in book if str(row[0]).strip() == "白沙镇"]
        assert "低于全县" in row and "低于全县" in paper and "40.0%" in paper
        if chinese_font():
            assert Image.open(io.BytesIO(image.content)).format == "PNG"
        assert "低于全县" in open_as("clerk", **query, **{"as": "svg"}).content.decode()

    def test_are_not_there_for_what_cannot_be_compared(self, open_as, town):
        query = {"page": "export", "unit": town.county.pk, "code": RATE}

        assert open_as("clerk", view="index", kind=["township", "department"], **query).status_code == 404
        assert open_as("clerk", view="moon", **query).status_code == 404
        assert open_as("clerk", view="index", **{**query, "as": "exe"}).status_code == 404
