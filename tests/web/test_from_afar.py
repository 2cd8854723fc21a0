"""从别处来: who comes by plain http from another machine sees nothing, demo accounts stay at home, cookies are the host's own."""

import time
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.printed import PRINTED
from lianxin.project import cli
from lianxin.project import settings as real
from lianxin.web.office.checker import state
from lianxin.web.office.concerns import slips
from lianxin.web.office.duties import forms as duties
from lianxin.web.public import receipts
from lianxin.web.ui.cookies import _mark
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.web.test_proxies import BEHIND_TLS, HOST, come
from tests.web.test_public_submit import PLAIN

AFAR, LOGIN = "10.9.8.7", "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


class TestPlainHttp:
    @override_settings(PLAIN="")
    def test_opens_nothing_to_another_machine(self, town: Any) -> None:
        clerk, form = Client(REMOTE_ADDR=AFAR), {"login": "qgb", "password": "Lianxin-2026"}
        for page in ("/", "/public/", LOGIN, "/today/", "/health/", reverse("public:submit")):
            answer = clerk.get(page)
            assert answer.status_code == 403 and "只用 https" in answer.content.decode(), page
            assert not answer.cookies, "nothing to be read on the way"
        assert clerk.post(LOGIN, form).status_code == 403
        assert clerk.post(reverse("public:submit"), {**PLAIN, "entry_key": "afar"}).status_code == 403
        assert not Concern.objects.exists()

        assert Client().post(LOGIN, form).status_code == 302, "this very machine"
        forwarded = Client().get("/public/", headers={"X-Forwarded-For": AFAR})
        assert forwarded.status_code == 403, "through a proxy that nobody told us of"

    def test_does_where_the_site_says_so(self, town: Any) -> None:
        assert Client(REMOTE_ADDR=AFAR).get("/public/").status_code == 200

    @override_settings(**BEHIND_TLS)
    def test_is_led_to_https_where_that_is_spoken_and_what_was_asked_is_not_repeated(self, town: Any) -> None:
        plain = come("10.0.0.7", HTTP_X_FORWARDED_PROTO="http")

        answer = Client().get("/concerns/?words=王秀英", **plain)

        assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/concerns/")
        assert Client().post(LOGIN, {"login": "qgb"}, **plain).status_code == 403

    @override_settings(**{**BEHIND_TLS, "PLAIN": ""})
    @pytest.mark.parametrize(("proxy", "status"), [("127.0.0.1", 200), ("10.0.0.7", 403)])
    def test_is_not_spoken_between_machines_either(self, town: Any, proxy: str, status: int) -> None:
        assert Client().get("/public/", **come(proxy)).status_code == status

    def test_is_not_served_beyond_this_machine_unless_asked_for(self, capsys: Any, monkeypatch: Any) -> None:
        started: list[str] = []
        monkeypatch.setattr("lianxin.project.serve.serve", lambda **told: started.append(told["host"]) or 0)
        for host in ("0.0.0.0", "::", "10.1.2.3", "lianxin.example"):  # noqa: S104
            assert cli.main(["serve", "--host", host]) == 2
            assert "明文" in capsys.readouterr().err and not started

        for name in ("LIANXIN_PLAIN", "LIANXIN_HTTPS"):
            with monkeypatch.context() as told:
                told.setenv(name, "1")
                assert cli.main(["serve", "--host", "10.1.2.3"]) == 0
        assert cli.main(["serve"]) == 0 and started == ["10.1.2.3", "10.1.2.3", "127.0.0.1"]

    @pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
    def test_does_not_reach_a_database_elsewhere(self, monkeypatch: Any, mode: str) -> None:
        there, here = f"postgresql://u@db.example/n?sslmode={mode}", f"postgresql://u@127.0.0.1/n?sslmode={mode}"
        with pytest.raises(ValueError, match="verify-full"):
            real.database_of(there)

        assert real.database_of("postgresql://u@db.example/n")["OPTIONS"] == {"sslmode": "verify-full"}
        assert real.database_of(here)["OPTIONS"] == {"sslmode": mode}
        monkeypatch.setenv("LIANXIN_PLAIN", "inside")
        assert real.database_of(there)["OPTIONS"] == {"sslmode": mode}


