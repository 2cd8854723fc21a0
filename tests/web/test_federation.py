"""统一登录: the county's own provider, on this machine and with real signatures, and everybody who tries to pass for another."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from lianxin.base.federation import commands
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.project import health
from tests.conftest import NOON, Town
from tests.identity import CLIENT, SECRET, FakeProvider, signed
from tests.web.test_second_factor import come_in
from tests.web.vouching import BACK, GO, LEFT, LINK, UNLINK, is_in, is_turned_away, linked, refusals, sent


class TestTheWayIn:
    def test_is_not_there_where_no_provider_is_named(self, town: Town, client: Client) -> None:
        assert "统一" not in client.get("/accounts/login/").content.decode()
        assert [client.get(page).status_code for page in (GO, BACK, LEFT)] == [404, 404, 404]
        client.force_login(town.people["admin"])
        assert client.get(LINK).status_code == client.post(UNLINK).status_code == 404
        assert client.get(f"/setup/people/{town.people['water'].pk}/link/").status_code == 404
        assert "统一" not in client.get(f"/setup/people/{town.people['water'].pk}/").content.decode()
        assert not any(one.code == "provider" for one in health.signs(at=NOON))

    def test_opens_the_account_that_is_linked_and_begins_a_new_session(
        self, provider: FakeProvider, town: Town, client: Client
    ) -> None:
        linked(provider, town)
        page = client.get("/accounts/login/?next=/help/").content.decode()
        assert "用县统一身份平台登录" in page and f'href="{GO}?next=%2Fhelp%2F"' in page
        there = client.get(f"{GO}?next=/help/")["Location"]
        before = client.session.session_key

        answer = client.get(provider.let_through(there, "u-17"))

        assert answer.status_code == 302 and answer["Location"] == "/help/" and is_in(client)
        assert client.session.session_key != before and not Session.objects.filter(session_key=before).exists()
        told = Entry.objects.filter(event="person.logged_in").latest("n")
        assert (told.of, told.detail["how"]) == (town.people["inspector"].ref, "provider")
        assert "经统一登录" in client.get("/ui/me/sessions/").content.decode()
        assert "provider_asked" not in client.session
        assert SECRET not in str(dict(client.session)) and "u-17" not in str(dict(client.session))
        assert Person.objects.count() == len(town.people), "no account is made"

    @pytest.mark.thorough
    def test_leads_nowhere_but_into_this_house(self, provider: FakeProvider, town: Town) -> None:
        linked(provider, town)
        for onward in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/" * 600):
            client = Client()
            answer = client.get(provider.let_through(client.get(GO, {"next": onward})["Location"], "u-17"))
            assert answer["Location"] == "/today/", onward

    @pytest.mark.thorough
    def test_is_begun_by_no_other_page(self, provider: FakeProvider, client: Client) -> None:
        answer = client.get(GO, HTTP_SEC_FETCH_SITE="cross-site")

        assert answer["Location"] == "/accounts/login/" and not provider.asked and client.post(GO).status_code == 405
        assert client.get(GO, HTTP_SEC_FETCH_SITE="same-origin")["Location"].startswith(provider.issuer)

    @pytest.mark.thorough
    def test_asks_for_no_more_than_it_needs(self, provider: FakeProvider, client: Client, settings: Any) -> None:
        settings.OIDC["strong"] = "acr=urn:two, amr=otp"
        there = client.get(GO)["Location"]

        assert "scope=openid+profile&" in there and there.endswith("acr_values=urn%3Atwo")
        assert "redirect_uri=http%3A%2F%2Ftestserver%2Faccounts%2Fprovider%2Fback%2F" in there
        assert client.session["provider_asked"]["verifier"] not in there and SECRET not in there

    @pytest.mark.thorough
    def test_stays_beside_the_local_one_while_the_provider_is_away(self, provider: FakeProvider, town: Town) -> None:
        provider.misdeeds["/.well-known/openid-configuration"] = "broken"
        client = Client()
        answer = client.get(GO)

        assert is_turned_away(answer) and "现在连不上县统一身份平台" in client.get(answer["Location"]).content.decode()
        asked = len(provider.asked)
        assert is_turned_away(client.get(GO)) and len(provider.asked) == asked, "left alone for a while"
        assert is_in(come_in("ducha")[0])


class TestWhoIsNotLetIn:
    def test_are_all_told_the_same(self, provider: FakeProvider, town: Town) -> None:
        """Unlinked, closed, forged, or another's browser: nobody learns which it was; the auditor reads it."""
        linked(provider, town, "inspector", "u-17")
        linked(provider, town, "worker", "u-18")
        orgs.disable_person(person=town.people["worker"], by=town.admin, at=NOON)
        pages = []
        for subject, lies in (("nobody", {}), ("u-18", {}), ("u-17", {"nonce": "x"})):
            client = Client()
            provider.lies = lies
            assert is_turned_away(client.get(sent(client, provider, subject))) and not is_in(client)
            pages.append(client.get("/accounts/login/").content)
        provider.lies, other = {}, Client()
        assert is_turned_away(other.get(sent(Client(), provider))) and not is_in(other)
        pages.append(other.get("/accounts/login/").content)

        bare = {re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", one) for one in pages}
        assert len(bare) == 1 and "没有登录。可能是等得太久" in pages[0].decode()
        assert refusals() == [
            "没有关联账号", "账号停用，或者要由本人重新关联", "对方给的凭证不可信", "不是从这个浏览器发起的，或者过了时间",
        ]  # fmt: skip
        rows = str(list(Entry.objects.values()))
        assert "u-17" not in rows and "u-18" not in rows and "code0" not in rows

    @pytest.mark.thorough
    def test_come_with_a_word_that_was_used(self, provider: FakeProvider, town: Town) -> None:
        linked(provider, town)
        client = Client()
        back = sent(client, provider)
        kept, held = dict(client.session)["provider_asked"], dict(provider.codes["code0"])
        assert not is_turned_away(client.get(back))
        client.post("/accounts/logout/")

        assert is_turned_away(client.get(back)) and not is_in(client), "the same address again"
        provider.codes["code0"] = held  # and the provider is one that takes a code twice
        twin = Client()
        session = twin.session
        session["provider_asked"] = kept  # two answers in one moment: the other one had read the session before
        session.save()
        twin.cookies["sessionid"] = session.session_key
        assert is_turned_away(twin.get(back)) and not is_in(twin)

    @pytest.mark.thorough
    def test_come_with_a_code_that_was_used_or_is_not_theirs(self, provider: FakeProvider, town: Town) -> None:
        linked(provider, town)
        client, other = Client(), Client()
        first = sent(client, provider)
        client.get(first)
        mine = sent(other, provider, "nobody")
        stolen = mine.replace(
            mine[mine.index("code=") : mine.index("&")], first[first.index("code=") : first.index("&")]
        )

        assert is_turned_away(other.get(stolen)) and not is_in(other)
        held, taker = sent(Client(), provider), Client()
        state = sent(taker, provider, "nobody").rpartition("state=")[2]
        code = held[held.index("code=") : held.index("&")]
        assert is_turned_away(taker.get(f"{BACK}?{code}&state={state}")), "his code, without his verifier"

    @pytest.mark.thorough
    def test_come_late_or_twice_or_with_half_of_it(
        self, provider: FakeProvider, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        linked(provider, town)
        for change in (
            lambda back: back.replace("state=", "state=x"), lambda back: back.partition("&state")[0], lambda _back: BACK,
            lambda back: f"{back}&state=x", lambda back: f"{back}&code=x", lambda back: back.replace("code=", "code=x"),
            lambda back: back.replace("code=code", "cod="), lambda back: f"{back}&iss=https://id.other.example",
            lambda back: f"{back}&error=access_denied", lambda back: back.replace("code=", f"code={'x' * 5000}"),
            lambda back: back.replace("state=", "state=%E5%8F%B7"),
        ):  # fmt: skip
            client = Client()
            assert is_turned_away(client.get(change(sent(client, provider)))) and not is_in(client)
        client = Client()
        back = sent(client, provider)
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(seconds=601))
        monkeypatch.setattr(provider, "now", (NOON + timedelta(seconds=601)).timestamp)  # the token is a fresh one
        assert is_turned_away(client.get(back)) and not is_in(client)

    @pytest.mark.thorough
    def test_come_by_a_provider_that_names_itself_and_does_not(self, provider: FakeProvider, town: Town) -> None:
        """RFC 9207: where it promises to say who it is, an answer that does not is another one's."""
        linked(provider, town)
        provider.description = {"authorization_response_iss_parameter_supported": True}
        client = Client()
        assert is_turned_away(client.get(sent(client, provider)))
        assert not is_turned_away(client.get(f"{sent(client, provider)}&iss={provider.issuer}"))

    @pytest.mark.thorough
    def test_are_counted_where_they_come_from_and_a_stranger_s_page_counts_nothing(
        self, provider: FakeProvider, town: Town, settings: Any
    ) -> None:
        linked(provider, town)
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/30m/key,3/30m/ip"}
        for _time in range(6):
            Client().get(f"{BACK}?state=x&code=y")
        for who in ("not linked", "not linked yet", "nor he", "nor she"):
            client = Client()
            assert is_turned_away(client.get(sent(client, provider, who)))
        client = Client()
        assert is_turned_away(client.get(f"{sent(client, provider)}&error=access_denied"))
        client = Client()
        assert not is_turned_away(client.get(sent(client, provider))), "none of these has guessed anything"
        for _time in range(3):
            client = Client()
            client.get(sent(client, provider).replace("code=", "code=x"))

        client = Client()
        assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)
        assert refusals()[-2:] == ["对方不认这个授权码", "失败太多，暂停半小时"] and not is_in(come_in("ducha")[0])

    @pytest.mark.thorough
    def test_are_locked_out_with_their_name(self, provider: FakeProvider, town: Town) -> None:
        linked(provider, town)
        for _time in range(6):
            Client().post("/accounts/login/", {"login": "ducha", "password": "wrong-wrong"})
        client = Client()

        assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)

    @pytest.mark.thorough
    def test_flood_no_journal(self, provider: FakeProvider, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(commands, "REFUSALS_AN_HOUR", 2)
        for _time in range(5):
            Client().get(BACK)
        assert len(refusals()) == 2


@pytest.mark.thorough
@pytest.mark.parametrize("lies", [
    {"iss": "https://id.other.example"}, {"aud": "payroll"}, {"aud": [CLIENT, "payroll"]}, {"azp": "payroll"},
    {"exp": NOON.timestamp() - 61}, {"exp": None}, {"iat": NOON.timestamp() + 61}, {"iat": NOON.timestamp() - 601},
    {"nbf": NOON.timestamp() + 61}, {"nonce": "another"}, {"nonce": None}, {"sub": None}, {"sub": ""}, {"sub": 17},
    {"sub": "U-17"}, {"sub": " u-17"}, {"sub": "u-17\u0000"}, {"sub": "u-170"},
])  # fmt: skip
def test_a_token_that_lies_opens_no_door(provider: FakeProvider, town: Town, lies: dict[str, Any]) -> None:
    linked(provider, town)
    provider.lies = lies
    client = Client()

    assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)


@pytest.mark.thorough
@pytest.mark.parametrize("heads", [
    {"algorithm": "RS384"}, {"key": "rsa2", "kid": "rsa1"}, {"key": "rsa2"}, {"typ": "at+jwt"}, {"crit": ["exp"]},
])  # fmt: skip
def test_a_token_signed_otherwise_opens_no_door(provider: FakeProvider, town: Town, heads: dict[str, Any]) -> None:
    linked(provider, town)
    provider.make = lambda told: signed(told, **heads)
    client = Client()

    assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)
