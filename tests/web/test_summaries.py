"""文书: the summary as a sheet of paper; every figure opens; the docx is journalled; out of reach is not there."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.paper import plain_text, read_bound
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

PAGE = "/summaries/"


@pytest.fixture
def enter(town, monkeypatch):
    """A browser in which one of the cast is logged in; it is 3 November 2026, noon."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    def as_(who: str) -> Client:
        client = Client()
        client.force_login(town.people[who])
        return client

    return as_


def words_of(response) -> str:
    """The sheet's text as it is read."""
    paper = re.search(r'<article class="paper".*?</article>', response.content.decode(), re.S)
    assert paper, response.status_code
    return unescape(re.sub(r"<[^>]+>", "", paper[0]))


class TestTheSheet:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M292", "M294")
    def test_shows_the_summary_in_four_parts_and_says_what_was_registered(self, town, enter):
        at_state(town, Status.CLOSED)
        registered(town)

        response = enter("clerk").get(PAGE, {"unit": town.qingshui.pk, "period": "2026-11"})

        text = words_of(response)
        assert response.status_code == 200
        assert [part in text for part in ("一、主要做法", "二、工作成效", "三、存在问题", "四、下步打算")] == [True] * 4
        assert "本月登记群众诉求2件。" in text and "清水镇\n" in text
        assert "数字统计到2026年11月3日" in text

    @pytest.mark.mechanism("M289")
    @pytest.mark.thorough
    def test_each_figure_opens_the_records_that_it_counts(self, town, enter):
        registered(town)
        at_state(town, Status.CLOSED)
        client = enter("officer")

        page = client.get(PAGE, {"period": "2026-11"}).content.decode()
        links = [unescape(url) for url in re.findall(r'<a class="bound" href="([^"]+)"', page)]
        received = next(url for url in links if "concern.received&" in url)
        opened = client.get(received)

        assert len(links) >= 5 and all(client.get(url).status_code == 200 for url in links)
        assert opened.content.decode().count("村口的路灯坏了半个月") >= 2

    def test_lists_the_source_of_each_figure_with_its_basis(self, town, enter):
        registered(town)

        page = enter("officer").get(PAGE, {"period": "2026-11"}).content.decode()

        sources = page[page.index('id="sources"') :]
        assert "收到诉求（2026年11月）" in sources and "收到日期在本期内的诉求，含不予受理的，不含作废的。" in sources

    def test_begins_with_ones_own_unit_and_the_month_that_ended(self, enter):
        assert "石桥村\n2026年10月群众工作总结" in words_of(enter("worker").get(PAGE))

    @pytest.mark.thorough
    def test_begins_with_the_running_month_in_a_county_that_has_just_begun(self, town, enter):
        client = enter("clerk")
        assert client.get(PAGE).context["period"].code == "2026-10", "nothing happened, but somebody was here"
        with transaction.atomic():
            told = {"name": town.county.name, "username": "guanli"}
            book.record("county.begun", of=town.county.ref, unit_path=town.county.path, by=SYSTEM, at=NOON, **told)

        assert client.get(PAGE, follow=True).context["period"].code == "2026-11"
        assert client.get(PAGE, {"period": "2026-10"}).context["period"].code == "2026-10", (
            "what was asked for is shown"
        )

    @pytest.mark.thorough
    def test_takes_a_quarter_a_half_year_and_a_year(self, enter):
        client = enter("clerk")

        for code, label in (("2026-Q3", "2026年第三季度"), ("2026-H1", "2026年上半年"), ("2025", "2025年")):
            assert f"定安县\n{label}群众工作总结" in words_of(client.get(PAGE, {"period": code}))

    @pytest.mark.parametrize("period", ["2026-13", "x", "2026-Q5", "99999999", "2027-01", "２０２６"])
    def test_says_in_a_sentence_what_is_wrong_with_a_period(self, enter, period):
        response = enter("clerk").get(PAGE, {"period": period})

        assert response.status_code == 200
        assert re.search("不是统计期|没有这样的统计期|还没有开始|请选择已经开始的时期", response.content.decode())

    @pytest.mark.thorough
    def test_what_complains_about_the_unit_leaves_its_page_as_it_is(self, town, enter):
        registered(town)
        client = enter("officer")
        before = _without_token(client.get(PAGE, {"period": "2026-11"}))

        registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk)

        assert _without_token(client.get(PAGE, {"period": "2026-11"})) == before

    def test_escapes_what_people_called_their_units(self, town, enter):
        town.qingshui.name = "<b>清水</b>"
        town.qingshui.save()

        page = enter("officer").get(PAGE).content.decode()

        assert "<b>清水" not in page and "&lt;b&gt;清水" in page


def _without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


class TestWhoMay:
    @pytest.mark.parametrize("who", ["stranger", "worker", "builder", "teacher"])
    def test_a_unit_out_of_reach_answers_like_one_that_does_not_exist(self, town, enter, who):
        client = enter(who)

        there = client.get(PAGE, {"unit": town.qingshui.pk, "period": "2026-10"})
        gone = client.get(PAGE, {"unit": 999999, "period": "2026-10"})

        assert (there.status_code, gone.status_code) == (404, 404)
        assert re.sub(r"unit=\d+", "", _without_token(there)) == re.sub(r"unit=\d+", "", _without_token(gone))
        assert "清水镇" not in there.content.decode()

    def test_a_post_without_any_unit_gets_a_sentence(self, enter):
        response = enter("admin").get(PAGE)

        assert response.status_code == 403
        assert "您现在的职务没有可以看总结的单位" in response.content.decode()

    def test_a_visitor_is_sent_to_log_in(self, town):
        assert Client().get(PAGE).status_code == 302


class TestDownloading:
    def test_gives_the_docx_and_leaves_a_trace(self, town, enter):
        registered(town)

        response = enter("officer").post(reverse("summaries:write"), {"unit": town.qingshui.pk, "period": "2026-11"})

        assert response.status_code == 200
        assert "filename*=utf-8''" in response["Content-Disposition"] and response["Content-Disposition"].endswith(
            ".docx"
        )
        assert "本月登记群众诉求1件。" in plain_text(response.content)
        assert read_bound(response.content)[0].binding.unit == str(town.qingshui.pk)
        entry = Entry.objects.order_by("n").last()
        assert (entry.event, entry.by) == ("summary.written", town.officer.ref)

    @pytest.mark.parametrize(("who", "status"), [("leader", 403), ("stranger", 404)])
    def test_is_refused_to_those_who_may_not(self, town, enter, who, status):
        count = Entry.objects.count()

        response = enter(who).post(reverse("summaries:write"), {"unit": town.qingshui.pk, "period": "2026-10"})

        assert response.status_code == status
        assert Entry.objects.count() == count

    @pytest.mark.thorough
    def test_shows_no_button_to_those_who_may_not(self, enter):
        assert "下载 docx" not in enter("leader").get(PAGE).content.decode()
        assert "下载 docx" in enter("officer").get(PAGE).content.decode()

    @pytest.mark.parametrize("given", [{}, {"unit": "x"}, {"unit": "", "period": "x"}, {"period": "2099"}])
    def test_nonsense_is_not_found(self, enter, given):
        assert enter("clerk").post(reverse("summaries:write"), {"unit": "x", **given}).status_code == 404

    def test_is_not_done_by_looking(self, enter):
        assert enter("clerk").get(reverse("summaries:write")).status_code == 405
