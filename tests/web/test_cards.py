"""联系卡的页面: printed with a key that reads back, opened by the household, answered behind a wall that nobody below can feel."""

import os
import re
from datetime import date
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from django.contrib.staticfiles import finders
from django.core import signing
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.base.custody.commands import exports as copies
from lianxin.base.journal.models import Entry
from lianxin.work.cards import commands
from lianxin.work.cards.models import ContactCard, Response
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.web import test_two_worlds as worlds_apart
from tests.web import world as worlds
from tests.work.card_scenes import home_made, homes_made
from tests.work.household_scenes import household_made, need_noted
from tests.work.visit_scenes import LAMP, visit_made

WHOLE = os.environ.get("LIANXIN_CARDS") == "all"
ROOMS = ("today", "cards:", "households:household", "visits:index", "visits:visit", "spotchecks:")
NEARER = (6, 4, 9)  # pixels a module: now and then the reader of OpenCV misses a code at one of them


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


@pytest.fixture
def enter(client, town):
    def as_(name):
        client.force_login(town.people[name])
        return client

    return as_


def get(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed)


def household_sends(home, door="card", **typed) -> str:
    answer = Client().post(reverse(f"public:{door}"), {"code": home.card.code, "secret": home.secret, **typed})
    assert answer.status_code == 200
    return str(answer.content.decode())


