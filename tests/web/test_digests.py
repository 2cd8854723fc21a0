"""每日待办邮件: who asks for it himself, how his address is his, what stands in it and what never, when none goes."""

import email
import email.policy
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.gateways import GatewayAway, proving
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.web.office.digests import jobs
from lianxin.work.digests import commands
from lianxin.work.digests.models import Digest
from tests.conftest import NOON, Town
from tests.work.conftest import registered

MINE, SITE = "zhoumin@dingan.example", "https://lx.dingan.example/"


class Clock:
    """The hour of the story."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: Any) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found


@pytest.fixture
def box(tmp_path: Path, settings: Any, clock: Clock) -> Path:
    """What the county's mail program takes away."""
    cache.clear()
    settings.MAIL, settings.MAIL_FROM = f"folder:{tmp_path / 'mail'}", "lianxin@dingan.example"
    return tmp_path / "mail"


def letters(box: Path) -> list[Any]:
    """What lies there, and is taken away."""
    found = []
    for file in sorted(box.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns):
        found.append(email.message_from_bytes(file.read_bytes(), policy=email.policy.default))
        file.unlink()
    return found


def words(letter: Any) -> str:
    return str(letter.get_content())


def begun(town: Town, box: Path, who: str = "clerk", address: str = MINE) -> None:
    """Asked for and confirmed by the code, on the day before."""
    by, person, at = getattr(town, who), town.people[who], NOON - timedelta(days=1)
    commands.ask(person=person, address=address, site=SITE, by=by, at=at)
    commands.send_codes(gateway=jobs.mail_gateway(), about="每日待办", by=SYSTEM, at=at)
    commands.prove(person=person, code=code_in(letters(box)[-1]), by=by, at=at)


def code_in(letter: Any) -> str:
    found = re.search(r"验证码是 (\d{6})，", words(letter))
    assert found, words(letter)
    return found[1]


class TestAsking:
    def test_is_ones_own_deed_on_the_page_about_oneself(
        self, town: Town, box: Path, clock: Clock, django_capture_on_commit_callbacks: Any
    ) -> None:
        client = Client()
        client.force_login(town.people["clerk"])
        assert "不要就不发" in client.get(reverse("ui:me")).content.decode()

        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("digests:ask"), {"address": f" {MINE} "}, headers={"host": "testserver"})
        assert answer.url == reverse("digests:prove")
        jobs.send_codes.func()
        (letter,) = letters(box)
        assert letter["To"] == MINE and "http" not in words(letter) and "周敏" not in words(letter)
        page = client.get(reverse("ui:me")).content.decode()
        assert "z***@dingan.example" in page and MINE not in page and "填验证码" in page

        code = code_in(letter)
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        assert "验证码不对" in client.post(reverse("digests:prove"), {"code": wrong}).content.decode()
        assert client.post(reverse("digests:prove"), {"code": f" {code[:3]} {code[3:]}"}).url == reverse("ui:me")
        held = Digest.objects.get()
        assert (held.is_on, str(held.address), held.site, held.code_digest) == (True, MINE, "http://testserver/", "")
        assert "工作日早上发到 z***@" in client.get(reverse("ui:me")).content.decode()
        assert client.post(reverse("digests:stop")).url == reverse("ui:me") and not Digest.objects.exists()
        events = [one.event for one in Entry.objects.filter(event__startswith="digest.").order_by("n")]
        assert events == ["digest.asked", "digest.begun", "digest.stopped"]
        assert MINE not in str(list(Entry.objects.values_list("detail", flat=True)))

    def test_is_nobody_elses(self, town: Town, box: Path) -> None:
        begun(town, box)
        for deed, given in (
            ("ask", {"address": "x@y.example", "site": SITE}),
            ("prove", {"code": "000000"}),
            ("stop", {}),
        ):
            for who in ("admin", "county_leader", "stranger"):
                with pytest.raises(NotAllowed):
                    getattr(commands, deed)(person=town.people["clerk"], by=getattr(town, who), at=NOON, **given)
        assert str(Digest.objects.get().address) == MINE

    def test_has_an_end_of_tries_and_of_codes(self, town: Town, box: Path, clock: Clock) -> None:
        client = Client()
        client.force_login(town.people["clerk"])
        for _n in range(proving.MOST_SENT):
            assert client.post(reverse("digests:ask"), {"address": MINE}).status_code == 302
        refused = client.post(reverse("digests:ask"), {"address": MINE}).content.decode()
        assert "请明天再试" in refused and MINE in refused
        jobs.send_codes.func()
        code = code_in(letters(box)[-1])
        for _n in range(proving.MOST_TRIES):
            client.post(reverse("digests:prove"), {"code": "x"})
        assert "次数太多" in client.post(reverse("digests:prove"), {"code": code}).content.decode()
        clock.at = NOON + timedelta(minutes=31)
        assert "已经过期" in client.post(reverse("digests:prove"), {"code": code}).content.decode()
        assert not Digest.objects.get().is_on

    def test_is_not_offered_where_the_site_sends_no_mail(self, town: Town, settings: Any) -> None:
        settings.MAIL = ""
        client = Client()
        client.force_login(town.people["clerk"])
        assert "每日待办邮件" not in client.get(reverse("ui:me")).content.decode()
        assert [client.get(reverse(f"digests:{name}")).status_code for name in ("ask", "prove")] == [404, 404]
        assert jobs.tell_now() == 0

    def test_leaves_the_old_address_until_the_new_one_is_confirmed(self, town: Town, box: Path) -> None:
        begun(town, box)
        commands.ask(person=town.people["clerk"], address="neu@dingan.example", site=SITE, by=town.clerk, at=NOON)
        registered(town)
        assert jobs.tell_now() == 1 and letters(box)[0]["To"] == MINE
        with pytest.raises(Unfit, match="过期"):
            commands.prove(person=town.people["clerk"], code="000000", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="写得不对"):
            commands.ask(person=town.people["clerk"], address="a@b", site=SITE, by=town.clerk, at=NOON)


