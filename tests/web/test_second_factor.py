"""两步验证: who has power must have a second factor; the grace, the app, the key, and what happens when it is lost."""

import hashlib
import json
import struct
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2 import cbor
from fido2.utils import websafe_encode

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.powers import commands as powers
from lianxin.base.orgs.powers import queries, rules
from lianxin.base.orgs.roles import ROLES
from tests.conftest import NOON

SET_UP = "/accounts/2fa/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    cache.clear()

    def at(**later: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(**later))
        told = SimpleNamespace(time=lambda: (NOON + timedelta(**later)).timestamp())
        monkeypatch.setattr("lianxin.web.ui.middleware.time", told)

    at()
    return at


def come_in(username: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(reverse("account_login"), {"login": username, "password": "Lianxin-2026"})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def say_again(client: Client) -> None:
    """Before the account is changed the password is asked for once more."""
    assert client.post(reverse("account_reauthenticate"), {"password": "Lianxin-2026"}).status_code == 302


def set_up_app(client: Client) -> str:
    """An app on the telephone reads the picture and types its six figures; the secret it shares with the server."""
    say_again(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(secret)


def events(person: Person) -> list[str]:
    return list(Entry.objects.filter(of=person.ref).order_by("n").values_list("event", flat=True))


class Key:
    """安全密钥: what a telephone or a key does, in forty lines: one credential, signed by ES256, the user verified."""

    def __init__(self) -> None:
        self.secret, self.number, self.handle = ec.generate_private_key(ec.SECP256R1()), b"k" * 16, ""

    def _data(self, options: dict[str, Any], kind: str) -> tuple[bytes, bytes, str]:
        told = {"type": kind, "challenge": options["challenge"], "origin": "https://localhost", "crossOrigin": False}
        rp = hashlib.sha256(b"localhost").digest()
        return json.dumps(told).encode(), rp, websafe_encode(self.number)

    def make(self, options: dict[str, Any]) -> str:
        client, rp, number = self._data(options, "webauthn.create")
        self.handle = options["user"]["id"]
        point = self.secret.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + struct.pack(">H", len(self.number)) + self.number + cbor.encode(key)
        data = rp + bytes([0x45]) + bytes(4) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(made)}
        return self._told(number, response, {"credProps": {"rk": True}})

    def use(self, options: dict[str, Any], *, by: "Key | None" = None) -> str:
        client, rp, number = self._data(options, "webauthn.get")
        data = rp + bytes([0x05]) + struct.pack(">I", 1)
        signed = (by or self).secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client), "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signed), "userHandle": self.handle,
        }  # fmt: skip
        return self._told(number, response, {})

    @staticmethod
    def _told(number: str, response: dict[str, Any], results: dict[str, Any]) -> str:
        found = {"type": "public-key", "id": number, "rawId": number, "response": response}
        return json.dumps({**found, "clientExtensionResults": results})


