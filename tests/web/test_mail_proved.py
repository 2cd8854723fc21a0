"""邮箱的确认: a resident's address gets nothing but a code until the code came back; codes and tries are few."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.web.office.callbacks import sms_jobs
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.sms import commands
from lianxin.work.sms.models import SmsWish
from tests.conftest import NOON
from tests.web.test_sms import code_in, letter_in, out, rows
from tests.work.conftest import at_state, registered

__all__ = ["out"]  # the folder of the county's SMS platform


class TestAnAddress:
    def test_goes_to_no_address_that_was_not_confirmed_and_codes_and_tries_are_few(
        self, town: Any, out: Path, settings: Any, client: Client, tmp_path: Path, monkeypatch: Any
    ) -> None:
        settings.MAIL, settings.MAIL_FROM = f"folder:{tmp_path / 'mail'}", "office@county.example"
        receipt, other = registered(town), registered(town, text="渠里没有水。")
        concern, own = receipt.concern, reverse("public:sms")
        commands.wish(concern=concern, wishes=True, at=NOON)

        def say(whose: Any, **told: str) -> str:
            slip = {"code": whose.concern.code, "secret": whose.secret}
            return client.post(own, {**slip, **told}).content.decode()

        for _n in range(3):
            assert "验证码发到" in say(receipt, wishes="mail", address="ta@home.example")
        assert "请明天再试" in say(receipt, wishes="mail", address="ta@home.example")
        assert "请明天再试" in say(other, wishes="mail", address="TA@home.example"), (
            "a stranger is not heaped with mail"
        )
        at_state(town, Status.ASSIGNED, concern)
        assert sms_jobs.tell_now() == 1 and len(rows(out)) == 1, "by SMS, as he was told before"

        sms_jobs.send_codes.func()
        code = code_in(letter_in(tmp_path / "mail").get_content())
        for _n in range(5):
            assert "验证码不对" in say(receipt, wishes="code", mail_code="x")
        assert "次数太多" in say(receipt, wishes="code", mail_code=code)
        with pytest.raises(Unfit, match="过期"):
            commands.prove_mail(concern=concern, code=code, at=NOON + timedelta(minutes=31))
        sms_jobs.send_codes.func()
        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=2))
        sms_jobs.send_codes.func()
        held = SmsWish.objects.get()
        assert (str(held.asked_address), held.is_asked, held.wishes, str(held.address)) == ("", False, True, "")
        assert "home.example" not in str(list(Entry.objects.values_list("detail", flat=True)))
