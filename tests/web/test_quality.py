"""数据质量的页面: accuracy, timeliness and who sees what, each number opening to its records (M287)."""

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.reports.quality import commands as quality
from lianxin.reports.quality.models import Doubt, ValidationRule
from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LineSpec
from lianxin.work.concerns import commands as concerns
from tests.conftest import SHANGHAI
from tests.reports.return_scenes import form_made, on
from tests.web.world import read
from tests.work.conftest import registered


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in on 10 December 2026 and returns the client."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 10, 10, tzinfo=SHANGHAI))
    cache.clear()

    def as_(who):
        client.force_login(town.people[who])
        return client

    return as_


def month_with_a_doubt(town):
    form_made(
        town, month="2026-11", lines=[LineSpec("approvals", label, origin="政务系统") for label in ("受理", "当日办结")]
    )
    month = commands.open_return(form_code="monthly", unit=town.county, month="2026-11", by=town.clerk, at=on(5))
    for figure, value in zip(month.figures.order_by("line__number"), (1, 8), strict=True):
        commands.enter_figure(
            figure=figure, value=Decimal(value), source="月报", evidence="第1页", by=town.clerk, at=on(6)
        )
    return month


class TestTheRoom:
    @pytest.mark.mechanism("M287")
    def test_a_rule_is_set_a_doubt_is_explained_and_the_upper_level_reads_why(self, town, enter):
        month = month_with_a_doubt(town)
        client = enter("clerk")
        page = read(client, "/quality/rules/")
        assert "外部数字连续三期完全相同" in page and "设置一条" in page
        given = {"name": "当日办结不大于受理", "kind": "at_most", "first": "当日办结", "others": ["受理"], "indicator": "",
                 "low": "", "high": "", "mend": "请看月报第1页。", "month": "2026-11"}  # fmt: skip
        refused = client.post("/quality/rules/new/?form=monthly", {**given, "others": []}).content.decode()
        assert "要选 2 项" in refused
        assert client.post("/quality/rules/new/?form=monthly", given).url == "/quality/rules/"
        here = reverse("quality:return", args=[month.code])
        page = read(client, here)
        assert "“当日办结”8，比“受理”1大。" in page and "请看月报第1页。" in page
        explain = re.search(r'href="([^"]*/explain/[^"]*)"', page)[1]
        assert client.post(explain, {"explanation": "对"}).status_code == 200 and not Doubt.objects.exists()
        assert client.post(explain, {"explanation": "含上月结转的七件。"}).url == here

        for who in ("county_leader", "inspector"):
            page = read(enter(who), here)
            assert "含上月结转的七件。" in page and "/explain/" not in page
        assert "含上月结转的七件。" in read(enter("clerk"), "/quality/doubts/?show=explained")
        rule = ValidationRule.objects.get()
        assert client.post(f"/quality/rules/{rule.pk}/", {**given, "month": "2027-01"}).url == "/quality/rules/"
        assert "第 2 版" in read(client, "/quality/rules/")

    @pytest.mark.thorough
    @pytest.mark.mechanism("M287")
    def test_one_page_says_what_is_accurate_complete_and_in_time_and_every_number_opens(self, town, enter):
        month = month_with_a_doubt(town)
        quality.set_rule(unit=town.county, form_code="monthly", name="部分", kind="at_most", operands=["当日办结", "受理"],
                         mend="请核对。", month="2026-11", by=town.clerk, at=on(7))  # fmt: skip
        quality.look_over(month=month, at=on(8))
        late = registered(town, at=on(9)).concern
        late.received_on = date(2026, 11, 5)
        late.save()
        registered(town, at=on(9))
        client = enter("clerk")

        assert "说明数据疑点" in read(client, "/today/") and "说明数据疑点" not in read(enter("officer"), "/today/")
        page = read(enter("clerk"), "/quality/")
        assert "“当日办结”8，比“受理”1大。" in page and "连同下级" in page
        links = {unescape(url) for url in re.findall(r'href="([^"]+figures/open[^"]+)"', page)}
        assert len(links) >= 8 and all(client.get(url).status_code == 200 for url in sorted(links)[::3])
        county = {re.search(r"code=([\w.]+)", url)[1]: url for url in links if f"unit={town.county.pk}&" in url}
        opened = read(client, county["concern.entered_late"])
        assert late.code in opened and opened.count("data-lx-row") == 1
        assert "“当日办结”8" in read(client, county["quality.doubts"])
        assert "过了 5 天，收集中" in read(client, "/quality/returns/")
        assert "没有这样的" in read(client, "/quality/returns/?show=missing")
        asked = client.post("/quality/returns/monthly/2026-11/reason/", {"reason": "政务系统停机三天。"})
        assert asked.url == "/quality/returns/?period=2026-11" and "政务系统停机三天。" in read(client, asked.url)
        assert "没有待说明的疑点" in read(enter("officer"), "/quality/")
        assert client.get("/quality/", {"unit": town.county.pk}).status_code == 404

    @pytest.mark.thorough
    def test_costs_the_same_however_many_units_there_are(self, town, enter):
        client, costs = enter("clerk"), []
        for n in range(2):
            for k in range(3):
                orgs.create_unit(name=f"新设{n}{k}乡", kind="township", parent=town.county, by=SYSTEM, at=on(9))
            read(client, "/quality/")
            with CaptureQueriesContext(connection) as caught:
                read(client, "/quality/")
            costs.append(len(caught))

        assert costs[0] == costs[1]

    @pytest.mark.mechanism("M287")
    def test_says_who_may_see_what_and_how_often_closed_data_were_opened_but_not_by_whom(self, town, enter):
        held = registered(town, at=on(3, 12)).concern
        concerns.reveal(concern=held, purpose="contact", by=town.officer, at=on(4, 12))
        concerns.reveal(concern=held, purpose="contact", by=town.worker, at=on(5, 12))
        walled = registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk, at=on(6, 12)).concern
        concerns.reveal(concern=walled, purpose="contact", by=town.clerk, at=on(6, 12))
        asked, row = (
            {"unit": town.qingshui.pk, "period": "2026-12"},
            r"完整信息</td><td>石桥村</td><td>与诉求人联系</td><td class=\"number\">(\d+)<",
        )
        page = read(enter("clerk"), "/quality/secrecy/", **asked)

        assert re.findall(row, page) == ["3"] and "李青" not in page and "石小桥" not in page
        assert re.findall(row, read(enter("leader"), "/quality/secrecy/", **asked)) == [
            "2"
        ]  # of the complaint, nothing
        page = read(enter("clerk"), "/quality/secrecy/", **asked)
        assert "乡镇群众工作总站经办员 1" in page and "县群众工作办公室经办员 1" in page
        assert "次数只给" in read(enter("inspector"), "/quality/secrecy/")
        assert "查看走访" in read(enter("worker"), "/quality/secrecy/?all=1")
