"""留痕凭据: a resident takes home that his steps are in the journal, and nothing of anybody else."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.checkpoints import queries, verify
from lianxin.base.checkpoints.commands import make_checkpoint
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    settings.KEYS = tmp_path / "keys"
    cache.clear()


def ask(receipt, secret: str = ""):
    held = {"code": receipt.concern.code, "secret": secret or receipt.secret}
    return Client().post(reverse("public:proof"), held)


class TestAResident:
    def test_takes_home_a_proof_that_holds_without_us(self, town, tmp_path) -> None:
        receipt = concerns.submit(text="村口路灯坏了三个月没人修。", kind="help", unit=town.shiqiao, at=NOON)
        other = registered(town, text="隔壁人家的事情。").concern
        made = make_checkpoint(by=SYSTEM, at=NOON)

        answer = ask(receipt)

        file, kept, program = tmp_path / "proof.json", tmp_path / "kept.txt", tmp_path / "verify.py"
        file.write_bytes(answer.content)
        kept.write_bytes(Client().get(reverse("public:checkpoint")).content)
        program.write_bytes(Client().get(reverse("public:journal_verifier")).content)
        assert program.read_bytes() == queries.PROGRAM.read_bytes()
        assert verify.main(["receipt", str(file), "--against", str(kept), "--pin", made.key]) == 0
        held = json.loads(file.read_text(encoding="utf-8"))
        own = [json.loads(row["entry"]) for row in held["entries"] if "entry" in row]
        assert [(one["of"], one["by"]) for one in own] == [(receipt.concern.ref, "resident")]
        assert "收到您反映的问题" in held["entries"][0]["told"]
        assert other.code not in answer.content.decode() and "隔壁" not in answer.content.decode()

    def test_has_a_proof_of_what_the_office_did_and_not_its_words(self, town) -> None:
        receipt = registered(town)
        at_state(town, Status.REPLIED, receipt.concern)
        make_checkpoint(by=SYSTEM, at=NOON)

        text = ask(receipt).content.decode()

        rows = json.loads(text)["entries"]
        assert "县住建局答复您" in rows[-1]["told"] and len(rows) == 5
        assert not [one.name for one in (town.worker, town.clerk, town.builder) if one.name in text]
        assert '"entry"' not in text  # registered at the counter: the entry is the clerk's

    def test_is_asked_for_the_secret_and_told_to_wait_for_the_checkpoint(self, town) -> None:
        receipt = registered(town)
        assert "请明天再来下载凭据" in ask(receipt).content.decode()
        assert Client().get(reverse("public:checkpoint")).status_code == 404
        make_checkpoint(by=SYSTEM, at=NOON)

        assert ask(receipt, "000000000000").headers["Content-Type"].startswith("text/html")
        assert ask(receipt).headers["Content-Disposition"].startswith("attachment")
        assert Client().get(reverse("public:proof")).status_code == 200
