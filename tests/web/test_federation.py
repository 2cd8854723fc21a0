"""统一登录: the county's own provider, on this machine and with real signatures, and everybody who tries to pass for another."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lianxin.base.federation import commands, queries
from lianxin.base.federation.models import Link
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.project import health
from lianxin.pure.problems import Unfit
from tests.conftest import NOON, Town
from tests.identity import CLIENT, HOST, SECRET, FakeProvider, public, signed
from tests.web.test_second_factor import code_of, come_in, set_up_app
from tests.web.test_webhooks import certified

GO, BACK, LINK = "/accounts/provider/", "/accounts/provider/back/", "/accounts/provider/link/"
UNLINK, LEFT = "/accounts/provider/unlink/", "/accounts/provider/left/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeProvider]:
    made = FakeProvider(certified(tmp_path_factory.mktemp("provider"), HOST), NOON.timestamp)
    yield made
    made.close()


@pytest.fixture
def provider(server: FakeProvider, town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """The county has named it; it begins each story as an honest one."""
    import socket

    cache.clear()
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: rows)
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    told = SimpleNamespace(time=NOON.timestamp)
    monkeypatch.setattr("lianxin.web.ui.middleware.time", told)
    monkeypatch.setenv("LIANXIN_OIDC_SECRET", SECRET)
    settings.OIDC = {
        "issuer": server.issuer, "client": CLIENT, "name": "县统一身份平台", "hosts": {HOST: "127.0.0.1"}, "strong": "",
        "authority": str(server.certificate), "secret": "LIANXIN_OIDC_SECRET_FILE",
    }  # fmt: skip
    server.keys, server.lies, server.description, server.misdeeds = [public("rsa1")], {}, {}, {}
    server.make, server.codes = signed, {}
    server.asked.clear()
    return server


def linked(provider: FakeProvider, town: Town, who: str = "inspector", subject: str = "u-17") -> Link:
    """He has linked himself, as he would on his page."""
    person = town.people[who]
    return commands.link_own(
        person=person, issuer=provider.issuer, subject=subject, by=town.actors[who], at=NOON
    )  # fmt: skip


def sent(client: Client, provider: FakeProvider, subject: str = "u-17", **more: Any) -> str:
    """The address with which his browser comes back."""
    return provider.let_through(client.get(GO)["Location"], subject, **more)


def is_turned_away(answer: Any) -> bool:
    """Back at the door, with a sentence."""
    assert answer.status_code == 302
    return bool(answer["Location"] in ("/accounts/login/", LINK))


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def refusals() -> list[str]:
    return [
        one.detail["kind"] for one in Entry.objects.filter(event="federation.refused").order_by("n")
    ]  # fmt: skip


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
        kept = dict(client.session)["provider_asked"]
        assert not is_turned_away(client.get(back))
        client.post("/accounts/logout/")

        assert is_turned_away(client.get(back)) and not is_in(client), "the same address again"
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
        client = Client()
        assert not is_turned_away(client.get(sent(client, provider))), "what no login began is not counted"
        for _time in range(3):
            client = Client()
            client.get(sent(client, provider, "nobody"))

        client = Client()
        assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)
        assert refusals()[-1] == "失败太多，暂停半小时" and not is_in(come_in("ducha")[0])

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


class TestTheSecondStep:
    @pytest.mark.thorough
    @pytest.mark.parametrize(("strong", "said", "is_asked"), [
        ("", {"acr": "urn:two", "amr": ["otp"]}, True), ("acr=urn:two", {}, True), ("acr=urn:two", {"acr": "urn:one"}, True),
        ("acr=urn:two", {"acr": "urn:two"}, False), ("amr=otp", {"amr": ["pwd", "otp"]}, False),
        ("amr=otp", {"acr": "otp"}, True),
    ])  # fmt: skip
    def test_is_asked_for_unless_the_provider_says_the_word_that_was_agreed(
        self, provider: FakeProvider, town: Town, settings: Any, strong: str, said: dict[str, Any], is_asked: bool
    ) -> None:
        linked(provider, town, "clerk")
        secret = set_up_app(come_in("qgb")[0])
        settings.OIDC["strong"] = strong
        client = Client()

        answer = client.get(sent(client, provider, **said))

        assert (
            answer["Location"].startswith("/accounts/2fa/authenticate/") is is_asked and is_in(client) is not is_asked
        )
        if is_asked:
            assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
            assert is_in(client)
            told = Entry.objects.filter(event="person.logged_in").latest("n")
            assert told.detail["how"] == "provider+totp"

    @pytest.mark.thorough
    def test_is_not_skipped_by_a_password_after_a_strong_word(
        self, provider: FakeProvider, town: Town, settings: Any
    ) -> None:
        """What the provider said was for that login; one that stopped half-way lends nothing to the next."""
        linked(provider, town, "clerk")
        set_up_app(come_in("qgb")[0])
        settings.OIDC["strong"] = "amr=otp"
        client = Client()
        Person.objects.filter(username="qgb").update(handed_out_on=NOON.date() - timedelta(days=20))
        assert client.get(sent(client, provider, amr=["otp"])).status_code == 403, "a first password that ran out"
        Person.objects.filter(username="qgb").update(handed_out_on=None)

        answer = client.post("/accounts/login/", {"login": "qgb", "password": "Lianxin-2026"})

        assert answer["Location"].startswith("/accounts/2fa/authenticate/") and not is_in(client)

    @pytest.mark.thorough
    def test_that_is_due_may_be_the_provider_s(self, provider: FakeProvider, town: Town, settings: Any) -> None:
        linked(provider, town, "clerk")
        Person.objects.filter(username="qgb").update(factor_due_on=NOON.date())
        client = Client()
        client.get(sent(client, provider))
        assert client.get("/today/")["Location"] == "/accounts/2fa/"

        settings.OIDC["strong"] = "amr=otp"
        client = Client()
        client.get(sent(client, provider, amr=["otp"]))
        assert is_in(client) and not Authenticator.objects.exists()

    @pytest.mark.thorough
    def test_before_an_account_is_changed_is_the_local_one(self, provider: FakeProvider, town: Town) -> None:
        """That the provider knows somebody is no word that he has just said here who he is."""
        linked(provider, town)
        client = Client()
        client.get(sent(client, provider))

        answer = client.post(UNLINK)

        assert answer["Location"].startswith("/accounts/reauthenticate/") and Link.objects.standing().count() == 1
        assert client.post(answer["Location"], {"password": "Lianxin-2026"}).status_code == 302
        assert Link.objects.standing().count() == 0, "said, and done"


class TestALink:
    def test_is_made_by_the_person_himself_who_sees_whom_the_provider_vouches_for(
        self, provider: FakeProvider, town: Town, client: Client
    ) -> None:
        client.force_login(town.people["clerk"])
        assert "用县统一身份平台登录" in client.get("/ui/me/").content.decode()
        assert "还没有关联" in client.get(LINK).content.decode() and client.post(LINK)["Location"] == LINK
        assert not Link.objects.exists(), "nobody has vouched for anybody"
        assert client.get(sent(client, provider, "u-9", name="周敏（群工办）"))["Location"] == LINK
        assert "周敏（群工办）" in client.get(LINK).content.decode() and not Link.objects.exists()

        client.post(LINK)

        made = Link.objects.get()
        assert made.is_own and made.digest == queries.digest_of(provider.issuer, "u-9") and "u-9" not in made.digest
        assert "已关联" in client.get(LINK).content.decode() and "provider_found" not in client.session
        assert Entry.objects.latest("n").event == "federation.linked"
        assert is_in(client)
        fresh = Client()
        fresh.get(sent(fresh, provider, "u-9"))
        assert is_in(fresh)

    @pytest.mark.thorough
    def test_asks_for_the_password_once_more_when_some_time_has_passed(
        self, provider: FakeProvider, town: Town, client: Client
    ) -> None:
        client.force_login(town.people["clerk"])
        session = client.session
        session["account_authentication_methods"] = [{"method": "password", "at": 0, "username": "qgb"}]
        session.save()
        client.get(sent(client, provider, "u-9"))

        answer = client.post(LINK)

        assert answer["Location"].startswith("/accounts/reauthenticate/") and not Link.objects.exists()
        client.post(answer["Location"], {"password": "Lianxin-2026"})
        assert Link.objects.get().person == town.people["clerk"]

    @pytest.mark.thorough
    def test_is_not_made_for_whom_somebody_else_was_vouched_for(
        self, provider: FakeProvider, town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client.force_login(town.people["clerk"])
        client.get(sent(client, provider, "u-9"))
        session = client.session
        session["provider_found"] = {**session["provider_found"], "who": town.people["leader"].pk}
        session.save()
        assert client.post(LINK).status_code == 302 and not Link.objects.exists()

        client.get(sent(client, provider, "u-9"))
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(seconds=601))
        client.post(LINK)
        assert not Link.objects.exists(), "it was ten minutes ago"

    @pytest.mark.thorough
    def test_begun_by_one_is_not_finished_by_another(self, provider: FakeProvider, town: Town, client: Client) -> None:
        linked(provider, town)
        back = sent(client, provider)  # begun by nobody, to come in
        client.force_login(town.people["clerk"])

        assert is_turned_away(client.get(back)) and "provider_found" not in client.session
        assert "没有确认您的身份" in client.get(LINK).content.decode()

    @pytest.mark.thorough
    def test_of_one_subject_is_one_person_s_and_of_one_person_one_subject(
        self, provider: FakeProvider, town: Town
    ) -> None:
        linked(provider, town, "clerk", "u-9")
        with pytest.raises(Unfit, match="已经关联了别的人"):
            linked(provider, town, "officer", "u-9")
        with pytest.raises(Unfit, match="已经关联，先解除"):
            linked(provider, town, "clerk", "u-10")
        with pytest.raises(NotAllowed):
            commands.link_own(
                person=town.people["leader"], issuer=provider.issuer, subject="u-1", by=town.clerk, at=NOON
            )
        for nothing in ("", "  ", "x" * 256):
            with pytest.raises(Unfit):
                linked(provider, town, "officer", nothing)
        assert Link.objects.count() == 1

    @pytest.mark.thorough
    def test_of_another_issuer_opens_nothing(self, provider: FakeProvider, town: Town) -> None:
        person = town.people["inspector"]
        commands.link_own(
            person=person, issuer="https://old.example", subject="u-17", by=town.inspector, at=NOON
        )  # fmt: skip
        client = Client()
        assert is_turned_away(client.get(sent(client, provider)))

    @pytest.mark.thorough
    def test_ended_by_the_person_opens_nothing_and_keeps_no_mark(
        self, provider: FakeProvider, town: Town, client: Client
    ) -> None:
        held = linked(provider, town, "clerk", "u-9")
        client.force_login(town.people["clerk"])
        client.post(UNLINK)

        held.refresh_from_db()
        assert (held.digest, held.ended_at) == ("", NOON) and is_in(client)
        assert Entry.objects.latest("n").event == "federation.unlinked"
        fresh = Client()
        assert is_turned_away(fresh.get(sent(fresh, provider, "u-9"))) and not is_in(fresh)
        assert client.post(UNLINK).status_code == 302, "a second time nothing happens"
        with pytest.raises(Unfit):
            commands.end_link(link=held, by=town.clerk, at=NOON)


class TestTheAdministrator:
    @pytest.mark.thorough
    def test_links_whoever_has_no_power_and_he_is_told(
        self, provider: FakeProvider, town: Town, client: Client
    ) -> None:
        person = town.people["inspector"]
        client.force_login(town.people["admin"])
        page = f"/setup/people/{person.pk}/"
        assert "给他关联" in client.get(page).content.decode()
        assert client.post(f"{page}link/", {"subject": ""}).status_code == 200 and not Link.objects.exists()

        assert client.post(f"{page}link/", {"subject": " u-17 "})["Location"] == page

        assert not Link.objects.get().is_own and "解除关联" in client.get(page).content.decode()
        his = Client()
        assert his.get(sent(his, provider))["Location"] == "/today/"
        assert "系统管理员给您关联了统一登录" in his.get("/today/").content.decode()
        assert "系统管理员钱程给您做了关联" in his.get(LINK).content.decode()

        client.post(f"{page}unlink/")
        assert not is_in(his), "his sessions have ended with it"
        assert is_turned_away(his.get(sent(his, provider)))
        again = come_in("ducha")[0]
        assert "由系统管理员改过" in again.get("/today/").content.decode()
        assert "解除了您的关联" in again.get(LINK).content.decode()
        assert client.post(f"{page}unlink/").status_code == 302

    def test_links_nobody_with_power_and_not_himself(self, provider: FakeProvider, town: Town, client: Client) -> None:
        client.force_login(town.people["admin"])
        for who, sentence in (("clerk", "请他本人登录后自己关联"), ("admin", "自己的请在“我”页关联")):
            answer = client.post(f"/setup/people/{town.people[who].pk}/link/", {"subject": "u-1"})
            assert sentence in answer.content.decode()
        assert not Link.objects.exists()

    @pytest.mark.thorough
    def test_s_link_opens_nothing_once_the_person_gets_power(self, provider: FakeProvider, town: Town) -> None:
        """Else whoever keeps the accounts would link himself to somebody first, and have him appointed then."""
        person = town.people["inspector"]
        commands.link_other(person=person, issuer=provider.issuer, subject="u-17", by=town.admin, at=NOON)
        client = Client()
        client.get(sent(client, provider))
        assert is_in(client)
        orgs.post(person=person, unit=town.county, role="county_clerk", valid_from=NOON.date(), by=SYSTEM, at=NOON)

        client = Client()
        assert is_turned_away(client.get(sent(client, provider))) and not is_in(client)

    @pytest.mark.thorough
    def test_s_deeds_are_nobody_else_s(self, provider: FakeProvider, town: Town, client: Client) -> None:
        held = linked(provider, town)
        page = f"/setup/people/{town.people['inspector'].pk}/"
        for who in ("clerk", "stranger", "auditor", "county_leader"):
            client.force_login(town.people[who])
            answers = [
                client.get(f"{page}link/"),
                client.post(f"{page}link/", {"subject": "u-1"}),
                client.post(f"{page}unlink/"),
            ]
            assert {one.status_code for one in answers} == {403}, who
            with pytest.raises(NotAllowed):
                commands.end_link(link=held, by=town.actors[who], at=NOON)
            with pytest.raises(NotAllowed):
                commands.link_other(
                    person=town.people["worker"], issuer=provider.issuer, subject="u-2", by=town.actors[who], at=NOON
                )
        client.force_login(town.people["admin"])
        assert client.get("/setup/people/999999/link/").status_code == 404
        assert client.get(f"{page}unlink/").status_code == 405 and Link.objects.standing().count() == 1


class TestTheWayOut:
    @pytest.mark.thorough
    def test_names_the_page_where_one_leaves_the_provider_too(self, provider: FakeProvider, town: Town) -> None:
        linked(provider, town)
        provider.description = {"end_session_endpoint": f"{provider.issuer}/leave"}
        client = Client()
        client.get(sent(client, provider))

        assert client.post("/accounts/logout/")["Location"] == LEFT and not is_in(client)
        page = client.get(LEFT).content.decode()
        assert f'href="{provider.issuer}/leave?client_id=lianxin"' in page and "退出县统一身份平台" in page

    @pytest.mark.thorough
    def test_of_who_came_by_password_is_as_ever(self, provider: FakeProvider, town: Town) -> None:
        client = come_in("ducha")[0]
        assert client.post("/accounts/logout/")["Location"] != LEFT
        assert "/leave" not in client.get(LEFT).content.decode(), "it names no such page"


class TestTheProvider:
    @pytest.mark.thorough
    def test_is_asked_once_and_its_new_key_is_found(
        self, provider: FakeProvider, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        linked(provider, town)
        for _time in range(3):
            client = Client()
            assert not is_turned_away(client.get(sent(client, provider)))
        told = provider.asked
        assert told.count("/.well-known/openid-configuration") == told.count("/keys") == 1 and told.count("/token") == 3

        provider.make = lambda told: signed(told, key="ec2")
        provider.keys = [public("rsa1"), public("ec2")]
        assert is_turned_away(client.get(sent(Client(), provider)))
        client = Client()
        assert not is_turned_away(client.get(sent(client, provider))) and provider.asked.count("/keys") == 2

        provider.make = lambda told: signed(told, key="ec3")
        for _time in range(3):
            client = Client()
            assert is_turned_away(client.get(sent(client, provider)))
        assert provider.asked.count("/keys") == 2, "not again within a minute"

    @pytest.mark.thorough
    @pytest.mark.parametrize("lie", [
        {"issuer": "https://id.other.example"}, {"issuer": None}, {"authorization_endpoint": "http://idp.county.example/a"},
        {"authorization_endpoint": "https://evil.example/a"}, {"token_endpoint": "https://127.0.0.1:5432/"},
        {"token_endpoint": f"https://{HOST}:22/"}, {"token_endpoint": f"https://u:p@{HOST}/"}, {"jwks_uri": 7},
        {"jwks_uri": "file:///etc/passwd"}, {"end_session_endpoint": "javascript:alert(1)"},
        {"response_types_supported": ["id_token"]}, {"code_challenge_methods_supported": ["plain"]},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]}, {"id_token_signing_alg_values_supported": None},
        {"token_endpoint_auth_methods_supported": ["none"]},
    ])  # fmt: skip
    def test_leads_the_server_nowhere_else(
        self, provider: FakeProvider, town: Town, client: Client, lie: dict[str, Any]
    ) -> None:
        provider.description = lie

        assert is_turned_away(client.get(GO)) and "provider_asked" not in client.session
        assert provider.asked == ["/.well-known/openid-configuration"]
        found = next(one for one in health.signs(at=NOON) if one.code == "provider")
        assert found.state == "bad"

    @pytest.mark.thorough
    @pytest.mark.parametrize("misdeed", ["slow", "drip", "huge", "away", "broken", "text", "list"])
    @pytest.mark.parametrize("place", ["/.well-known/openid-configuration", "/keys", "/token"])
    def test_that_answers_badly_holds_nobody_up(
        self, provider: FakeProvider, town: Town, monkeypatch: pytest.MonkeyPatch, misdeed: str, place: str
    ) -> None:
        linked(provider, town)
        monkeypatch.setattr("lianxin.base.gateways.asking.STEP", 0.4)
        monkeypatch.setattr("lianxin.base.gateways.asking.WHOLE", 0.8)
        provider.misdeeds = {place: misdeed}
        client = Client()

        answer = client.get(GO)
        if not is_turned_away(answer):
            answer = client.get(provider.let_through(answer["Location"], "u-17"))

        assert is_turned_away(answer) and not is_in(client) and "/elsewhere" not in provider.asked
        assert Link.objects.standing().exists() and is_in(come_in("ducha")[0]), "the local door stays open"

    @pytest.mark.thorough
    def test_of_another_certificate_or_name_is_not_believed(
        self, provider: FakeProvider, town: Town, client: Client, settings: Any, tmp_path: Path
    ) -> None:
        settings.OIDC["authority"] = ""
        assert is_turned_away(client.get(GO))
        cache.clear()
        settings.OIDC["authority"] = str(certified(tmp_path, "other.example"))
        assert is_turned_away(client.get(GO))
        cache.clear()
        settings.OIDC |= {"authority": str(tmp_path / "none.pem")}
        assert is_turned_away(client.get(GO))
        cache.clear()
        settings.OIDC |= {"authority": str(provider.certificate), "hosts": {HOST: ""}}
        assert is_turned_away(client.get(GO)), "a name that leads into this house"
        cache.clear()
        settings.OIDC |= {"hosts": {HOST: "127.0.0.1"}}
        assert not is_turned_away(client.get(GO))

    @pytest.mark.thorough
    def test_may_want_its_word_in_the_form(
        self, provider: FakeProvider, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        linked(provider, town)
        provider.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        given: list[dict[str, str]] = []
        monkeypatch.setattr(provider, "token", lambda form, _head: (given.append(form), (400, {}))[1])
        client = Client()

        assert is_turned_away(client.get(sent(client, provider)))
        assert (given[0]["client_id"], given[0]["client_secret"]) == (CLIENT, SECRET)

    @pytest.mark.thorough
    def test_is_looked_at_by_the_doctor(
        self, provider: FakeProvider, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def sign() -> health.Sign:
            return next(one for one in health.signs(at=NOON) if one.code == "provider")

        assert sign().state == "good"
        monkeypatch.setenv("LIANXIN_OIDC_SECRET", "")
        assert sign().state == "bad" and "LIANXIN_OIDC_SECRET_FILE" in sign().told
        monkeypatch.setenv("LIANXIN_OIDC_SECRET_FILE", "/nowhere/word")
        assert sign().state == "bad"
        provider.keys = []
        assert "没有给出签名的公钥" in sign().told
        provider.misdeeds["/keys"] = "broken"
        assert sign().state == "warning" and "只能用登录名和密码" in sign().told
        for wrong, told in (("strong", "LIANXIN_OIDC_STRONG"), ("client", "LIANXIN_OIDC_CLIENT")):
            with monkeypatch.context() as now:
                now.setitem(settings.OIDC, wrong, "" if wrong == "client" else "loa=3")
                assert sign().state == "bad" and told in sign().told


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