class TestWhoHasPower:
    def test_is_known_by_permission(self) -> None:
        weighty = {code for code, role in ROLES.items() if rules.role_weighs(code) or rules.weigh(role.grants)}

        assert set(ROLES) - weighty == {"liaison_officer", "inspector"}
        assert rules.weigh(["new_room.approve"]) and not rules.weigh(["new_room.view", "concern.view"])
        assert not set(rules.LENT) & rules.GUARDING

    @pytest.mark.thorough
    def test_is_led_to_set_one_up_when_the_days_are_over(
        self, town: Any, clock: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        client, answer = come_in("qgb")
        assert "2026-11-17" in client.get("/today/").content.decode(), "told at the log-in"
        clock(days=13)
        assert come_in("qgb")[0].get("/today/").status_code == 200

        clock(days=14)
        client, _answer = come_in("qgb")
        for page in ("/today/", "/concerns/", "/concerns/register/", "/setup/"):
            assert client.get(page).url == SET_UP, page
        assert client.post("/concerns/register/", {"text": "路灯坏了"}).url == SET_UP
        assert "要先启用一种" in client.get(SET_UP).content.decode() and client.get("/public/").status_code == 200

        with django_capture_on_commit_callbacks(execute=True):
            set_up_app(client)
        assert client.get("/today/").status_code == 200
        assert events(town.people["clerk"]).count("person.factor_added") == 2  # the app, and the codes with it

    def test_and_nobody_else_is(self, town: Any, clock: Any) -> None:
        come_in("ducha")
        clock(days=200)

        client, _answer = come_in("ducha")

        assert client.get("/today/").status_code == 200
        assert Person.objects.get(username="ducha").factor_due_on is None

    def test_gets_no_second_time_of_grace_by_taking_it_off(self, town: Any) -> None:
        client, _answer = come_in("qgb")
        set_up_app(client)
        client.post(reverse("mfa_deactivate_totp"))
        assert not queries.has_factor(town.people["clerk"])

        assert client.get("/today/").status_code == 200, "within the first fourteen days still"
        Person.objects.filter(username="qgb").update(factor_due_on=NOON.date())
        assert client.get("/today/").url == SET_UP

    def test_of_a_demo_county_is_let_in_and_told_so(self, town: Any, clock: Any) -> None:
        shown = orgs.create_person(
            username="yanshi", name="演示", password="Lianxin-2026", is_demo=True, by=SYSTEM, at=NOON
        )
        orgs.post(person=shown, unit=town.county, role="county_clerk", valid_from=NOON.date(), by=SYSTEM, at=NOON)
        clock(days=100)
        client, _answer = come_in("yanshi")

        assert client.get("/today/").status_code == 200
        assert "演示账号，不要求" in client.get(SET_UP).content.decode()
        made = orgs.create_person(username="x1", name="某", is_demo=True, by=town.admin, at=timezone.now())
        assert not made.is_demo, "no administrator makes himself such an account"
        assert queries.standing(NOON.date()).demo == 1


class TestTheApp:
    @pytest.mark.thorough
    def test_is_asked_for_after_the_password_and_its_figures_open_once(self, town: Any) -> None:
        secret = set_up_app(come_in("qgb")[0])
        client, answer = come_in("qgb")
        assert answer.url.startswith(reverse("mfa_authenticate")) and client.get("/today/").status_code == 302

        code = code_of(secret)
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        assert client.post(reverse("mfa_authenticate"), {"code": wrong}).status_code == 200
        cache.clear()
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        assert client.get("/today/").status_code == 200

        again, _answer = come_in("qgb")
        assert again.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200, "the same figures again"

    def test_keeps_its_seed_and_the_codes_where_the_database_alone_tells_nothing(self, town: Any) -> None:
        secret = set_up_app(come_in("qgb")[0])

        kept = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert secret not in kept and "f1:" in kept and get_adapter().decrypt("OLD-OPEN-SEED") == "OLD-OPEN-SEED"

    def test_lost_a_recovery_code_opens_once(self, town: Any) -> None:
        client, _answer = come_in("qgb")
        set_up_app(client)
        code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]

        tries = [come_in("qgb")[0] for _time in range(2)]
        answers = [one.post(reverse("mfa_authenticate"), {"code": code}).status_code for one in tries]

        assert answers == [302, 200]


class TestAKey:
    @pytest.fixture
    def key(self, town: Any) -> tuple[Client, Key]:
        client, key = Client(HTTP_HOST="localhost"), Key()
        client.post(reverse("account_login"), {"login": "qgb", "password": "Lianxin-2026"})
        assert client.get(reverse("mfa_add_webauthn")).url.startswith(reverse("account_reauthenticate"))
        say_again(client)
        options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]["publicKey"]
        told = {"name": "办公室的手机", "passwordless": "on", "credential": key.make(options)}
        assert client.post(reverse("mfa_add_webauthn"), told).status_code == 302
        return client, key

    @staticmethod
    def options(client: Client) -> dict[str, Any]:
        answer = client.get(reverse("mfa_login_webauthn"), HTTP_X_REQUESTED_WITH="XMLHttpRequest")
        return dict(answer.json()["request_options"]["publicKey"])

    def test_opens_without_a_password_and_the_journal_says_who(self, town: Any, key: Any) -> None:
        client = Client(HTTP_HOST="localhost")
        credential = key[1].use(self.options(client))

        assert client.post(reverse("mfa_login_webauthn"), {"credential": credential}).url == "/today/"

        assert client.get("/today/").status_code == 200 and queries.has_factor(town.people["clerk"])
        assert events(town.people["clerk"])[-1] == "person.logged_in"
        again = Client(HTTP_HOST="localhost")
        self.options(again)
        again.post(reverse("mfa_login_webauthn"), {"credential": credential})
        assert again.get("/today/").status_code == 302, "what was signed for another moment"

    def test_opens_nothing_by_anothers_hand(self, town: Any, key: Any) -> None:
        client = Client(HTTP_HOST="localhost")
        forged = key[1].use(self.options(client), by=Key())

        client.post(reverse("mfa_login_webauthn"), {"credential": forged})

        assert client.get("/today/").status_code == 302

    def test_serves_as_the_second_step_as_well(self, town: Any, key: Any) -> None:
        client = Client(HTTP_HOST="localhost")
        client.post(reverse("account_login"), {"login": "qgb", "password": "Lianxin-2026"})
        page = client.get(reverse("mfa_authenticate"))
        assert b'data-lx-passkey="use"' in page.content and client.get("/today/").status_code == 302

        told = {"credential": key[1].use(page.context["js_data"]["request_options"]["publicKey"])}
        assert client.post(reverse("mfa_authenticate"), told).status_code == 302
        assert client.get("/today/").status_code == 200

    def test_is_listed_named_and_taken_off_by_its_owner_alone(self, town: Any, key: Any) -> None:
        client, held = key[0], Authenticator.objects.get(type="webauthn")
        assert "办公室的手机" in client.get(reverse("mfa_list_webauthn")).content.decode()
        other = Client()
        other.force_login(town.people["leader"])
        assert other.post(reverse("mfa_remove_webauthn", args=[held.pk])).status_code in (302, 404)
        assert Authenticator.objects.filter(pk=held.pk).exists()

        assert client.post(reverse("mfa_edit_webauthn", args=[held.pk]), {"name": "新手机"}).status_code == 302
        assert "新手机" in client.get(reverse("mfa_list_webauthn")).content.decode()
        assert client.get(reverse("mfa_remove_webauthn", args=[held.pk])).status_code == 200
        assert client.post(reverse("mfa_remove_webauthn", args=[held.pk])).status_code == 302
        assert not Authenticator.objects.exists()


