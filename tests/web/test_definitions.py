"""自定指标的页面: defined without code, tried against a sample, approved by another, then a figure like any other (F099)."""

import re
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.reports.definitions.models import Definition, Trial
from lianxin.web.office.returns.forms import sources
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import registered

NOW = datetime(2026, 12, 7, 16, 0, tzinfo=SHANGHAI)
CHOSEN = {
    "name": "网上咨询以外的来件",
    "timed": "received",
    "placed": "unit",
    "better": "",
    "group": "本县关注",
    "measure": "",
    "remark": "",
}
NEW = "/definitions/new/concern/count/"


@pytest.fixture
def enter(client, town, monkeypatch):
    """`enter("clerk")` logs that person in on the seventh of December."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def concerns(town, number, *, channel, unit=None, at=NOON):
    for _n in range(number):
        registered(town, at=at, by=town.clerk, channel=channel, unit=unit or town.shiqiao)


def read(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


class TestTheEditor:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M288")
    def test_takes_a_clerk_from_choosing_over_a_trial_to_a_figure_that_opens(self, enter, town):
        concerns(town, 3, channel="hotline")
        concerns(town, 2, channel="counter", unit=town.shahe)
        client = enter("clerk")
        assert "走访（过程数，不得用于考核）" in read(client, "/definitions/new/")
        assert client.get("/definitions/new/?source=concern&kind=count").url == NEW
        assert "没有期末的状态可以数" in read(client, "/definitions/new/?source=help_fund&kind=stock")
        wrong = client.post(NEW, {**CHOSEN, "w-channel-use": "in", "w-round-least": "many"}).content.decode()
        assert "请两处都选" in wrong and "网上咨询以外的来件" in wrong and not Definition.objects.exists()
        typed = {"w-channel-use": "in", "w-channel-values": ["letter"]}
        assert "已有“来信”，口径相同，请直接用它" in client.post(NEW, {**CHOSEN, **typed}).content.decode()

        typed = {"w-channel-use": "in", "w-channel-values": ["hotline", "letter"], "w-declined-use": "no"}
        here = client.post(NEW, {**CHOSEN, **typed}).url
        page = read(client, here)
        assert "收到日期在本期内、渠道是“热线”或“来信”、没有不予受理的诉求；作废的不计；按属地单位计。" in page
        assert "请先试算" in client.post(f"{here}submit/", follow=True).content.decode()
        assert client.post(f"{here}try/", {"month": "2026-11"}).url == here

        page = read(client, here)
        taken, left_out = page.split("<h2>没算进去的</h2>")
        assert taken.split("<h2>算进去的</h2>")[1].count("/concerns/") == 3
        assert (
            "不符合：渠道是“热线”或“来信”" in left_out and left_out.split("</main>")[0].count('href="/concerns/') == 2
        )
        client.post(f"{here}edit/", {**CHOSEN, **typed, "name": "热线和来信", "w-round-least": "1"})
        assert "试算以后改过口径" in read(client, here)
        client.post(f"{here}try/", {"month": "2026-11"})
        client.post(f"{here}submit/")
        leader = enter("county_leader")
        assert "批准自定指标" in read(leader, "/today/")
        assert leader.post(f"{here}approve/", {"month": "2026-12"}).url == here

        code = Definition.objects.get().code
        opened = read(leader, f"/figures/open/?code={code}&period=2026-11")
        assert "共 3 件 = 上面的 3" in opened
        assert re.search(r"本县关注.*热线和来信", read(leader, "/figures/?period=2026-11"), re.DOTALL)
        assert (code, "热线和来信") in sources()
        assert "自2026-12起" in read(enter("stranger"), "/figures/basis/")
        page = read(enter("worker"), here)
        assert "热线和来信" in page and "算进去的" not in page

    @pytest.mark.thorough
    def test_says_numerator_and_denominator_of_a_rate_and_keeps_the_part_within_the_whole(self, enter, town):
        concerns(town, 3, channel="hotline")
        client = enter("clerk")
        url = "/definitions/new/concern/rate/"
        chosen = {**CHOSEN, "name": "热线当月办结率", "w-channel-use": "in", "w-channel-values": ["hotline"]}
        assert "至少选一条" in client.post(url, chosen).content.decode()

        here = client.post(url, {**chosen, "p-closed_on-use": "set"}).url
        client.post(f"{here}try/", {"month": "2026-11"})

        page = read(client, here)
        assert (
            "分子：收到日期在本期内、渠道是“热线”、有办结日期的诉求；分母：收到日期在本期内、渠道是“热线”的诉求；"
            in page
        )
        assert "不符合：有办结日期" in page and "0/3" in page
        assert read(client, f"{here}edit/").count('<details class="condition" open>') == 2
        client.post(f"{here}drop/")
        assert "不用了" in read(client, "/definitions/")

    @pytest.mark.thorough
    def test_costs_the_same_with_ten_records_and_two_definitions_as_with_three_and_one(self, enter, town):
        concerns(town, 3, channel="hotline")
        concerns(town, 7, channel="counter")
        client = enter("clerk")

        def statements(*channels):
            typed = {"w-channel-use": "in", "w-channel-values": channels, "w-declined-use": "no"}
            here = client.post(NEW, {**CHOSEN, "name": f"来件{len(channels)}", **typed}).url
            client.post(f"{here}try/", {"month": "2026-11"})
            counts = []
            for url in ("/definitions/", here, f"{here}edit/", NEW):
                with CaptureQueriesContext(connection) as seen:
                    read(client, url)
                counts.append(len(seen))
            return counts

        few = statements("hotline")
        assert statements("hotline", "counter") == few
        assert [len(one.counted) for one in Trial.objects.order_by("pk")] == [3, 10]
