"""代理与响应头: whom the pages believe, what every answer bears, and how an installation behind TLS is set."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from lianxin.project import settings as real
from lianxin.pure.nets import nets
from tests.web.test_public_submit import PLAIN

HOST, OURS = "lianxin.example.cn", nets("127.0.0.0/8, 10.0.0.0/24")
BEHIND_TLS = {
    "ALLOWED_HOSTS": [HOST], "PROXIES": OURS, "SERVED_SECURELY": True, "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True, "SESSION_COOKIE_NAME": "__Host-lx_session", "CSRF_COOKIE_NAME": "__Host-lx_csrf",
    "PLAIN": "inside", "SECURE_HSTS_SECONDS": 31536000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
}  # fmt: skip


def come(proxy: str, sender: str = "203.0.113.9", **more: str) -> dict[str, Any]:
    """The headers of somebody's request as our proxy (or a stranger) hands it on."""
    told = {"HTTP_X_FORWARDED_FOR": sender, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "evil.example"}
    return {"REMOTE_ADDR": proxy, "HTTP_HOST": HOST, **told, **more}


def sign_in(client: Client, person: Any, came: dict[str, Any]) -> Any:
    page = client.get(reverse("account_login"), **came)
    token = page.context["csrf_token"]
    given = {"login": person.username, "password": "Lianxin-2026", "csrfmiddlewaretoken": str(token)}
    return client.post(reverse("account_login"), given, HTTP_ORIGIN=f"https://{HOST}", **came)


class TestBehindATlsProxy:
    @pytest.mark.thorough
    @override_settings(**BEHIND_TLS)
    def test_one_logs_in_and_the_cookies_are_the_hosts_own(self, town) -> None:
        client = Client(enforce_csrf_checks=True)

        answer = sign_in(client, town.people["clerk"], come("10.0.0.7"))

        assert answer.status_code == 302, answer.content.decode()[:2000]
        for name in ("__Host-lx_session", "__Host-lx_csrf"):
            cookie = client.cookies[name]
            assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"]
        assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert client.get("/today/", **come("10.0.0.7")).status_code == 200

    @override_settings(**BEHIND_TLS)
    def test_a_strangers_word_counts_for_nothing(self, town) -> None:
        client = Client(enforce_csrf_checks=True)

        given = {"login": "qgb", "password": "Lianxin-2026"}
        assert client.post(reverse("account_login"), given, **come("192.0.2.77")).status_code == 403

        answer = client.get(reverse("account_login"), **come("192.0.2.77"))
        assert answer.status_code == 301 and not answer.cookies
        assert "Strict-Transport-Security" not in answer
        assert not [name for name in answer.wsgi_request.META if "FORWARDED" in name]
        assert answer.wsgi_request.META["REMOTE_ADDR"] == "192.0.2.77" and not answer.wsgi_request.is_secure()

    @override_settings(ALLOWED_HOSTS=[HOST], PROXIES=OURS)
    def test_each_sender_has_a_limit_of_his_own(self, town, monkeypatch) -> None:
        monkeypatch.setattr("lianxin.web.public.limits.PER_HOUR", {"submit": 1})

        def send(came: dict[str, Any], key: str) -> int:
            return Client().post(reverse("public:submit"), {**PLAIN, "entry_key": key}, **came).status_code

        assert send(come("10.0.0.7", "198.51.100.1"), "a") == 302
        assert send(come("10.0.0.7", "198.51.100.2"), "b") == 302  # another household behind the same proxy
        assert send(come("10.0.0.7", "1.1.1.1, 198.51.100.2, 10.0.0.9"), "c") == 429  # who lies about himself in front
        assert send(come("192.0.2.77", "198.51.100.3"), "d") == 302
        assert send(come("192.0.2.77", "198.51.100.4"), "e") == 429  # a stranger's header does not make him another


