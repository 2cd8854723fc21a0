"""一页看: what needs me, what is stuck on whose level, six figures; every number opens into what it counts."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

LATE = NOON + timedelta(days=90)  # every limit of the town has passed by then


@pytest.fixture
def late(client, town, monkeypatch):
    """Three months later."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    cache.clear()

    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def text(response):
    words = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", unescape(words))


def cells(response):
    """The numbers of the table with their addresses, row by row."""
    body = response.content.decode().partition('<table class="stuck">')[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', body, re.S)
    return {unescape(word): [(int(n), unescape(url)) for url, n in re.findall(r'<a href="([^"]*)"[^>]*>(\d+)</a>', row)]
            for word, row in rows}  # fmt: skip


class TestTheStuck:
    def test_is_told_by_why_and_on_whose_level_and_each_number_opens(self, late, town):
        """A lamp handed to the bureau, two that nobody sorted, one sent back; what is in order is said in one line."""
        in_hand, sorted_not, returned = (
            at_state(town, Status.IN_HAND),
            registered(town).concern,
            at_state(town, Status.RETURNED),
        )
        registered(town, unit=town.shahe, by=town.stranger)
        Concern.objects.filter(accepted_on=None).update(due_on=date(2026, 12, 1))
        client = late("leader")

        page = client.get(reverse("overview:index"))
        found = cells(page)

        assert [n for n, _url in found["超期没有答复"]] == [1, 1]
        assert [n for n, _url in found["超期没有分类受理"]] == [1, 1]
        assert [n for n, _url in found["退回后超期没有重新交办"]] == [1, 1]
        for counted in found.values():
            for n, url in counted:
                behind = client.get(url)
                assert behind.status_code == 200 and f"共 {n} 件" in text(behind)
                assert behind.content.decode().count("data-lx-row") == n
        bureau = client.get(found["超期没有答复"][0][1])
        assert in_hand.code in bureau.content.decode() and "在部门手里的" in text(bureau)
        assert sorted_not.code not in bureau.content.decode() and returned.code not in bureau.content.decode()
        assert "正常 没有这些情况：" in text(page) and "超期没有签收" in text(page).partition("正常")[2]

    def test_counts_an_extension_that_waits_for_a_decision_and_the_county_sees_all(self, late, town):
        concern = at_state(town, Status.IN_HAND)
        commands.ask(
            concern=concern, what="extension", days=5, ground="", reason="要等灯杆到货。", by=town.builder, at=NOON
        )
        registered(town, unit=town.shahe, by=town.stranger)

        county, stranger = (cells(late(who).get(reverse("overview:index"))) for who in ("county_leader", "stranger"))

        assert [n for n, _url in county["申请延期、中止，等批"]] == [1, 1]
        assert "申请延期、中止，等批" not in stranger and "超期没有答复" not in stranger

    @pytest.mark.parametrize(("why", "answer"), [("nothing", 404), ("", 404), ("answer", 200), ("returns", 200)])
    def test_has_no_list_for_what_is_no_row(self, late, town, why, answer):
        response = late("leader").get(reverse("overview:behind", query={"why": why, "level": "moon"}))

        assert response.status_code == answer


class TestThePage:
    @pytest.mark.thorough
    def test_begins_with_what_needs_this_post_and_sets_last_year_beside_six_figures(self, late, town):
        at_state(town, Status.CLOSED)
        response = late("leader").get(reverse("overview:index", query={"period": "2026-11"}))
        shown = text(response)

        assert shown.index("要我办的") < shown.index("卡在哪里") < shown.index("2026年11月")
        assert "收到诉求 1 件 上年同期 0" in shown and "按时办结率 100.0% 1/1" in shown
        body = response.content.decode()
        assert body.count('class="figure"') == 6 and body.count("<polyline") >= 2
        for url in re.findall(r'href="(/figures/[^"#]*)"', body.partition('class="six"')[2]):
            assert late("leader").get(unescape(url)).status_code == 200

    def test_ranks_nobody_and_names_no_worker(self, late, town):
        at_state(town, Status.IN_HAND)
        shown = text(late("county_leader").get(reverse("overview:index"))).partition("卡在哪里")[2]

        assert not any(person.name in shown for person in town.people.values())
        assert "排名" not in shown and "第 1" not in shown

    @pytest.mark.thorough
    def test_costs_the_same_whatever_there_is(self, late, town):
        def statements():
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert client.get(reverse("overview:index")).status_code == 200
            return len(seen)

        client = late("leader")
        for _each in range(3):
            at_state(town, Status.IN_HAND)
            registered(town)
        client.get(reverse("overview:index"))
        few = statements()
        for _each in range(5):
            at_state(town, Status.IN_HAND)
            registered(town)

        assert statements() == few

    def test_is_linked_from_today(self, late, town):
        assert reverse("overview:index") in late("leader").get(reverse("today")).content.decode()
