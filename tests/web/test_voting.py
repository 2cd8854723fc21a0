"""投票页: the code, the sheet, a look over it, the receipt; whatever goes wrong is said in one sentence and nothing is lost."""

import logging
import re
from random import Random

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.pure import polling
from lianxin.web.public import voting
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, released
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


def page(box, **typed):
    return Client().post(reverse("public:ballot", args=[box.code]), typed)


FILLED = {"a-q1": "satisfied", "a-q2": "dissatisfied", "a-say": "窗口排队太久"}


class TestVotingByAPage:
    @pytest.mark.mechanism("M144", "M205", "F067")
    def test_takes_a_code_shows_the_sheet_and_gives_a_receipt_and_a_key(self, town):
        box, codes = scenes.opened(town)
        token = codes["g0"][0]

        sheet = page(box, token=f" {token[:4].lower()} {token[4:]}").content.decode()
        review = page(box, token=token, step="review", **FILLED).content.decode()
        key = re.search(r'name="k-a-say" value="(\w{16})"', review)[1]
        done = page(box, token=token, step="send", **FILLED, **{"k-a-say": key}).content.decode()

        assert "服务态度" in sheet and "您还有什么意见" in sheet
        assert "满意" in review and "空着（弃权）" in review and "窗口排队太久" in review
        assert "已投出" in done and " ".join(key[n : n + 4] for n in range(0, 16, 4)) in done
        box = scenes.closed(box, town)
        assert [one.answers for one in released.ballots(box)] == [{"": {"q1": ["satisfied"], "q2": ["dissatisfied"]}}]
        assert [one.dialogue for one in released.remarks(box)] == [polling.dialogue_of(key)]

    def test_sent_again_counts_once_and_bears_the_same_receipt(self, town):
        box, codes = scenes.opened(town)
        first = page(box, token=codes["g0"][0], step="send", **{"a-q1": "satisfied"}).content.decode()

        again = page(box, token=codes["g0"][0], step="send", **{"a-q1": "fairly"}).content.decode()

        found = re.compile(r'slip-code">([^<]+)<')
        assert found.search(first)[1] == found.search(again)[1] and "换下了上一次的票" in again
        assert [one.answers[""]["q1"] for one in released.ballots(scenes.closed(box, town))] == [["fairly"]]

    def test_says_one_sentence_for_every_code_that_is_none_and_keeps_it(self, town):
        box, codes = scenes.opened(town)
        other, theirs = scenes.opened(town)
        spoiled = codes["g1"][0]
        commands.spoil_slips(box=box, group="g1", slips=[spoiled], by=town.clerk, at=NOON)

        for token in ("AAAABBBBCCCC", "你好", "", "'; DROP TABLE ballot; --", theirs["g0"][0], spoiled):
            answer = page(box, token=token)
            assert answer.status_code == 200 and "这个编码不能用于这次评议" in answer.content.decode()
        assert "AAAABBBBCCCC" in page(box, token="AAAABBBBCCCC").content.decode()
        assert boxes.turnout(box) == {} == boxes.turnout(other)

    def test_keeps_what_was_typed_when_something_does_not_fit(self, town):
        box, codes = scenes.opened(town)

        answer = page(
            box, token=codes["g0"][0], step="send", **{"a-q1": "fairly", "a-say": "长" * 1001}
        ).content.decode()

        assert "写得太长" in answer and "长" * 1001 in answer and re.search(r'value="fairly" checked', answer)
        assert boxes.turnout(box) == {}

    def test_goes_back_to_the_sheet_with_everything_filled_in(self, town):
        box, codes = scenes.opened(town)

        answer = page(box, token=codes["g0"][0], step="back", **FILLED).content.decode()

        assert re.search(r'value="dissatisfied" checked', answer) and "窗口排队太久" in answer

    def test_of_an_open_link_is_marked_on_every_page_and_sent_twice_counts_once(self, town):
        box, _codes = scenes.opened(town, mode=polling.OPEN)
        entry = Client().get(reverse("public:ballot", args=[box.code])).content.decode()
        token = re.search(r'value="(g0:\w{32})"', entry)[1]

        pages = [
            entry,
            *(page(box, token=token, step=step, **FILLED).content.decode() for step in ("", "review", "send")),
        ]
        page(box, token=token, step="send", **FILLED)

        assert all("开放样本，不计入考核" in one for one in pages)
        assert boxes.turnout(box) == {"g0": {"screen": 1}}
        box = scenes.closed(box, town)
        assert "开放样本，不计入考核" in Client().get(reverse("public:board", args=[box.code])).content.decode()

    def test_is_open_only_between_its_days(self, town, monkeypatch):
        box, codes = scenes.opened(town)
        monkeypatch.setattr(timezone, "now", lambda: NOON.replace(day=21))

        assert "现在不能投票" in page(box, token=codes["g0"][0], step="send", **FILLED).content.decode()
        assert boxes.turnout(box) == {}

    def test_pauses_for_everybody_when_codes_are_guessed_and_asks_nobodys_address(self, town, monkeypatch):
        monkeypatch.setattr(voting, "WRONG_PER_MINUTE", 3)
        box, codes = scenes.opened(town)
        for n in range(3):
            Client(REMOTE_ADDR=f"10.0.0.{n}").post(reverse("public:ballot", args=[box.code]), {"token": "AAAABBBBCCCC"})

        refused = page(box, token=codes["g0"][0]).content.decode()
        monkeypatch.setattr(timezone, "now", lambda: NOON.replace(minute=1))

        assert "请过一分钟再试" in refused and codes["g0"][0] in refused
        assert "服务态度" in page(box, token=codes["g0"][0]).content.decode()


