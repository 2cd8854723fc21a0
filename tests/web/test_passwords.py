"""密码和登录: a password that was handed out is changed first, a reset and a lost telephone end what was open."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.project import settings as real
from tests.conftest import NOON

HANDED, OWN = "Qinghe-7788", "清河边的柳树-2026"
CHANGE, LOGIN = "/accounts/password/change/", "/accounts/login/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The town's noon, which a story may move on; the session's own clock with it."""
    cache.clear()

    def at(**later: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(**later))
        told = SimpleNamespace(time=lambda: (NOON + timedelta(**later)).timestamp())
        monkeypatch.setattr("lianxin.web.ui.middleware.time", told)

    at()
    return at


def come_in(username: str, password: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(reverse("account_login"), {"login": username, "password": password})


def change(client: Client, old: str, new: str, again: str = "") -> Any:
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


def events(person: Person) -> list[str]:
    return list(Entry.objects.filter(of=person.ref).order_by("n").values_list("event", flat=True))


@pytest.fixture
def newcomer(town: Any) -> Person:
    made = orgs.create_person(username="xinren", name="新人", password=HANDED, by=town.admin, at=NOON)
    orgs.post(person=made, unit=town.shiqiao, role="station_worker", valid_from=NOON.date(), by=town.admin, at=NOON)
    return made


class TestAHandedOutPassword:
    def test_opens_nothing_but_the_page_where_it_is_changed(self, newcomer: Person) -> None:
        client, answer = come_in("xinren", HANDED)
        assert answer.status_code == 302

        for page in ("/today/", "/concerns/", reverse("ui:me"), "/concerns/register/"):
            assert client.get(page).url == CHANGE, page
        assert client.post("/concerns/register/", {"text": "路灯坏了"}).url == CHANGE
        assert client.get("/public/").status_code == 200 and "别人知道" in client.get(CHANGE).content.decode()

        assert "不能与现在的相同" in change(client, HANDED, HANDED).content.decode()
        assert "password/reset" not in client.get(CHANGE).content.decode(), "there is nothing at that address"
        answer = change(client, HANDED, OWN)
        assert answer.status_code == 302 and answer.url == "/today/", "his work comes next, not his particulars"

        assert client.get("/concerns/register/").status_code == 200
        assert events(newcomer)[-1] == "person.password_changed"
        assert OWN not in str([*Entry.objects.values(), book.private_of(Entry.objects.all())])
        assert come_in("xinren", HANDED)[1].status_code == 200 and come_in("xinren", OWN)[1].status_code == 302

    def test_is_stale_after_a_fortnight(self, newcomer: Person, clock: Any) -> None:
        clock(days=14)
        assert come_in("xinren", HANDED)[1].status_code == 302

        clock(days=15)
        client, answer = come_in("xinren", HANDED)
        assert answer.status_code == 403 and "已经失效" in answer.content.decode()
        assert client.get("/today/").url.startswith("/accounts/login/")


class TestAReset:
    def test_gives_a_password_by_chance_ends_what_is_open_and_is_told(self, town: Any) -> None:
        worker, admin = town.people["worker"], Client()
        admin.force_login(town.people["admin"])
        open_since, _answer = come_in("shiqiao", "Lianxin-2026")
        address = reverse("setup:reset_password", args=[worker.pk])

        shown = [admin.post(address) for _time in range(2)]

        given = [answer.context["password"] for answer in shown]
        assert given[0] != given[1] and all(len(one.replace("-", "")) == 12 for one in given)
        assert shown[1]["Cache-Control"] == "no-store"
        assert open_since.get("/today/").url.startswith("/accounts/login/")
        assert events(worker)[-1] == "person.password_reset"
        assert not any(one in str(list(Entry.objects.values())) for one in given)
        assert [come_in("shiqiao", one)[1].status_code for one in ("Lianxin-2026", *given)] == [200, 200, 302]
        assert come_in("shiqiao", given[1])[0].get("/today/").url == CHANGE

    def test_is_the_administrators_and_not_of_himself(self, town: Any) -> None:
        with pytest.raises(NotAllowed):
            orgs.reset_password(person=town.people["worker"], by=town.clerk, at=NOON)
        with pytest.raises(orgs.Unfit):
            orgs.reset_password(person=town.people["admin"], by=town.admin, at=NOON)
        with pytest.raises(NotAllowed):
            orgs.change_password(person=town.people["worker"], password=OWN, by=town.admin, at=NOON)
        assert events(town.people["worker"])[-1] == "posting.created"


class TestOnesOwnPassword:
    @pytest.mark.thorough
    def test_is_changed_by_who_knows_it_and_other_places_are_left(self, town: Any) -> None:
        here, there = come_in("qgb", "Lianxin-2026")[0], come_in("qgb", "Lianxin-2026")[0]

        assert change(here, "wrong-wrong", OWN).status_code == 200
        assert change(here, "Lianxin-2026", OWN).status_code == 302

        assert here.get("/today/").status_code == 200 and there.get("/today/").status_code == 302

    @pytest.mark.parametrize(
        "weak", ["Qh-7788", "password1", "1234567890", "yizhong-1", "Lianxin-2026!", "石桥村20261103"]
    )
    def test_is_neither_short_nor_common_nor_a_word_of_the_house(self, town: Any, weak: str) -> None:
        client, _answer = come_in("yizhong", "Lianxin-2026")
        before = Person.objects.get(username="yizhong").password

        assert change(client, "Lianxin-2026", weak).status_code == 200

        assert Person.objects.get(username="yizhong").password == before

    @pytest.mark.parametrize(
        "good", ["a" * 40 + "柳" * 24, "all small letters", "路灯坏了请来修一修吧", "2026 1103 7788 9a"]
    )
    def test_may_be_long_and_of_any_signs_and_is_taken_as_it_is(self, town: Any, good: str) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")

        assert change(client, "Lianxin-2026", good).status_code == 302

        assert (
            come_in("qgb", good[:-1])[1].status_code == 200 and come_in("qgb", good.upper() + "x")[1].status_code == 200
        )
        assert come_in("qgb", good)[1].status_code == 302

    def test_has_no_end_of_its_own(self, town: Any, clock: Any) -> None:
        clock(days=4000)
        town.postings["clerk"].refresh_from_db()

        assert come_in("qgb", "Lianxin-2026")[0].get(reverse("ui:me")).status_code == 200

    def test_is_typed_unseen_and_a_browser_may_fill_it_in(self, town: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        for page, names in (
            (client.get(CHANGE), ("oldpassword", "password1", "password2")),
            (Client().get(LOGIN), ("password",)),
        ):
            text = page.content.decode()
            for name in names:
                field = re.search(rf'<input[^>]*name="{name}"[^>]*>', text)
                assert field and 'type="password"' in field[0] and 'autocomplete="' in field[0], name
                assert 'autocomplete="off"' not in field[0] and "onpaste" not in field[0]

    def test_is_kept_by_argon2_and_by_nothing_else(self) -> None:
        assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


class TestASession:
    def test_has_a_new_key_after_the_log_in_and_none_after_the_log_out(self, town: Any) -> None:
        client = Client()
        client.cookies["sessionid"] = "fixed-by-somebody-else-0123456789"
        client.get("/accounts/login/")
        client.post("/accounts/login/", {"login": "qgb", "password": "Lianxin-2026"})
        key = client.cookies["sessionid"].value
        assert key != "fixed-by-somebody-else-0123456789" and len(key) == 32

        client.post("/accounts/logout/")

        again = Client()
        again.cookies["sessionid"] = key
        assert again.get("/today/").status_code == 302

    @pytest.mark.parametrize(("steps", "stays"), [
        ([29, 58, 87], True), ([29, 60], False), ([25 * n for n in range(1, 29)], True), ([25 * n for n in range(1, 30)], False),
    ])  # fmt: skip
    @pytest.mark.thorough
    def test_ends_after_half_an_hour_of_nothing_and_after_twelve_hours(
        self, town: Any, clock: Any, steps: list[int], stays: bool
    ) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        client.get("/ui/me/")
        for minutes in steps:
            clock(minutes=minutes)
            answer = client.get("/ui/me/")

        assert (answer.status_code == 200) == stays

    def test_is_ended_elsewhere_by_oneself_and_everywhere_by_the_administrator(self, town: Any) -> None:
        here, there = come_in("qgb", "Lianxin-2026")[0], come_in("qgb", "Lianxin-2026")[0]
        assert here.post(reverse("ui:end_sessions")).status_code == 302
        assert here.get("/today/").status_code == 200 and there.get("/today/").status_code == 302

        admin = Client()
        admin.force_login(town.people["admin"])
        admin.post(reverse("setup:end_sessions", args=[town.people["clerk"].pk]))

        assert here.get("/today/").status_code == 302 and admin.get("/today/").status_code == 200
        assert events(town.people["clerk"]).count("person.sessions_ended") == 2
        with pytest.raises(NotAllowed):
            orgs.end_sessions(person=town.people["clerk"], by=town.officer, at=NOON)

    def test_ends_with_the_account(self, town: Any) -> None:
        client, _answer = come_in("shiqiao", "Lianxin-2026")
        orgs.disable_person(person=town.people["worker"], by=town.admin, at=NOON)

        assert client.get("/today/").status_code == 302
        again, _answer = come_in("shiqiao", "Lianxin-2026")
        assert again.get("/today/").status_code == 302
