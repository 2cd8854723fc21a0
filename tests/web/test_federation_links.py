"""统一登录关联: who makes it, who ends it, what it opens; the second step, and the way out."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from lianxin.base.federation import commands, queries
from lianxin.base.federation.models import Link
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.problems import Unfit
from tests.conftest import NOON, Town
from tests.identity import FakeProvider
from tests.web.test_second_factor import code_of, come_in, set_up_app
from tests.web.vouching import LEFT, LINK, UNLINK, is_in, is_turned_away, linked, sent


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
    def test_costs_the_pages_that_show_it_few_questions(
        self, provider: FakeProvider, town: Town, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        linked(provider, town, "clerk", "u-9")
        client.force_login(town.people["clerk"])
        for page in (LINK, "/ui/me/"):
            client.get(page)
            with django_assert_max_num_queries(8):
                assert client.get(page).status_code == 200
        client.force_login(town.people["admin"])
        client.get("/today/")
        with django_assert_max_num_queries(12):
            assert client.get(f"/setup/people/{town.people['clerk'].pk}/").status_code == 200
        assert not provider.asked, "no page of this system asks the provider"

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
        near = linked(provider, town, "officer", " u-9")
        assert near.digest != queries.digest_of(provider.issuer, "u-9"), "letter by letter: it is another subject"
        commands.end_link(link=near, by=town.officer, at=NOON)
        for nothing in ("", "x" * 256):
            with pytest.raises(Unfit):
                linked(provider, town, "officer", nothing)
        assert Link.objects.standing().count() == 1

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
    def test_s_link_stands_for_no_second_step(self, provider: FakeProvider, town: Town, settings: Any) -> None:
        set_up_app(come_in("ducha")[0])
        commands.link_other(
            person=town.people["inspector"], issuer=provider.issuer, subject="u-17", by=town.admin, at=NOON
        )
        settings.OIDC["strong"] = "amr=otp"
        client = Client()

        assert client.get(sent(client, provider, amr=["otp"]))["Location"].startswith("/accounts/2fa/authenticate/")
        assert not is_in(client)

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
