"""我的登录和再确认: one sees and ends one's own sessions alone; before an account is changed one says again who one is."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.project import settings as real
from tests.conftest import NOON
from tests.web.test_passwords import OWN, change, come_in, events
from tests.web.test_passwords import clock as clock  # noqa: PLC0414  (the town's noon)
from tests.web.test_second_factor import code_of, set_up_app

MINE, END, AGAIN = "/ui/me/sessions/", "/ui/me/sessions/end/", "/accounts/reauthenticate/"


def grow_old(client: Client) -> None:
    """Ten minutes ago this person said who he is."""
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": time.time() - 600} for one in session["account_authentication_methods"]
    ]
    session.save()


class TestOnesOwnSessions:
    @pytest.mark.thorough
    def test_are_shown_with_two_moments_and_nothing_else_and_one_is_ended(self, town: Any, clock: Any) -> None:
        there = come_in("qgb", "Lianxin-2026")[0]
        there.get("/today/")
        clock(minutes=10)
        here, other = come_in("qgb", "Lianxin-2026")[0], come_in("shiqiao", "Lianxin-2026")[0]

        page = here.get(MINE)
        text = page.content.decode()

        first, second = page.context["rows"]
        assert (first.is_here, second.is_here) == (True, False) and "2026-11-03 12:00 登录" in text
        assert second.row.session_key not in text and "Mozilla" not in text and "127.0.0.1" not in text
        assert other.post(END, {"one": second.mark}).status_code == 302 and there.get("/today/").status_code == 200
        assert here.post(END, {"one": first.mark}).status_code == 302 and here.get("/today/").status_code == 200

        assert here.post(END, {"one": second.mark}).status_code == 302
        assert there.get("/today/").status_code == 302 and here.get("/today/").status_code == 200
        assert events(town.people["clerk"])[-1] == "person.session_ended" and len(here.get(MINE).context["rows"]) == 1
        with pytest.raises(NotAllowed):
            orgs.end_one_session(person=town.people["clerk"], session=first.row, by=town.admin, at=NOON)
        with pytest.raises(NotAllowed):
            orgs.end_one_session(person=town.people["admin"], session=first.row, by=town.admin, at=NOON)

    def test_that_have_run_out_are_not_shown(self, town: Any, clock: Any) -> None:
        come_in("qgb", "Lianxin-2026")[0].get("/today/")
        clock(minutes=31)

        assert len(come_in("qgb", "Lianxin-2026")[0].get(MINE).context["rows"]) == 1


class TestSayingItAgain:
    def test_is_asked_before_an_account_is_changed_and_then_the_deed_is_done(self, town: Any) -> None:
        admin, worker = come_in("xitong", "Lianxin-2026")[0], town.people["worker"]
        grow_old(admin)
        deeds = [
            (reverse("setup:reset_password", args=[worker.pk]), {}), (reverse("setup:end_sessions", args=[worker.pk]), {}),
            (reverse("setup:disable_person", args=[worker.pk]), {}), (reverse("setup:person", args=[worker.pk]), {}),
            (reverse("powers:ask_factor_reset", args=[worker.pk]), {"reason": "丢了"}), (reverse("powers:allow"), {}),
            (reverse("powers:set_grace"), {"days": 60}), (reverse("ui:end_sessions"), {}), (END, {"one": "x"}),
        ]  # fmt: skip
        before = Person.objects.get(pk=worker.pk).password
        for address, told in deeds:
            assert admin.post(address, told).url.startswith(AGAIN), address
        assert Person.objects.get(pk=worker.pk).password == before and Person.objects.get(pk=worker.pk).is_active

        asked, back = admin.post(deeds[0][0]).url, {"next": deeds[0][0]}
        assert admin.post(asked, {"password": "wrong-wrong", **back}).status_code == 200
        assert Person.objects.get(pk=worker.pk).password == before
        cache.clear()
        done = admin.post(asked, {"password": "Lianxin-2026", **back})
        assert done.status_code == 200 and Person.objects.get(pk=worker.pk).password != before, "what was sent is done"

    def test_is_asked_of_the_password_itself_in_its_own_form(self, town: Any) -> None:
        client = come_in("qgb", "Lianxin-2026")[0]
        grow_old(client)

        assert change(client, "wrong-wrong", OWN).status_code == 200
        assert change(client, "Lianxin-2026", OWN).status_code == 302


class TestTheSecondFactor:
    def test_figures_live_half_a_minute(self, town: Any, monkeypatch: Any) -> None:
        secret = set_up_app(come_in("qgb", "Lianxin-2026")[0])
        assert (real.MFA_TOTP_PERIOD, real.MFA_TOTP_TOLERANCE) == (30, 0)
        now = int(time.time()) // 30 * 30 + 30
        for age, is_good in ((0, True), (29, True), (30, False), (60, False), (-1, False)):
            cache.clear()
            monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)
            code = code_of(secret)
            client = come_in("qgb", "Lianxin-2026")[0]
            monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda later=age: now + later)
            answer = client.post(reverse("mfa_authenticate"), {"code": code})
            assert (answer.status_code == 302) == is_good, age

    def test_codes_are_shown_once_and_kept_as_digests(self, town: Any) -> None:
        client = come_in("qgb", "Lianxin-2026")[0]
        set_up_app(client)
        held = Authenticator.objects.get(type="recovery_codes")
        assert all(one.partition("$")[0] for one in held.data["hashed"]) and len(set(held.data["hashed"])) == 10

        first = client.get(reverse("mfa_view_recovery_codes"))
        codes, kept = first.context["unused_codes"], str(Authenticator.objects.get(pk=held.pk).data)
        assert len(codes) == 10 and all(len(one) == 8 for one in codes)
        assert not any(one in kept for one in codes) and "fresh" not in kept
        again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
        assert not any(one in again for one in codes) and "还剩 10 个" in again

        tries = [(codes[3], 302), (codes[3], 200), ("00000000", 200), (codes[4], 302)]
        for code, status in tries:
            cache.clear()
            assert (
                come_in("qgb", "Lianxin-2026")[0].post(reverse("mfa_authenticate"), {"code": code}).status_code
                == status
            )
        assert "还剩 8 个" in client.get(reverse("mfa_view_recovery_codes")).content.decode()

    def test_that_was_used_stands_in_the_journal_by_its_kind(self, town: Any) -> None:
        client = come_in("qgb", "Lianxin-2026")[0]
        secret = set_up_app(client)
        second = come_in("qgb", "Lianxin-2026")[0]
        cache.clear()
        second.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

        how = [one.detail["how"] for one in Entry.objects.filter(event="person.logged_in").order_by("n")]
        assert how == ["password", "password+totp"] and secret not in str(list(Entry.objects.values()))
