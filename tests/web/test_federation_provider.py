"""身份提供方: what it says of itself, its keys, and how it behaves; it leads this server nowhere, and holds nobody up."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from lianxin.base.federation.models import Link
from lianxin.project import health
from tests.conftest import NOON, Town
from tests.identity import CLIENT, HOST, SECRET, FakeProvider, certified, public, signed
from tests.web.test_second_factor import come_in
from tests.web.vouching import BACK, GO, LEFT, is_in, is_turned_away, linked, sent


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
                assert [Client().get(page).status_code for page in (GO, BACK, LEFT)] == [404, 404, 404]