class TestNoTraceOfAVote:
    @pytest.mark.mechanism("F067")
    def test_is_in_no_log_no_journal_no_session_and_no_cookie(self, town, caplog):
        box, codes = scenes.opened(town, slips=5)
        caplog.set_level(logging.DEBUG)
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(town.people["clerk"])
        session = browser.cookies["sessionid"].value
        before = (Entry.objects.count(), {one.pk: one.session_data for one in Session.objects.all()})
        caplog.clear()

        for token in (*codes["g0"], "AAAABBBBCCCC"):
            for step in ("", "review", "send"):
                answer = browser.post(
                    reverse("public:ballot", args=[box.code]), {"token": token, "step": step, **FILLED}
                )
                assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
                assert "sessionid" not in answer.cookies and town.people["clerk"].name not in answer.content.decode()

        assert (Entry.objects.count(), {one.pk: one.session_data for one in Session.objects.all()}) == before
        assert [one.getMessage() for one in caplog.records if one.name != "django.db.backends"] == []
        assert browser.cookies["sessionid"].value == session
        assert boxes.turnout(box) == {"g0": {"screen": 5}}

    def test_carries_no_code_in_an_address(self, town):
        box, codes = scenes.opened(town)

        for step in ("", "review"):
            answer = page(box, token=codes["g0"][0], step=step, **FILLED).content.decode()
            assert not re.search(rf'(href|action|src)="[^"]*{codes["g0"][0]}', answer)

    def test_writes_nothing_in_the_main_database(self, town):
        box, codes = scenes.opened(town)

        with CaptureQueriesContext(connection) as seen:
            page(box, token=codes["g0"][0], step="send", **FILLED)

        assert [one["sql"] for one in seen if not one["sql"].startswith("SELECT")] == []


class TestTheBoard:
    @pytest.mark.mechanism("F068")
    def test_shows_every_receipt_sorted_and_nothing_before_the_close(self, town):
        box, codes = scenes.opened(town)
        given = []
        for n, token in enumerate(codes["g0"]):
            given.append(boxes.cast(box=box, token=token, answers=scenes.answers(Random(n)), texts={}).grouped)
        address = reverse("public:board", args=[box.code])

        early = Client().get(address)
        scenes.closed(box, town)
        shown = Client().get(address).content.decode()

        assert early.status_code == 404
        assert re.findall(r"<li>(\w{4} \w{4} \w{4} \w{4})</li>", shown) == sorted(given)
