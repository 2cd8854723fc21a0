"""答复的安全: what an answer may load, lead to and give away, and what the log says of a refusal (docs/security)."""

import json
import logging
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lianxin.project import settings as real
from lianxin.web.office.writings.forms import PublicityForm
from lianxin.web.ui.logs import Line
from lianxin.work.concerns.models import Concern
from tests.house import source
from tests.web.test_passwords import come_in
from tests.web.test_public_submit import PLAIN
from tests.work.conftest import registered


class TestThePolicy:
    def test_lets_a_page_load_and_send_to_its_own_house_alone(self, db: None) -> None:
        told = Client().get("/public/")["Content-Security-Policy"]
        policy = {part.split()[0]: set(part.split()[1:]) for part in told.split("; ")}

        assert (
            policy["default-src"]
            == policy["object-src"]
            == policy["base-uri"]
            == policy["frame-ancestors"]
            == {"'none'"}
        )
        assert (
            policy["script-src"] == policy["style-src"] == policy["form-action"] == policy["connect-src"] == {"'self'"}
        )
        assert not {source for sources in policy.values() for source in sources} - {"'none'", "'self'", "data:"}

    def test_opens_to_no_other_origin(self, town: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        foreign = {"HTTP_ORIGIN": "https://evil.example"}
        answers = [
            client.get("/today/", **foreign),
            client.get("/public/", **foreign),
            client.options("/concerns/", **foreign),
        ]

        assert not [name for answer in answers for name in answer.headers if name.startswith("Access-Control-")]


class TestForms:
    def test_from_another_site_do_nothing_for_whoever_is_logged_in(self, town: Any) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(town.people["clerk"])

        assert client.post("/concerns/register/", {"text": "伪造", "entry_key": "x"}).status_code == 403
        assert client.post(reverse("ui:end_sessions"), HTTP_ORIGIN="https://evil.example").status_code == 403
        assert client.get("/today/").status_code == 200

    def test_answers_to_no_deed_by_a_mere_address(self, town: Any) -> None:
        client, _answer = come_in("xitong", "Lianxin-2026")
        pk = town.people["worker"].pk
        for name in ("setup:disable_person", "setup:reset_password", "setup:end_sessions"):
            assert client.get(reverse(name, args=[pk])).status_code == 405
        client.get("/accounts/logout/")
        assert client.get("/setup/").status_code == 200, "looking at the page of the log-out logs nobody out"

    def test_say_once_what_is_sent_twice(self, db: None) -> None:
        """Of a field that comes twice the last one counts, wherever it is read; a query is no field of a form."""
        page = Client().post("/public/submit/?text=by-the-address", {**PLAIN, "text": ["first", ""]})

        assert page.status_code == 200 and not Concern.objects.exists()
        assert "by-the-address</textarea>" not in page.content.decode()


class TestLeadingAway:
    @pytest.mark.parametrize(
        "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
    )
    def test_is_done_by_no_page(self, town: Any, away: str) -> None:
        sent = {"login": "qgb", "password": "Lianxin-2026", "next": away}
        answers = [
            Client().post("/accounts/login/", sent), Client().post(reverse("ui:elder"), {"elder": "1", "next": away}),
            Client().post(reverse("ui:language"), {"language": "en", "next": away}),
        ]  # fmt: skip

        assert {answer.status_code for answer in answers} == {302}
        assert [answer.url for answer in answers if "evil" in answer.url or "javascript" in answer.url] == []

    @pytest.mark.parametrize(
        "bad", ["javascript:alert(1)", "data:text/html,<b>", "vbscript:x", " java\tscript:alert(1)", "//evil"]
    )
    def test_is_done_by_no_link_that_somebody_typed(self, bad: str) -> None:
        field = PublicityForm.base_fields["link"]
        with pytest.raises(ValidationError):
            field.clean(bad)
        assert field.clean("https://news.example.cn/1") == "https://news.example.cn/1"

    def test_is_asked_of_one_field_alone(self) -> None:
        """Whoever shows another typed address as a link adds it here, and to the test above."""
        shown = [
            name
            for path in source.templates()
            for name in re.findall(r'href="{{ *([\w.]*link) *}}"', path.read_text("utf-8"))
        ]
        assert set(shown) == {"one.link"}


class TestWhatIsNotGiven:
    def test_is_a_folder_a_source_or_another_file_of_the_machine(self, db: None) -> None:
        for path in ("/static/", "/.git/config", "/static/../project/settings.py", "/static/%2e%2e/%2e%2e/etc/passwd",
                     "/admin/", "/docs/", "/metrics", "/__debug__/", "/lianxin.sqlite3", "/files/", "/var/"):  # fmt: skip
            answer = Client().get(path)
            assert answer.status_code == 404, path
            assert b"Index of" not in answer.content and b"SECRET" not in answer.content

    def test_is_anything_of_the_inside_when_something_breaks(self, town: Any, monkeypatch: Any, caplog: Any) -> None:
        def breaks(*_args: Any, **_kwargs: Any) -> None:
            raise RuntimeError("SELECT the-secret-of-the-house")

        monkeypatch.setattr("lianxin.web.ui.middleware.actor_for", breaks)
        client = Client(raise_request_exception=False)
        client.force_login(town.people["clerk"])

        with caplog.at_level(logging.ERROR):
            answer = client.get("/today/")

        assert answer.status_code == 500 and "系统出了差错" in answer.content.decode()
        assert not re.search(rb"the-secret|Traceback|RuntimeError|lianxin/", answer.content)
        assert "the-secret-of-the-house" in caplog.text, "the log keeps what the page does not say"

    def test_is_a_page_of_an_error_with_details(self) -> None:
        assert real.DEBUG is False and real.TEMPLATES[0]["OPTIONS"].get("debug") in (None, False)
        assert not [app for app in real.INSTALLED_APPS if "debug" in app or app == "django.contrib.admin"]

    def test_is_who_has_an_account(self, town: Any) -> None:
        answers = [come_in(name, "wrong-wrong")[1] for name in ("qgb", "nobody-at-all")]
        pages = [re.sub(r'value="[^"]*"', "", one.content.decode()) for one in answers]

        assert [one.status_code for one in answers] == [200, 200] and pages[0] == pages[1]


class TestEveryPage:
    def test_says_its_kind_and_its_signs(self, town: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        kinds = {path: client.get(path)["Content-Type"] for path in ("/today/", "/public/", "/nothing/", "/concerns/")}

        assert set(kinds.values()) == {"text/html; charset=utf-8"}

    @pytest.mark.thorough
    def test_of_the_office_offers_the_way_out(self, town: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        for path in ("/today/", "/concerns/", "/figures/"):
            assert re.search(r'href="/(accounts/logout|ui/me)/"', client.get(path).content.decode()), path


class TestCookies:
    def test_are_the_hosts_own_unseen_by_scripts_and_sent_to_no_other_site(self, town: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        client.get("/concerns/register/")
        client.post(reverse("ui:elder"), {"elder": "1"}, secure=True)

        for name, cookie in client.cookies.items():
            assert cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict") and not cookie["domain"], name
            assert len(name) + len(cookie.value) < 4096
        assert client.cookies["lx_elder"]["secure"]

    def test_hold_no_session_of_ones_own_making(self) -> None:
        engine = getattr(real, "SESSION_ENGINE", "django.contrib.sessions.backends.db")
        serializer = getattr(real, "SESSION_SERIALIZER", "django.contrib.sessions.serializers.JSONSerializer")
        assert engine.endswith(".db") and serializer.endswith("JSONSerializer")


class TestTheLog:
    def test_says_who_was_refused_what_and_nothing_of_the_record(self, town: Any, caplog: Any) -> None:
        client, _answer = come_in("qgb", "Lianxin-2026")
        with caplog.at_level(logging.WARNING):
            assert client.get("/setup/people/?name=王长青").status_code == 403

        lines = [one.getMessage() for one in caplog.records if one.name == "lianxin.web.ui.middleware"]
        assert lines == [f"refused GET /setup/people/ to {town.people['clerk'].ref}"]
        assert "王长青" not in caplog.text

    def test_says_the_same_of_what_is_not_his_and_of_what_is_not(self, town: Any, caplog: Any) -> None:
        concern = registered(town).concern
        client, _answer = come_in("baisha", "Lianxin-2026")
        for code in (concern.code, "ZZZZZZZZ"):
            with caplog.at_level(logging.WARNING):
                assert client.get(reverse("concerns:detail", args=[code])).status_code == 404
        Client().get("/public/nothing/")

        lines = [one.getMessage() for one in caplog.records if one.name == "lianxin.web.ui.middleware"]
        who = town.people["stranger"].ref
        assert lines == [f"no such GET /concerns/{code}/ to {who}" for code in (concern.code, "ZZZZZZZZ")]

    def test_is_one_line_an_event_whatever_was_sent(self) -> None:
        record = logging.LogRecord(
            "lianxin.x", logging.WARNING, "", 0, "sent %s", ("a\r\n2026-11-03T04:00:00Z INFO forged",), None
        )

        line = Line().format(record)

        told = json.loads(line)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["time"]) and told["level"] == "WARNING"
        assert "\n" not in line and "\r" not in line and told["text"].startswith("sent a")
