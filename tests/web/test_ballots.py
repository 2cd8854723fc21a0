"""投票的办公页面: the boxes, slips on paper, two keepers by their own accounts, the account, the close."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.pure import polling
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands
from lianxin.work.ballots.models import PaperAccount, PollBox
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


def browser(town, who="clerk"):
    client = Client()
    client.force_login(town.people[who])
    return client


def at(box, page, **more):
    return reverse(f"ballots:{page}", kwargs={"code": box.code, **more})


class TestAVoteRunByAClerkAlone:
    @pytest.mark.thorough
    @pytest.mark.mechanism("F068", "F069", "F073")
    def test_goes_from_slips_through_two_keepers_to_the_public_board(self, town):
        box = scenes.prepared(town, sizes=(8,))
        clerk, leader, resident = browser(town), browser(town, "county_leader"), Client()

        printed = clerk.post(at(box, "slips"), {"group": "g0", "count": "6"}).content.decode()
        slips = [code.replace(" ", "") for code in re.findall(r'class="code">([0-9A-Z ]{14})<', printed)]
        for client, words in ((clerk, scenes.WORDS[0]), (leader, scenes.WORDS[1])):
            told = client.post(at(box, "key"), {"passphrase": words, "again": words}, follow=True).content.decode()
            assert "忘了谁也打不开票箱" in told and words not in told
        assert "评议方案什么也不能改了" in clerk.post(at(box, "open"), follow=True).content.decode()
        for slip in slips[:5]:
            resident.post(reverse("public:ballot", args=[box.code]), {"token": slip, "step": "send", "a-q1": "fairly"})
        early = clerk.post(at(box, "close"), {"first": scenes.WORDS[0], "second": scenes.WORDS[1]}).content.decode()
        typed = {"printed": "6", "handed_out": "5", "unused": "1", "spoiled": "0", "returned": "0"}
        clerk.post(at(box, "account", stock="slips", place=0), typed)
        wrong = clerk.post(at(box, "close"), {"first": scenes.WORDS[1], "second": scenes.WORDS[0]}).content.decode()
        done = clerk.post(
            at(box, "close"), {"first": scenes.WORDS[0], "second": scenes.WORDS[1]}, follow=True
        ).content.decode()

        assert len(slips) == 6 and "纸张还没有清点平" in early and "口令不对" in wrong
        assert not any(word in page for word in scenes.WORDS for page in (early, wrong, done))
        box = PollBox.objects.get(pk=box.pk)
        assert "票箱已打开，共 5 张" in done and box.root in done
        board = resident.get(reverse("public:board", args=[box.code])).content.decode()
        assert board.count("<li>") == 5 and box.root in board
        assert b"def merkle_root" in resident.get(reverse("public:vote_verifier")).content

    def test_shows_codes_once_and_never_again(self, town):
        box = scenes.prepared(town)
        clerk = browser(town)
        answer = clerk.post(at(box, "slips"), {"group": "g0", "count": "3"})
        slips = re.findall(r'class="code">([0-9A-Z ]{14})<', answer.content.decode())

        pages = [clerk.get(at(box, page)).content.decode() for page in ("box", "slips", "spoil")]

        assert len(slips) == 3 and "no-store" in answer["Cache-Control"]
        assert not any(slip in page or slip.replace(" ", "") in page for slip in slips for page in pages)

    def test_is_told_why_slips_or_numbers_do_not_fit_and_keeps_what_was_typed(self, town):
        box, codes = scenes.opened(town)
        clerk = browser(town)

        too_many = clerk.post(at(box, "slips"), {"group": "g1", "count": "9"}).content.decode()
        uneven = clerk.post(
            at(box, "account", stock="slips", place=0),
            {"handed_out": "9", "unused": "1", "spoiled": "0", "returned": "0"},
        )
        unlike = clerk.post(at(box, "key"), {"passphrase": "青山在东边看着我们", "again": "青山在西边看着我们"})
        voted = codes["g0"][0]
        boxes.cast(box=box, token=voted, answers={}, texts={})
        spoiled = clerk.post(at(box, "spoil"), {"group": "g0", "slips": f"{codes['g0'][1]}\n{voted}"}).content.decode()

        assert "还可以印 4 张" in too_many and 'value="9"' in too_many
        assert "账不平" in uneven.content.decode() and 'value="9"' in uneven.content.decode()
        assert "两遍口令不一样" in unlike.content.decode()
        assert "一张也没有作废" in spoiled and voted in spoiled
        assert not PaperAccount.objects.filter(is_settled=True).exists()

    def test_leads_to_its_paper_until_it_is_void(self, town):
        box, _codes = scenes.opened(town)
        clerk, paper = browser(town), reverse("sheets:box", args=[box.code])

        assert paper in clerk.get(at(box, "box")).content.decode()
        clerk.post(at(box, "void"), {"reason": "问卷印错了。"})
        assert f'class="button" href="{paper}"' not in clerk.get(at(box, "box")).content.decode()

    def test_sees_how_many_voted_once_a_day_in_steps(self, town):
        box, codes = scenes.opened(town, slips=8)
        for slip in codes["g0"][:7]:
            boxes.cast(box=box, token=slip, answers={}, texts={})
        clerk = browser(town)

        before = clerk.get(at(box, "box")).content.decode()
        after = clerk.post(at(box, "turnout"), follow=True).content.decode()

        assert "不少于" not in before and "不少于 5" in after and "不少于 7" not in after


class TestTheList:
    @pytest.mark.thorough
    def test_costs_the_same_for_three_boxes_as_for_eight(self, town, django_assert_max_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        costs, client = [], browser(town)
        client.get(reverse("ballots:index"))
        for more in (3, 5):
            for _each in range(more):
                scenes.prepared(town)
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("ballots:index"))
            costs.append(len(seen))

        assert costs[0] == costs[1]

    def test_shows_the_stranger_nothing_of_another_township(self, town):
        box = commands.prepare(poll=scenes.poll(), unit=town.qingshui, opens_on=scenes.OPENS, closes_on=scenes.CLOSES,
                               by=town.officer, at=NOON)  # fmt: skip

        assert box.title in browser(town, "officer").get(reverse("ballots:index")).content.decode()
        assert box.title not in browser(town, "stranger").get(reverse("ballots:index")).content.decode()
        assert browser(town, "stranger").get(at(box, "box")).status_code == 404

    @pytest.mark.thorough
    def test_reminds_of_a_box_that_should_be_opened_or_closed(self, town, monkeypatch):
        box, _codes = scenes.opened(town)
        client = browser(town)
        assert "截止开箱" not in client.get(reverse("today")).content.decode()

        monkeypatch.setattr(timezone, "now", lambda: NOON.replace(day=23))

        assert at(box, "box") in browser(town).get(reverse("today")).content.decode()
        assert at(box, "box") not in browser(town, "stranger").get(reverse("today")).content.decode()


class TestAnOwnAppraisal:
    def test_is_marked_as_not_counting_on_every_page_and_slip(self, town):
        box = scenes.prepared(town, is_outside=False)
        clerk = browser(town)
        slip = clerk.post(at(box, "slips"), {"group": "g0", "count": "1"}).content.decode()
        commands.open_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON)

        pages = [
            slip,
            clerk.get(at(box, "box")).content.decode(),
            Client().get(reverse("public:ballot", args=[box.code])).content.decode(),
        ]
        assert all("由被评议单位自行组织，不计入考核" in page for page in pages)
        assert box.poll.mode == polling.SLIPS
