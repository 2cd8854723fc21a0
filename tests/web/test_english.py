"""English pages: whoever asks for English reads English; what is kept, and the papers, stay Chinese."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.models import Person, Unit
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.queries import left
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

CHINESE = re.compile(r"[\u4e00-\u9fff，。；：（）]")
NOT_SHOWN = re.compile(r"<(script|style|title)\b.*?</\1>|<!--.*?-->", re.S)
RESIDENTS = [
    "public:home",
    "public:submit",
    "public:follow",
    "public:rate",
    "public:open",
    "public:privacy",
    "public:accessibility",
    "account_login",
]
CLERKS = [
    "today", "concerns:list", "concerns:register", "concerns:export", "figures:index", "figures:parts", "figures:below",
    "figures:chart", "figures:basis", "imports:index", "checker:index", "feedback:say", "ui:me", "mfa_index",
    "account_change_password", "account_logout",
]  # fmt: skip
ADMINS = [
    "guide:index",
    "help:index",
    "setup:index",
    "setup:units",
    "setup:create_unit",
    "setup:people",
    "setup:create_person",
]


@pytest.fixture
def english(town, monkeypatch):
    """`english("officer")`: a browser that asks for English, in which that person is logged in; "" for nobody."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    cache.clear()

    def as_(who: str = "", language: str = "en") -> Client:
        client = Client()
        client.cookies["django_language"] = language
        if who:
            client.force_login(town.people[who])
        return client

    return as_


def left_in_chinese(page: str) -> list[str]:
    """What is still Chinese, apart from names of units, people and topics and the way back to Chinese."""
    names = [*Unit.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True)]
    names += [*Topic.objects.values_list("label", flat=True), "中文"]
    texts = [unescape(text).strip() for text in re.split(r"<[^>]*>", NOT_SHOWN.sub("", page))]
    labels = [unescape(text) for text in re.findall(r'(?:title|aria-label|placeholder|data-label)="([^"]*)"', page)]
    return [text for text in [*texts, *labels] if CHINESE.search(_without(names, text))]


def _without(names: list[str], text: str) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return text


class TestAnEnglishPage:
    @pytest.mark.thorough
    @pytest.mark.parametrize(
        "who, name",
        [
            *(("", name) for name in RESIDENTS),
            *(("officer", name) for name in CLERKS),
            *(("admin", name) for name in ADMINS),
        ],
    )
    @pytest.mark.mechanism("F133")
    def test_has_no_chinese_but_names(self, english, who, name):
        answer = english(who).get(reverse(name))

        assert answer.status_code == 200
        assert left_in_chinese(answer.content.decode()) == []

    def test_differs_from_the_chinese_one(self, english):
        page = english("officer", "zh-hans").get(reverse("today")).content.decode()

        assert "今日" in left_in_chinese(page) and "Today" not in page

    @pytest.mark.thorough
    def test_names_what_changed_in_numbers_once_the_period_is_over(self, english, town, monkeypatch):
        def november(today):
            monkeypatch.setattr("django.utils.timezone.now", lambda: today)
            return english("officer").get(reverse("figures:index"), {"period": "2026-11"}).content.decode()

        registered(town)
        running, over = november(NOON), november(NOON + timedelta(days=28))

        assert "November 2026" in over and "Concerns received" in over
        assert re.search(r"<td[^>]*>\+1</td>", over) and not re.search(r"<td[^>]*>\+1</td>", running)
        assert "This period is still running" in running and "This period is still running" not in over
        assert "changes with the day, not compared" in over


class TestWhatIsKept:
    def test_is_in_chinese_whatever_the_page_was(self, english, town):
        typed = {"text": "村口的路灯坏了半个月。", "kind": "help", "unit": "石桥村", "name": "王长青", "phone": "13900000001",
                 "channel": "counter", "people_count": "1", "entry_key": "k1"}  # fmt: skip
        english("worker").post(reverse("concerns:register"), typed)

        entry = Entry.objects.get(event="concern.registered")
        assert (entry.detail["channel"], entry.detail["kind"]) == ("窗口", "求助")
        assert entry.by_post == "石桥村 村站工作人员"

        page = reverse("concerns:detail", args=[Concern.objects.get().code])
        assert "Registered, channel Counter, kind Help" in english("worker").get(page).content.decode()
        assert "窗口登记，求助" in english("worker", "zh-hans").get(page).content.decode()

    @pytest.mark.thorough
    def test_the_summary_is_the_same_paper(self, english, town):
        at_state(town, Status.CLOSED)
        asked = {"unit": town.qingshui.pk, "period": "2026-11"}

        papers = []
        for language in ("en", "zh-hans"):
            page = english("officer", language).get(reverse("summaries:index"), asked).content.decode()
            paper = re.search(r'<article class="paper".*?</article>', page, re.S)
            assert paper
            papers.append(re.sub(r"\s*<[^>]+>\s*", "", paper[0]))
        assert papers[0] == papers[1]
        assert not re.search(r"[A-Za-z]{4,}", papers[0])


class TestADayInEnglish:
    @pytest.mark.parametrize("later, words", [(1, "1 day overdue"), (2, "2 days overdue"), (-1, "1 working day left")])
    def test_is_one_day_and_two_days(self, db, later, words):
        due_on = date(2026, 11, 4)
        concern = Concern(status=Status.IN_HAND, due_on=due_on)

        with override("en"):
            assert left(concern, due_on + timedelta(days=later), clocks.calendar()).text == words


def test_a_page_is_chinese_until_somebody_chooses_english(client, town) -> None:
    untouched = client.get("/public/", headers={"accept-language": "en-GB,en"})
    client.cookies["django_language"] = "en"

    assert (untouched["Content-Language"], client.get("/public/")["Content-Language"]) == ("zh-hans", "en")