class TestALostOne:
    def test_is_taken_off_by_two_and_the_person_is_told(self, town: Any) -> None:
        person = town.people["clerk"]
        open_since, _answer = come_in("qgb")
        set_up_app(open_since)
        asked = powers.ask_factor_reset(
            person=person, unit=town.county, reason="手机掉进河里，当面核对了工作证", by=town.admin, at=NOON
        )
        assert queries.has_factor(person) and open_since.get("/today/").status_code == 200

        for nobody_alone in (town.admin, town.officer, town.auditor, town.clerk):
            with pytest.raises(orgs.NotAllowed):
                powers.allow(matter=asked, by=nobody_alone, at=NOON)
        assert queries.has_factor(person)

        powers.allow(matter=asked, by=town.county_leader, at=NOON)

        assert not Authenticator.objects.filter(user=person).exists()
        assert open_since.get("/today/").status_code == 302, "every session has ended"
        client, answer = come_in("qgb")
        assert answer.status_code == 302 and client.get("/today/").url == SET_UP, "no second time of grace"
        assert "不是您本人要求的" in client.get(SET_UP).content.decode()
        assert "person.factor_reset" in events(person)
        assert "河里" not in str(list(Entry.objects.values())), "what was typed stands apart"

    def test_is_not_asked_for_by_the_person_himself_nor_without_reason(self, town: Any) -> None:
        with pytest.raises(orgs.NotAllowed):
            powers.ask_factor_reset(
                person=town.people["clerk"], unit=town.county, reason="丢了", by=town.clerk, at=NOON
            )
        with pytest.raises(orgs.Unfit):
            powers.ask_factor_reset(
                person=town.people["clerk"], unit=town.county, reason="丢了", by=town.admin, at=NOON
            )
        set_up_app(come_in("qgb")[0])
        with pytest.raises(orgs.Unfit):
            powers.ask_factor_reset(person=town.people["clerk"], unit=town.county, reason=" ", by=town.admin, at=NOON)
        asked = powers.ask_factor_reset(
            person=town.people["clerk"], unit=town.county, reason="丢了", by=town.admin, at=NOON
        )
        with pytest.raises(orgs.Unfit):
            powers.refuse(matter=asked, reason="", by=town.county_leader, at=NOON)
        powers.refuse(matter=asked, reason="没有核对", by=town.county_leader, at=NOON)
        with pytest.raises(orgs.Unfit):
            powers.allow(matter=asked, by=town.county_leader, at=NOON)
        assert queries.has_factor(town.people["clerk"])


class TestTheRule:
    @pytest.mark.parametrize(("days", "due"), [(0, 0), (60, 60)])
    def test_of_grace_is_set_by_who_approves(self, town: Any, days: int, due: int) -> None:
        powers.set_grace(days=days, by=town.county_leader, at=NOON)

        client, _answer = come_in("qgb")

        assert Person.objects.get(username="qgb").factor_due_on == NOON.date() + timedelta(days=due)
        assert (client.get("/today/").status_code == 200) == (days > 0)

    def test_and_by_nobody_else_and_not_without_end(self, town: Any) -> None:
        with pytest.raises(orgs.NotAllowed):
            powers.set_grace(days=3, by=town.admin, at=NOON)
        with pytest.raises(orgs.Unfit):
            powers.set_grace(days=61, by=town.county_leader, at=NOON)
