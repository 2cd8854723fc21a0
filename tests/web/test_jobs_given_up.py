"""放弃以后: whoever waits for a job that the administrator gave up reads so on his own page, and can do it again."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from lianxin.base.jobs import kinds
from lianxin.reports.checks.models import Batch
from lianxin.web.office.concerns import exports
from lianxin.web.office.issues import jobs as issues
from lianxin.web.office.mails import jobs as mails
from lianxin.web.office.sheets import jobs as sheets
from lianxin.web.ui import pdf
from lianxin.work.concerns.models import ImportDraft
from lianxin.work.issues import commands as grouping
from lianxin.work.sheets import commands as scans
from lianxin.work.sheets.models import SheetBatch
from tests.conftest import NOON
from tests.web.test_imports import upload
from tests.work.appraisal_scenes import campaign_open
from tests.work.sheet_scenes import printed

LEFT = "系统管理员放弃了"


@pytest.fixture(autouse=True)
def _in_a_queue(settings, tmp_path, monkeypatch):
    """Jobs are put in a queue, and no worker comes."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.DATA = tmp_path
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def as_(town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def words(client: Client, address: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", client.get(address, follow=True).content.decode()))


def given_up(town) -> None:
    """By the button on the page of jobs, all that are there."""
    admin, waiting = as_(town, "admin"), list(DBTaskResult.objects.values_list("pk", flat=True))
    assert waiting
    for pk in waiting:
        assert admin.post(reverse("jobs:give_up", args=[pk])).status_code == 302
    assert not DBTaskResult.objects.exists()


def test_of_an_upload_says_so_and_reads_it_again(town, django_capture_on_commit_callbacks) -> None:
    office = as_(town, "clerk")
    with django_capture_on_commit_callbacks(execute=True):
        upload(office, town)
    here = reverse("imports:draft", args=[ImportDraft.objects.get().token])
    assert LEFT not in words(office, here)

    given_up(town)

    assert LEFT in words(office, here) and ImportDraft.objects.get().state == "refused"


def test_of_a_batch_of_texts_says_so_at_each_text_and_ends_it(town, django_capture_on_commit_callbacks) -> None:
    officer = as_(town, "officer")
    with django_capture_on_commit_callbacks(execute=True):
        files = [SimpleUploadedFile(f"{n}.txt", f"办结{n}件。".encode()) for n in (1, 2)]
        here = officer.post("/check/batch/", {"file": files, "title": "十月交来的"})["Location"]
    assert "已核对 0 份" in words(officer, here)

    given_up(town)

    assert Batch.objects.get().is_done
    assert words(officer, here).count(LEFT) == 2 and "已核对" not in words(officer, here)


def test_of_scans_takes_the_same_file_again(town) -> None:
    campaign = campaign_open(town)
    printed(town, campaign)
    given = {"box": campaign.box, "files": [b"%PDF-1.7 x"], "by": town.clerk, "at": NOON}
    batch = scans.receive_scan(**given, posting=town.people["clerk"].postings.first())
    sheets.read.enqueue(batch.pk)

    given_up(town)

    batch.refresh_from_db()
    assert batch.status == "refused" and LEFT in batch.sentence
    assert scans.receive_scan(**given, posting=batch.posting).pk != batch.pk
    sheets.left(batch.pk, at=NOON)
    assert SheetBatch.objects.count() == 2, "one that no longer waits is left as it is"


def test_of_an_export_a_pdf_and_a_run_tells_who_waits(town, tmp_path) -> None:
    name, clerk = "ab" * 16, as_(town, "clerk")
    session = clerk.session
    session["exports"], session["pdfs"] = [name], {name: ["公文", "/documents/"]}
    session.save()
    (pdf.shelf() / f"{name}.docx").write_bytes(b"x")
    posting = town.people["clerk"].postings.first()
    run = grouping.ask_run(by=town.clerk, at=NOON)
    exports.build_in_background.enqueue(name, "", posting.pk, "1")
    pdf.make.enqueue(name)
    issues.carry_out.enqueue(run.pk, posting.pk)
    waiting = reverse("concerns:exported", args=[name])
    assert "正在生成文件" in words(clerk, waiting)

    given_up(town)

    assert LEFT in words(clerk, waiting) and "没有转成 PDF" in words(clerk, reverse("ui:pdf", args=[name]))
    run.refresh_from_db()
    assert run.state == "failed" and grouping.ask_run(by=town.clerk, at=NOON).pk != run.pk


def test_of_a_look_into_the_mailbox_is_told_in_the_tray(town, settings) -> None:
    settings.IMAP, clerk = "imaps://qgb@post.example", as_(town, "clerk")
    mails.poll.enqueue()
    assert LEFT not in words(clerk, reverse("mails:index"))

    given_up(town)

    assert LEFT in words(clerk, reverse("mails:index"))


def test_every_job_that_somebody_waits_for_tells_him() -> None:
    nobody_waits = {"train", "refresh", "tell", "send_codes"}  # messages wait on a page; a code is asked for anew there

    silent = {
        path.rpartition(".")[2] for path, kind in kinds.KINDS.items() if path.startswith("lianxin.") and not kind.over
    }
    assert silent <= nobody_waits