class TestEveryAnswer:
    BORNE = {
        "Content-Security-Policy": "default-src 'none'", "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    }  # fmt: skip

    def unlike(self, answer: Any, status: int) -> list[str]:
        bare = [name for name, words in self.BORNE.items() if not answer.get(name, "").startswith(words)]
        if answer.status_code != status:
            bare.append(f"{answer.status_code} instead of {status}")
        return bare

    def test_bears_the_headers_whoever_gave_it(self, town) -> None:
        client, submit = Client(enforce_csrf_checks=True, raise_request_exception=False), reverse("public:submit")
        cut = {"data": b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
               "content_type": "multipart/form-data; boundary=x"}  # fmt: skip
        large = {"data": "a=" + "x" * 2_700_000, "content_type": "application/x-www-form-urlencoded"}
        answers = {
            "page": (client.get(submit), 200),
            "wrong host": (client.get(submit, HTTP_HOST="evil.example"), 400),
            "missing": (client.get("/nothing/there/"), 404),
            "no token": (client.post(submit, PLAIN), 403),
            "cut off": (Client().post(submit, **cut), 400),
            "too large": (Client().post(submit, **large), 413),
            "trace": (client.generic("TRACE", submit), 405),
        }

        assert {what: bad for what, (answer, status) in answers.items() if (bad := self.unlike(answer, status))} == {}
        assert {answer["Cache-Control"] for answer, _status in answers.values()} == {"no-store"}

    @override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True)
    def test_a_file_of_ours_bears_them_too_and_may_be_kept(self) -> None:
        answer = Client().get("/static/page.css")

        assert self.unlike(answer, 200) == [] and "no-store" not in answer["Cache-Control"]

    @pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
    def test_no_other_method_reaches_a_page(self, client, method) -> None:
        answer = client.generic(method, "/public/")

        assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD, POST, OPTIONS" and not answer.content

    def test_the_usual_ones_do(self, db, client) -> None:
        assert [client.generic(method, "/public/").status_code for method in ("GET", "HEAD")] == [200, 200]


class TestTheSettings:
    @staticmethod
    def told(**environment: str) -> list[str]:
        """What a start with these variables sets."""
        names = ("PROXIES", "SESSION_COOKIE_NAME", "CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
        code = f"from lianxin.project import settings as s\nfor n in {names}: print(getattr(s, n, None))"
        plain = {k: v for k, v in os.environ.items() if not k.startswith("LIANXIN_HTTPS")}
        done = subprocess.run(
            [sys.executable, "-c", code], env={**plain, **environment}, capture_output=True, text=True
        )
        return done.stdout.splitlines() or [done.stderr.splitlines()[-1]]

    @pytest.mark.thorough
    def test_believe_nobody_until_told_and_this_machine_with_tls(self) -> None:
        assert self.told() == ["()", "None", "None", "None"]

        proxies, session, origins, subdomains = self.told(LIANXIN_HTTPS="1", LIANXIN_HOSTS=f"{HOST},.county.example.cn")
        assert "127.0.0.0/8" in proxies and "::1" in proxies and session == "__Host-lx_session"
        assert origins == f"['https://{HOST}', 'https://*.county.example.cn']" and subdomains == "True"
        assert "10.0.0.0/24" in self.told(LIANXIN_PROXIES="10.0.0.0/24")[0]
        assert "ValueError" in self.told(LIANXIN_PROXIES="proxy.example.cn")[0]

    def test_take_the_options_of_a_database_address(self) -> None:
        found = real.database_of("postgresql://u:p%40w@db.example/lx?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem")

        assert found["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
        assert (found["NAME"], found["PASSWORD"], found["HOST"]) == ("lx", "p@w", "db.example")
        assert real.database_of("postgresql://u@127.0.0.1/n")["OPTIONS"] == {}

    def test_sign_credentials_with_a_key_of_128_bits_strength(self) -> None:
        assert real.ISSUING_KEY_BITS >= 3072