class TestTheLetter:
    def test_holds_numbers_and_addresses_once_a_day_and_no_word_of_a_matter(
        self, town: Town, box: Path, clock: Clock
    ) -> None:
        begun(town, box)
        concern = registered(town).concern
        registered(town, text="渠里没有水，地都裂了。")

        assert (jobs.tell_now(), jobs.tell_now()) == (1, 0)

        (letter,) = letters(box)
        text = words(letter)
        assert (
            letter["Subject"] == "今日待办 2 项" and "定安县：要您办的 2 件，其中超期 0 件；其他等着您的 0 项。" in text
        )
        assert f"{SITE}today/" in text and f"{SITE}ui/me/" in text
        for never in (concern.code, "路灯", "王长青", "石桥村", "139", "周敏", "渠里"):
            assert never not in text + letter["Subject"], never
        clock.at = NOON + timedelta(days=1)
        assert jobs.tell_now() == 1 and len(letters(box)) == 1

    @pytest.mark.parametrize(("days", "hours", "why"), [
        (0, -7, "night"), (0, 11, "evening"), (4, 0, "Saturday"), (5, 0, "Sunday"), (-33, 0, "National Day"),
    ])  # fmt: skip
    def test_waits_for_the_morning_of_a_workday(
        self, town: Town, box: Path, clock: Clock, days: int, hours: int, why: str
    ) -> None:
        begun(town, box)
        Digest.objects.update(last_on=None)
        registered(town)
        clock.at = NOON + timedelta(days=days, hours=hours)
        assert jobs.tell_now() == 0 and letters(box) == [], why

    def test_is_not_written_where_nothing_waits_or_nobody_is_there(self, town: Town, box: Path) -> None:
        begun(town, box)
        begun(town, box, "stranger", "sha@baisha.example")
        assert jobs.tell_now() == 0 and letters(box) == []
        Digest.objects.update(last_on=None)
        registered(town)
        orgs.disable_person(person=town.people["clerk"], by=town.admin, at=NOON)
        assert jobs.tell_now() == 0 and [one.person.username for one in Digest.objects.all()] == ["baisha"]

    def test_is_tried_again_where_the_host_was_away_and_stopped_where_the_mailbox_is_gone(
        self, town: Town, box: Path, monkeypatch: Any
    ) -> None:
        begun(town, box)
        registered(town)

        class Host:
            answer: Any = GatewayAway("TimeoutError")

            def hand(self, messages: Any) -> dict[str, str]:
                if isinstance(self.answer, Exception):
                    raise self.answer
                return {one.key: self.answer for one in messages}

        monkeypatch.setattr(jobs, "mail_gateway", Host)
        with pytest.raises(GatewayAway):
            jobs.tell_now()
        Host.answer = "later"
        assert jobs.tell_now() == 0 and Digest.objects.get().is_on
        Host.answer = "对方的邮箱不收，请核对地址"
        assert jobs.tell_now() == 0
        held = Digest.objects.get()
        assert (held.is_on, held.problem) == (False, "对方的邮箱不收，请核对地址")
        client = Client()
        client.force_login(town.people["clerk"])
        assert "送不到，已停下" in client.get(reverse("ui:me")).content.decode()

    def test_costs_a_bounded_number_of_statements(
        self, town: Town, box: Path, django_assert_max_num_queries: Any
    ) -> None:
        begun(town, box)
        for _n in range(12):
            registered(town)
        with django_assert_max_num_queries(120):
            assert jobs.tell_now() == 1
