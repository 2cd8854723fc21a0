"""带走的文件: every address that gives a file is in this list, and no file of any of them tells who made it (T16, ASVS 14.2.8)."""

import os
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from tests.pure.test_traces import CANARY
from tests.pure.test_traces_brought import brought_docx, brought_xlsx, pdf, photo
from tests.web import giving, scripts
from tests.web import world as worlds
from tests.web.test_doors import OTHERS, world
from tests.web.test_stored_scripts import furnish, told
from tests.work.test_dispatches import sent

__all__ = ["world"]

#: a new address that gives a file is written here, after its file was looked at
FILES = {
    "activities:docx", "activities:ics", "api:nothing", "api:openapi", "appraisals:notice_docx", "appraisals:plan_docx", "asking:docx",
    "asking:month_docx",
    "asking:xlsx", "assessments:part", "assessments:xlsx", "cards:ledger_xlsx", "checker:batch_download", "checker:download",
    "checker:marked", "checkpoints:package", "checkpoints:program", "checkpoints:proof", "checkpoints:text", "circulars:docx",
    "compare:export", "concerns:export", "concerns:exported", "concerns:take_export", "dispatches:docx", "dispatches:xlsx",
    "disputes:paper",
    "disputes:xlsx", "documents:docx", "documents:file", "documents:picture", "documents:template_file", "documents:template_sample",
    "documents:template_try", "duties:export", "evidence:file", "evidence:small", "figures:export", "filling:file",
    "filling:fill", "filling:ledger", "freezes:late_xlsx",
    "gatherings:minutes_docx",
    "health", "helping:docx", "helping:funds_xlsx", "households:blank", "households:needs_xlsx", "imports:example", "imports:export",
    "imports:rejected", "imports:sample", "imports:take_export", "imports:taking_rejected", "issues:docx",
    "issues:month_docx", "levels:letter", "meetings:docx", "metrics", "newsletters:docx", "nextsteps:docx", "nextsteps:xlsx",
    "offline:manifest", "offline:worker", "opinions:report", "pairings:xlsx", "planner:ics", "pledges:docx", "pledges:letter_docx",
    "pledges:scan_picture",
    "public:board_json", "public:checkpoint", "public:journal_verifier", "public:ledger_csv", "public:ledger_json", "public:proof",
    "public:unit_picture", "public:vote_verifier", "questionnaires:export_xlsform", "reception:ics", "reception:letter", "reception:pack",
    "reception:pack_paper", "rectification:docx", "rectification:notice_docx", "rectification:plan_docx", "rectification:talk_docx",
    "rectification:xlsx", "regulations:docx", "results:brief_docx", "results:export", "results:notice", "results:record", "returns:docx",
    "returns:file",
    "returns:xlsx", "settings:take_out",
    "sheets:drawing", "sheets:page", "sheets:picture", "statements:docx", "statforms:docx", "statforms:sum_docx",
    "statforms:sum_xlsx", "statforms:xlsx", "summaries:write", "supervision:paper", "supervision:paper_correction", "tables:file",
    "ui:pdf_file",
    "ui:pdf_sheet", "visits:xlsx", "volunteers:docx", "volunteers:ics", "workdays:docx", "workdays:ics", "workorders:take_out",
    "writings:docx",
}  # fmt: skip
#: what is read and not kept: pages, and the answers to programs
PAGES = ("text/html", "application/json", "text/xml")
#: by default a few rooms; `make soak` asks every one
IS_FULL = os.environ.get("LIANXIN_DOWNLOADS") == "all"
HALLS = [OTHERS[n::12] for n in range(12)] if IS_FULL else [["dispatches", "statforms"]]


@pytest.mark.thorough
def test_the_list_has_every_address_that_gives_a_file() -> None:
    assert giving.addresses() == FILES


@pytest.mark.thorough
@pytest.mark.parametrize("rooms", HALLS, ids="+".join)
def test_no_file_tells_who_made_it_or_reckons_what_was_typed(world: worlds.World, rooms: list[str]) -> None:
    """Neither who, where and when, nor a formula out of what somebody typed: every text field begins with one (T16, §5)."""
    furnish(world, rooms)
    assert scripts.plant(0, giving.FORMULAS) > 10
    seen, wrong, unlisted = 0, set(), set()
    routes = {address.name: address for address in worlds.addresses()}
    for name, who, path, body, kind in files_of(world, rooms):
        seen += 1
        wrong |= {f"{name} {who} {path}: {one}" for one in (*giving.tells(body), *giving.reckoned(body, kind))}
        if name in routes and name not in FILES and not kind.startswith(PAGES):
            unlisted.add(name)

    assert wrong == set() and unlisted == set()
    assert seen > 0


def files_of(world: worlds.World, rooms: list[str]) -> Iterator[tuple[str, str, str, bytes, str]]:
    """What is no page: the address by name, who was given it, where, the bytes and their kind."""
    for who, path, body, kind in told(world, rooms):
        if not kind.startswith("text/html"):
            yield resolve(path).view_name, who, path, body, kind


class TestWhatSomebodyBrought:
    """The same file, put in with all its traces and fetched again."""

    def test_leaves_a_dispatch_without_him(self, enter, town) -> None:
        code, client = sent(town).code, enter("clerk")
        client.post(reverse("dispatches:keep", args=[code]), {"file": SimpleUploadedFile("通知.docx", brought_docx())})

        given = client.get(reverse("dispatches:docx", args=[code])).content

        assert giving.tells(brought_docx()) and giving.tells(given) == []
        assert CANARY.encode() not in given

    @pytest.mark.parametrize("data", [brought_xlsx(), pdf(), pdf(packed=True), photo(), photo("PNG")],
                             ids=["xlsx", "pdf", "packed pdf", "jpeg", "png"])  # fmt: skip
    def test_would_leave_with_him_if_nobody_took_it_out(self, data: bytes) -> None:
        """The looking sees what is there: without the cleaning these would be told."""
        assert giving.tells(data)
