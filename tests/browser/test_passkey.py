"""通行密钥: Chromium with a key of its own registers it, comes in by it without a password, and a taken-off key opens nothing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import PASSWORD

pytestmark = pytest.mark.browser
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
       "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


def test_a_key_is_registered_opens_the_door_and_is_taken_off(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address.replace("127.0.0.1", "localhost")
    )  # a key is for a name, not a number
    page = context.new_page()
    line: Any = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    key = line.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]

    page.goto("/accounts/login/")
    page.fill("[name=login]", "yizhong_xz")  # nobody else's story: whoever has a key is asked for it ever after
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/today/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)  # who sits there is asked once more
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/webauthn/add/**")
    page.check("[name=passwordless]")
    page.click("[data-lx-passkey]")
    page.wait_for_url(re.compile(r"/2fa/(?!webauthn/add)"))
    assert len(line.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1

    leave(page)
    page.goto("/accounts/login/")
    page.click("[data-lx-passkey]")
    page.wait_for_url("**/today/")

    leave(page)
    line.send("WebAuthn.clearCredentials", {"authenticatorId": key})
    line.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto("/accounts/login/")
    page.click("[data-lx-passkey]")
    expect(page.locator("[data-lx-passkey-fault]")).to_be_visible()
    page.goto("/today/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    context.close()


def leave(page: Any) -> None:
    page.goto("/accounts/logout/")
    page.click("form[data-lx-leave] button")
    page.wait_for_url("**/public/**")
