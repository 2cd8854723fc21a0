"""流水检查点的页面: printed with text and QR, verified stretch by stretch, compared with what was kept, witnessed."""

import json
from datetime import datetime
from io import BytesIO
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from lianxin.base.checkpoints import verify
from lianxin.base.checkpoints.commands import make_checkpoint
from lianxin.base.checkpoints.models import Checkpoint, Cosignature
from lianxin.base.journal import guard, tree
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.web.office.checkpoints import walking
from tests.conftest import NOON, SHANGHAI

INDEX = reverse("checkpoints:index")


def read(answer):
    return answer.content.decode()


@pytest.fixture
def enter(client, town, monkeypatch, settings, tmp_path):
    """`enter("auditor")` logs that person in on the tenth of December."""
    settings.KEYS = tmp_path / "keys"

    def as_(name):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 10, 16, tzinfo=SHANGHAI))
        cache.clear()
        client.force_login(town.people[name])
        return client

    return as_


class TestTheList:
    def test_is_found_under_settings_and_made_by_the_administrator_alone(self, enter):
        admin = enter("admin")
        assert "还没有检查点" in read(admin.get(INDEX))
        assert INDEX in admin.get(reverse("setup:index")).content.decode()

        answer = admin.post(reverse("checkpoints:make"))
        made = Checkpoint.objects.get()
        assert answer["Location"] == reverse("checkpoints:sheet", args=[made.size])

        auditor = enter("auditor")
        page = auditor.get(INDEX).content.decode()
        assert made.root[:16] in page and "现在生成" not in page and "外部核验包" in page
        assert auditor.post(reverse("checkpoints:make")).status_code == 403
        assert enter("clerk").get(INDEX).status_code == 403

    def test_prints_text_and_code_and_hands_out_the_file(self, enter):
        made = make_checkpoint(by=SYSTEM, at=NOON)
        auditor = enter("auditor")

        page = auditor.get(reverse("checkpoints:sheet", args=[made.size])).content.decode()
        for line in made.note.splitlines():
            assert line in page
        assert " ".join(made.groups) in page and "<svg" in page
        kept = auditor.get(reverse("checkpoints:text", args=[made.size])).content.decode()
        assert kept == made.note
        assert auditor.get(reverse("checkpoints:sheet", args=[made.size + 1])).status_code == 404
        assert auditor.get(reverse("checkpoints:sheet", args=[10**30])).status_code == 404


class TestVerifyingNow:
    def test_goes_on_stretch_by_stretch(self, enter, monkeypatch):
        monkeypatch.setattr(walking, "STRETCH", 10)
        made = make_checkpoint(by=SYSTEM, at=NOON)
        auditor, state, rounds = enter("auditor"), "", 0
        upto = tree.size()
        while "共" in (page := auditor.get(reverse("checkpoints:walk"), {"state": state}).content.decode()):
            state = parse_qs(page.split("url=?")[1].split('"')[0])["state"][0]
            rounds += 1
        assert rounds == (upto - 1) // 10 and made.size < upto
        assert f"{upto} 条流水都没有改动" in page

    def test_begins_anew_with_a_state_that_is_not_ours(self, enter):
        make_checkpoint(by=SYSTEM, at=NOON)
        assert "都没有改动" in read(enter("auditor").get(reverse("checkpoints:walk"), {"state": "x:y:z"}))

    def test_names_the_entry_that_was_touched(self, enter):
        make_checkpoint(by=SYSTEM, at=NOON)
        with connection.cursor() as cursor:
            for sql in (*guard.SQLITE_LIFT, "UPDATE journal_entry SET by_name = 'x' WHERE n = 7", *guard.SQLITE):
                if connection.vendor == "sqlite":
                    cursor.execute(sql)
        if connection.vendor == "sqlite":
            assert "流水第 7 条与前文不符" in read(enter("auditor").get(reverse("checkpoints:walk")))


class TestWhatSomebodyKept:
    def test_is_compared_and_the_proof_holds_outside(self, enter, tmp_path):
        old = make_checkpoint(by=SYSTEM, at=NOON)
        auditor = enter("auditor")
        new = make_checkpoint(by=SYSTEM, at=NOON)

        page = read(auditor.post(reverse("checkpoints:compare"), {"note": old.note}))
        assert f"前 {old.size} 条与您的检查点一致，到现在增加到 {new.size} 条" in page
        sent = SimpleUploadedFile("old.txt", old.note.encode())
        assert "相符" in read(auditor.post(reverse("checkpoints:compare"), {"file": sent}))

        (tmp_path / "old.txt").write_text(old.note, encoding="utf-8")
        file = tmp_path / "proof.json"
        file.write_bytes(auditor.get(reverse("checkpoints:proof", args=[old.size])).content)
        assert verify.main(["growth", str(file), "--against", str(tmp_path / "old.txt"), "--pin", old.key]) == 0
        assert auditor.get(reverse("checkpoints:proof", args=[new.size + 1])).status_code == 404

    def test_is_refused_with_what_was_pasted_still_there(self, enter):
        old = make_checkpoint(by=SYSTEM, at=NOON)
        bent = old.note.replace(f"\n{old.size}\n", f"\n{old.size - 1}\n")
        auditor = enter("auditor")

        page = read(auditor.post(reverse("checkpoints:compare"), {"note": bent}))
        assert "没有本系统密钥的有效签名" in page and f"{old.size - 1}" in page
        assert "请粘贴检查点，或选择文件" in read(auditor.post(reverse("checkpoints:compare"), {"note": " "}))
        raw = SimpleUploadedFile("old.txt", b"\xff\xfe\x00" * 50)
        assert "不是完整的检查点" in read(auditor.post(reverse("checkpoints:compare"), {"file": raw}))


class TestTheWitness:
    def test_signature_is_kept_and_printed(self, enter):
        made = make_checkpoint(by=SYSTEM, at=NOON)
        line, key = verify.cosignature(verify.checkpoint(made.note), "大河市群工局", bytes(32), int(NOON.timestamp()))
        admin, address = enter("admin"), reverse("checkpoints:cosign")

        assert "没有这把公钥的有效签名" in read(admin.post(address, {"note": made.note, "key": key}))
        assert admin.post(address, {"note": f"{made.note}{line}\n", "key": key}).status_code == 302
        assert Cosignature.objects.get().name == "大河市群工局"
        assert "大河市群工局" in read(admin.get(reverse("checkpoints:sheet", args=[made.size])))
        assert admin.get(reverse("checkpoints:text", args=[made.size])).content.decode().endswith(f"{line}\n")


class TestThePackage:
    def test_is_taken_by_the_auditor_and_told(self, enter, tmp_path):
        auditor = enter("auditor")
        assert auditor.post(reverse("checkpoints:package")).status_code == 302  # no checkpoint yet: said on the list
        assert "请先生成检查点" in read(auditor.get(INDEX))
        made = make_checkpoint(by=SYSTEM, at=NOON)

        answer = auditor.post(reverse("checkpoints:package"))
        file = tmp_path / "journal.zip"
        file.write_bytes(b"".join(answer.streaming_content))

        assert verify.main(["journal", str(file), "--size", str(made.size), "--root", made.root]) == 0
        with ZipFile(BytesIO(file.read_bytes())) as whole:
            assert json.loads(whole.read("checkpoints.json")) == [made.note]
        assert Entry.objects.filter(event="checkpoint.taken", by=f"person:{answer.wsgi_request.user.pk}").count() == 1
        assert enter("admin").post(reverse("checkpoints:package")).status_code == 403
