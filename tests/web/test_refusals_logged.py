"""拒绝留痕: whoever tries to get round a rule leaves a line with what was refused, and none of what he typed (ASVS 16.3.3)."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from tests.web.test_public_submit import PLAIN

TYPED = "没有人该看到的话"


@override_settings(PLAIN="")
def test_whatever_is_refused_leaves_a_line_and_none_of_what_was_typed(town: Any, caplog: Any, monkeypatch: Any) -> None:
    cache.clear()
    caplog.set_level(logging.INFO, logger="lianxin.web.ui")
    monkeypatch.setattr("lianxin.web.public.limits.PER_HOUR", {"submit": 0})
    strict, clerk, guest = Client(enforce_csrf_checks=True), Client(), Client(raise_request_exception=False)
    for one in (strict, clerk):
        one.force_login(town.people["clerk"])
    submit = reverse("public:submit")
    tries = {
        "forged form": (lambda: strict.post("/concerns/register/", {"text": TYPED}), 403, "concerns:register"),
        "not his": (lambda: clerk.get("/setup/people/"), 403, "setup:people"),
        "too often": (lambda: guest.post(submit, {**PLAIN, "text": TYPED}), 429, "public:submit"),
        "cut off": (lambda: guest.post(submit, data=b"--x\r\n", content_type="multipart/form-data; boundary=x"), 400, ""),
        "too large": (lambda: guest.post(submit, {"text": TYPED * 200_000}), 413, ""),
        "wrong host": (lambda: guest.get(f"/public/?q={TYPED}", HTTP_HOST="evil.example"), 400, ""),
        "odd method": (lambda: guest.generic("PROPFIND", f"/public/?q={TYPED}"), 405, "odd method"),
        "plain": (lambda: guest.get(f"/public/?q={TYPED}", REMOTE_ADDR="10.1.2.3"), 403, "plain http"),
    }  # fmt: skip
    for what, (send, status, route) in tries.items():
        caplog.clear()
        answer = send()
        lines = [f"{one.getMessage()} {getattr(one, 'told', '')}" for one in caplog.records]
        assert answer.status_code == status, (what, answer.status_code)
        assert any((str(status) in line or "refused" in line) and route in line for line in lines), (what, lines)
        assert TYPED not in str(lines) and "10.1.2.3" not in str(lines), what


@pytest.mark.parametrize("address", ["/public/vote/x/", "/public/answer/x/"])
def test_on_the_way_to_a_vote_a_line_tells_of_nobody(db: None, caplog: Any, address: str) -> None:
    caplog.set_level(logging.INFO, logger="lianxin.web.ui")
    with override_settings(PLAIN=""):
        Client().get(address, REMOTE_ADDR="10.1.2.3")

    assert {one.getMessage() for one in caplog.records} <= {"plain http refused"}