class TestADemoAccount:
    """Marked, or made before the mark was there: it is known by the printed password."""

    @pytest.fixture(params=[True, False])
    def demo(self, request: Any, town: Any) -> Person:
        made = orgs.create_person(
            username="yanshi", name="演示", password=PRINTED, is_demo=request.param, by=SYSTEM, at=NOON
        )
        orgs.post(person=made, unit=town.shiqiao, role="station_worker", valid_from=NOON.date(), by=town.admin, at=NOON)
        return made

    @override_settings(**BEHIND_TLS)
    def test_opens_from_this_machine_alone(self, demo: Person) -> None:
        given = {"login": "yanshi", "password": PRINTED}

        there = Client()
        answer = there.post(LOGIN, given, **come("127.0.0.1"))
        assert answer.status_code == 403 and "只能在服务器本机" in answer.content.decode()
        assert there.get("/today/", **come("127.0.0.1")).status_code == 302, "and is not in by a side door"
        assert Client().post(LOGIN, given, HTTP_HOST=HOST).status_code == 302

        with override_settings(DEMO_IS_OPEN=True):
            assert Client().post(LOGIN, given, **come("127.0.0.1")).status_code == 302

    @override_settings(**BEHIND_TLS)
    def test_is_told_from_one_that_is_somebodys(self, town: Any) -> None:
        given = {"login": "qgb", "password": "Lianxin-2026"}

        assert Client().post(LOGIN, given, **come("127.0.0.1")).status_code == 302

    def test_there_is_none_in_a_new_house(self, db: Any) -> None:
        assert not Person.objects.exists()


class TestACookie:
    @override_settings(**BEHIND_TLS)
    def test_is_always_the_hosts_own(self, town: Any) -> None:
        client, came = Client(), come("127.0.0.1")
        client.post(reverse("ui:elder"), {"elder": "1"}, **came)
        client.post(reverse("ui:language"), {"language": "en"}, **came)
        client.post(reverse("public:submit"), {**PLAIN, "entry_key": "c"}, **came)
        client.post(LOGIN, {"login": "qgb", "password": "Lianxin-2026"}, **came)
        client.post("/concerns/register/", {"text": "路灯坏了", "entry_key": "d"}, **came)

        assert {name.split(".")[0] for name in client.cookies} >= {
            "__Host-lx_elder", "__Host-django_language", "__Host-lx_receipt", "__Host-lx_session",
        }  # fmt: skip
        for name, cookie in client.cookies.items():
            assert name.startswith("__Host-") and cookie["secure"] and cookie["httponly"], name
            assert cookie["path"] == "/" and not cookie["domain"] and cookie["samesite"], name
        shown = client.get(reverse("public:home"), **came).content.decode()
        assert 'lang="en"' in shown, "the choice is found again under its new name"

    @override_settings(**BEHIND_TLS)
    def test_for_one_page_is_given_to_that_page_alone(self, town: Any) -> None:
        client, came = Client(), come("127.0.0.1")
        client.post(reverse("public:submit"), {**PLAIN, "entry_key": "c"}, **came)
        place = reverse("public:receipt")
        assert f"__Host-lx_receipt.{_mark(place)}" in client.cookies

        seen = [client.get(page, **came).wsgi_request.COOKIES for page in (reverse("public:home"), place)]
        assert ["lx_receipt" in one for one in seen] == [False, True]

    @override_settings(**BEHIND_TLS)
    def test_that_another_host_could_have_set_counts_for_nothing(self, town: Any) -> None:
        client = Client()
        client.cookies["django_language"] = "en"
        client.cookies["lx_elder"] = "1"

        answer = client.get(reverse("public:home"), **come("127.0.0.1"))

        assert answer["Content-Language"] == "zh-hans" and answer.context["elder"] is False

    def test_and_the_pages_are_forgotten_when_one_leaves(self, town: Any) -> None:
        client = Client()
        client.post(LOGIN, {"login": "qgb", "password": "Lianxin-2026"})
        assert "Clear-Site-Data" not in client.get("/today/")
        assert "data-lx-leave" in client.get(reverse("account_logout")).content.decode(), "the script takes the lists"

        assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


class TestASignedWord:
    """Each kind has a salt of its own and a time of its own (ASVS 9.2.1, 9.2.2)."""

    def test_of_one_kind_opens_nothing_of_another(self, town: Any, rf: Any) -> None:
        code, request = "LX-26-000001", rf.get("/")
        request.user, told = (
            town.people["clerk"],
            [town.people["clerk"].pk, {"code": code, "received_on": "", "due_on": ""}],
        )
        for salt in (receipts.SALT, slips.SALT, state.SALT, duties.SALT):
            request.COOKIES = dict.fromkeys((receipts.COOKIE, slips.COOKIE), signing.dumps(told, salt=salt))
            assert (receipts.handed_over(request) is not None) == (salt == receipts.SALT)
            assert (slips.handed_over(request, code) is not None) == (salt == slips.SALT)
            if salt != state.SALT:
                with pytest.raises(signing.BadSignature):
                    state.Kept.opened(signing.dumps(told, salt=salt))

    def test_is_too_old_after_its_time(self, rf: Any, monkeypatch: Any) -> None:
        request, now = rf.get("/"), time.time()
        request.COOKIES[receipts.COOKIE] = signing.dumps(["LX-26-000001", "123456789012"], salt=receipts.SALT)
        for seconds, is_good in ((0, True), (receipts.MINUTES * 60 - 5, True), (receipts.MINUTES * 60 + 5, False)):
            monkeypatch.setattr("django.core.signing.time.time", lambda later=seconds: now + later)
            assert (receipts.handed_over(request) is not None) == is_good, seconds