def words_of(shown: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def codes_on(shown: str) -> list[str]:
    """What a camera reads of each code of a page: the outline is painted and read back."""
    found = []
    for side, path in re.findall(r'<svg viewBox="0 0 (\d+) \d+".*?<path fill="#000" d="([^"]*)"', shown, re.S):
        picture = np.full((int(side), int(side)), 255, np.uint8)
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", path):
            picture[int(y), int(x) : int(x) + int(width)] = 0
        nearer = (cv2.resize(picture, None, fx=by, fy=by, interpolation=cv2.INTER_NEAREST) for by in NEARER)
        found.append(next(filter(None, (cv2.QRCodeDetector().detectAndDecode(one)[0] for one in nearer)), ""))
    return found


class TestThePrint:
    @pytest.mark.mechanism("F051")
    def test_bears_a_code_that_opens_this_very_household_and_is_shown_once(self, enter, town) -> None:
        for door in ("1号院", "2号院", "3号院"):
            household_made(town, door=door)
        worker, form = enter("worker"), {"unit": town.shiqiao.pk, "who": "me", "entry_key": "a" * 32}

        shown = send(worker, "cards:several", **form).content.decode()

        links = codes_on(shown)
        assert len(links) == 3 and all("/public/card/#" in link for link in links)
        for link in links:
            code, secret = link.partition("#")[2].split(".")
            assert (
                "您家的联系卡"
                in Client().post(reverse("public:card"), {"code": code, "secret": secret}).content.decode()
            )
            assert " ".join(secret[n : n + 4] for n in (0, 4, 8)) in shown
        again = send(worker, "cards:several", **form).content.decode()
        assert "都已经有联系卡" in again and not codes_on(again)
        seen = get(worker, "cards:index", unit=town.shiqiao.pk) + get(worker, "cards:ledger", unit=town.shiqiao.pk)
        assert not [one for one in ContactCard.objects.all() if one.code in seen]

    def test_names_whom_to_call_and_to_whom_one_complains(self, enter, town) -> None:
        household = household_made(town)

        shown = send(enter("worker"), "cards:issue", household.code, person=town.people["worker"].pk, phone="0000-8801")

        words = words_of(shown.content.decode())
        for word in ("石小桥", "石桥村", "0000-8801", "不满意，找上一级", "清水镇", household.label):
            assert word in words
        assert "王长青" not in words  # a card may be lost: the household is named by its door alone

    def test_is_made_anew_when_it_is_lost_and_the_state_stands_at_the_household(self, enter, town) -> None:
        home = home_made(town)
        worker = enter("worker")

        shown = send(worker, "cards:reissue", home.card.pk, entry_key="b" * 32).content.decode()

        assert len(codes_on(shown)) == 1 and "第 2 版" in shown
        assert "不是您家要求的" in household_sends(home)
        panel = get(worker, "households:household", home.household.code)
        assert "第 2 版" in panel and "已换新卡" in panel
        newest = ContactCard.objects.get(version=2)
        assert send(worker, "cards:end", newest.pk, reason="调动").status_code == 302
        assert not ContactCard.objects.valid().exists()


class TestTheTwoCards:
    @pytest.mark.mechanism("F051")
    def test_are_one_ledger_computed_from_the_register_and_the_visits(self, enter, town) -> None:
        home = home_made(town)
        need_noted(town, home.household)
        visit_made(town, household=home.household, by=town.worker, on=date(2026, 11, 3), findings=[LAMP])

        row = words_of(get(enter("worker"), "cards:ledger", unit=town.shiqiao.pk))

        assert re.search(rf"{home.household.code} 三组 12号 王\W+ 4 是 2 2026-11-03 1 石小桥 2026-11-03", row)
        refused = send(enter("worker"), "cards:ledger_xlsx", purpose="")
        assert "要改" in refused.content.decode() or "必填" in refused.content.decode()
        file = send(enter("worker"), "cards:ledger_xlsx", purpose="年度归档")
        assert file.content[:2] == b"PK"
        told = Entry.objects.get(event="card.ledger_exported").detail
        assert (told["count"], told["purpose"]) == (1, "年度归档") and len(told["copy"]) == 8

    def test_hold_the_registration_card_whose_particulars_are_opened_for_a_purpose(self, enter, town) -> None:
        home = home_made(town)
        need_noted(town, home.household)
        visit_made(town, household=home.household, by=town.worker, findings=[LAMP])

        shown = get(enter("worker"), "cards:registration", home.household.code)
        opened = send(enter("worker"), "cards:registration", home.household.code, purpose="visit").content.decode()

        assert "王长青" not in shown and "门口的路灯不亮" in shown
        assert "王长青" in opened and "常年吃药" in opened
        assert Entry.objects.filter(event="household.opened").count() == 1

    @pytest.mark.thorough
    def test_cost_the_same_for_three_households_and_for_ten(self, enter, town) -> None:
        worker, counts = enter("worker"), []
        for more in (3, 7):
            for number in range(more):
                home_made(town, door=f"{more}-{number}号")
            get(worker, "cards:ledger", unit=town.shiqiao.pk)
            with CaptureQueriesContext(connection) as asked:
                get(worker, "cards:ledger", unit=town.shiqiao.pk)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class TestTheHousehold:
    @pytest.mark.mechanism("F053")
    def test_sees_who_came_and_says_so_without_account_or_script(self, town) -> None:
        home = home_made(town)

        shown = household_sends(home)
        assert "2026年11月2日" in shown and "石小桥" in shown and "没有人来过" in shown
        thanks = household_sends(home, visit=home.visit.code, step="say", says="came")
        rated = household_sends(home, visit=home.visit.code, step="word", rating="satisfied", message="修好了灯。")

        assert "记下了，谢谢您" in thanks and "记下了，谢谢您" in rated
        assert set(Response.objects.values_list("says", "rating", "message")) == {
            ("came", "", ""), ("", "satisfied", "修好了灯。"),
        }  # fmt: skip

    @pytest.mark.thorough
    @pytest.mark.mechanism("F053")
    def test_says_that_nobody_came_and_the_level_above_looks_into_it(self, enter, town) -> None:
        home = home_made(town)
        assert "不会只凭这一句下结论" in household_sends(home, visit=home.visit.code, step="say", says="nobody_came")

        officer = enter("officer")
        assert "群众说没有人来过" in get(officer, "today")
        listed = get(officer, "cards:responses")
        found = Response.objects.get()
        assert home.household.label in listed and reverse("cards:response", args=[found.pk]) in listed
        assert reverse("spotchecks:look_into", args=[home.visit.code]) in get(officer, "cards:response", found.pk)
        assert send(officer, "cards:response", found.pk, outcome="mistaken", note="记成了隔壁。").status_code == 302
        assert "群众说没有人来过" not in get(officer, "today")

    def test_leaves_no_trace_on_the_page_for_who_printed_the_card_and_kept_its_secret(self, town) -> None:
        home = home_made(town)
        asked = ({}, {"visit": home.visit.code, "step": "more"}, {"step": "more"})
        held = {"code": home.card.code, "secret": home.secret}

        def pages():
            return [worlds.bytes_of(Client().post(reverse("public:card"), {**held, **one})) for one in asked]

        before = pages()

        household_sends(home, visit=home.visit.code, step="say", says="nobody_came")
        household_sends(home, visit=home.visit.code, step="word", message="没有人来过。")

        assert pages() == before

    def test_complains_one_level_above_with_a_receipt(self, town) -> None:
        home = home_made(town, by="officer")
        held = {"code": home.card.code, "secret": home.secret, "visit": home.visit.code}
        assert "由上一级办理" in Client().post(reverse("public:card_complain"), held).content.decode()

        answer = Client().post(reverse("public:card_complain"), {**held, "text": "来了只拍照，不听人说话。"})

        assert (answer.status_code, answer["Location"]) == (302, reverse("public:receipt"))
        assert Concern.objects.get().unit == town.county

    @pytest.mark.parametrize(
        "typed", [{"code": "ZZZZ9999", "secret": "702570257020"}, {"code": "7025", "secret": "1"}, {}]
    )
    def test_is_refused_with_a_sentence_and_never_told_which_was_wrong(self, town, typed) -> None:
        home = home_made(town)
        right = {"code": home.card.code, "secret": "702570257020"}

        answers = [Client().post(reverse("public:card"), one) for one in (typed, right)]

        assert [one.status_code for one in answers] == [200, 200] and "您家的联系卡" not in answers[0].content.decode()
        if typed.get("code") == "ZZZZ9999":
            wrong, strange = (re.search(r"编号或密码不对[^<]*", one.content.decode()) for one in answers)
            assert wrong and strange and wrong[0] == strange[0]

    def test_has_a_light_page_that_knows_nobody(self, town) -> None:
        home = homes_made(town, 3)[0]
        client = Client()
        client.force_login(town.people["officer"])
        page = client.post(reverse("public:card"), {"code": home.card.code, "secret": home.secret})

        assert "lianxin_session" not in page.cookies and "沙中金" not in page.content.decode()
        names = ("tokens.css", "page.css", "print.css", "public.css", "page.js", "card.js")
        static = sum(os.path.getsize(str(finders.find(name))) for name in names)
        assert len(page.content) + static < 100_000
        assert page["Cache-Control"] == "no-store"
        for trace in ("geolocation", "capture", 'type="file"'):
            assert trace not in page.content.decode()


class TestWhoWent:
    @pytest.mark.thorough
    def test_gets_the_same_bytes_whatever_the_household_said(self, town, monkeypatch) -> None:
        """Two worlds (security.md S1): with and without “没有人来过”, for who went and for the head of the village."""
        world = worlds.World(town)
        home = home_made(town)
        paths = _paths(world, home)
        monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
        monkeypatch.setattr(signing, "time", SimpleNamespace(time=worlds.LATER.timestamp))  # seals carry the second
        monkeypatch.setattr("lianxin.web.ui.middleware.time", SimpleNamespace(time=worlds.LATER.timestamp))

        def crawled(client):
            cache.clear()
            marks = (f"MARK{n:04d}" for n in range(9999))  # of the copies that leave, drawn alike in both worlds
            monkeypatch.setattr(copies, "new_code", lambda _chance: next(marks))
            return {path: worlds.bytes_of(client.get(path)) for path in paths}

        def both(who):
            client = worlds.client_of(world, who)  # one log-in: one's own sessions are on a page of one's own
            with transaction.atomic():
                commands.respond(card=home.card, visit=home.visit, says="nobody_came", message="没有来过。", at=NOON)
                with_it = crawled(client)
                transaction.set_rollback(True)
            with transaction.atomic():
                without = crawled(client)
                transaction.set_rollback(True)
            return worlds_apart.differing(with_it, without)

        for who in ("worker", "head", "stranger", "inspector") if WHOLE else ("worker",):
            assert both(who) == [], f"{who} can tell"
        assert both("officer")  # the same crawl finds it for the level above


def _paths(world, home) -> list[str]:
    """Every address of the rooms around it, filled with what there is; all addresses with LIANXIN_CARDS=all."""
    known = {"code": home.household.code, "pk": home.card.pk, "number": 1}
    found = []
    for address in worlds.addresses():
        if (
            address.name == worlds_apart.METERS
            or not (WHOLE or address.name.startswith(ROOMS))
            or {key for key, _conv in address.arguments} - known.keys()
        ):
            continue
        for code in (home.household.code, home.visit.code) if address.arguments else ("",):
            given = {
                key: {**known, "code": code}[key] if kind == "IntConverter" else code for key, kind in address.arguments
            }
            found.append(worlds.url(address, given))
    return found
