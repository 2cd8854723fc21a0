"""只办一次: an office form that is sent twice does its deed once, and whoever sends it lands where the first one led."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lianxin.base import counting
from lianxin.base.counting import once
from lianxin.base.counting.models import Sent
from lianxin.base.journal import book
from lianxin.work.disputes.models import Dispute
from tests.conftest import NOON
from tests.web.test_disputes import TYPED

NEW = "/disputes/new/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def browser(enter):
    """The worker of 石桥村 with a browser of his own, that sends the token of the page as any browser does."""
    cookies = enter("worker").cookies
    client = Client(enforce_csrf_checks=True)
    client.cookies = cookies
    return client


def opened(client: Client, **changes: str) -> dict[str, str]:
    """The page opened and filled in."""
    token = TOKEN.search(client.get(NEW).content.decode())
    assert token
    return {**TYPED, **changes, "csrfmiddlewaretoken": token[1]}


def test_ten_times_the_same_form_is_one_record_and_one_place(browser) -> None:
    filled = opened(browser)

    places = {browser.post(NEW, filled).url for _n in range(10)}

    assert len(places) == 1 and Dispute.objects.count() == 1
    page = browser.get(places.pop()).content.decode()
    assert "没有重复办理" in page and TYPED["title"] in page
    assert browser.post(NEW, {**filled, "title": "晒场的路"}).url != browser.post(NEW, filled).url
    assert browser.post(NEW, opened(browser)).status_code == 302
    assert Dispute.objects.count() == 3, "other words, and the page opened anew, are other forms"


def test_one_that_came_beside_the_first_writes_nothing_and_follows_it(browser, monkeypatch) -> None:
    filled = opened(browser)
    first, size = browser.post(NEW, filled).url, book.verify()[0]
    look, looks = once.Form.place, []

    def late(form: once.Form) -> str | None:
        """The first look was too early: the deed beside it was not done yet."""
        looks.append(1)
        return None if len(looks) == 1 else look(form)

    monkeypatch.setattr(once.Form, "place", late)

    assert browser.post(NEW, filled).url == first
    assert Dispute.objects.count() == 1 and book.verify()[0] == size and len(looks) == 2


def test_a_form_that_was_refused_is_refused_again_and_then_done(browser) -> None:
    filled = opened(browser, title="")

    assert [browser.post(NEW, filled).status_code for _n in range(2)] == [200, 200]
    assert not Sent.objects.exists()
    assert browser.post(NEW, {**filled, "title": TYPED["title"]}).status_code == 302


def test_of_a_form_only_a_keyed_hash_is_kept_and_for_a_day(browser, town) -> None:
    browser.post(NEW, opened(browser))

    row = Sent.objects.values().get()
    assert len(row["key"]) == 64 and TYPED["title"] not in str(row) and town.people["worker"].username not in str(row)
    assert row["ends"] % 86_400 == 0, "no time of day"
    counting.sweep(at=NOON + timedelta(hours=27))
    assert Sent.objects.exists()
    counting.sweep(at=NOON + timedelta(days=2, hours=4))
    assert not Sent.objects.exists()


def test_residents_forms_have_their_own_key_and_leave_none_here(browser) -> None:
    token = TOKEN.search(browser.get("/public/submit/").content.decode())
    assert token
    told = {"text": "路灯坏了", "kind": "help", "screen": "5", "entry_key": "k", "csrfmiddlewaretoken": token[1]}

    assert {browser.post("/public/submit/", told).url for _n in range(2)} == {"/public/receipt/"}
    assert not Sent.objects.exists()
