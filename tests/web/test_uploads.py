"""上传: every form that takes a file is in this list, and is sent bad files: an answer in words, nothing typed lost (I1)."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests import malice
from tests.web import uploading
from tests.web import world as worlds
from tests.web.doors import WHO
from tests.web.test_doors import ADDRESSES, ALONE, DOORS, given, set_scenes, twin_of, world

__all__ = ["world"]

#: a new address that takes a file is written here, after bad files were sent to it
UPLOADS = {
    "ballots:roll", "checker:batches", "checker:download", "checker:index", "checkpoints:compare", "checkpoints:cosign",
    "clocks:load", "custody:copies", "dispatches:keep", "documents:keep", "documents:page_deed", "documents:template_deed",
    "documents:template_new", "documents:word", "duties:import", "evidence:add_audio", "evidence:add_photos", "filling:replace",
    "filling:upload", "households:import", "imports:index", "mails:index", "overlaps:check", "overlaps:keep_text", "pairings:import",
    "pledges:scan", "public:attach", "questionnaires:import_xlsform", "returns:figure_deed",
    "settings:bring_in", "settings:change", "sheets:upload",
    "sorting:import_mapping", "sorting:import_topics", "stations:import", "workorders:index",
}  # fmt: skip
#: forms that only stand on a page after something was handed in: this walk need not meet them
BESIDE = {"checker:download", "public:attach", "sorting:import_mapping"}
#: how many of the forty kinds each form is sent; `make soak` sends more to every form
KINDS = int(os.environ.get("LIANXIN_UPLOADS", "1"))
ROOMS = sorted({name.partition(":")[0] for name in UPLOADS})
HALLS = (
    [["dispatches"]]
    if KINDS == 1
    else [ALONE, *([room for room in ROOMS if room not in ALONE][n::6] for n in range(6))]
)


@pytest.mark.thorough
def test_the_list_has_every_address_that_takes_a_file() -> None:
    assert uploading.addresses() == UPLOADS


def pages(world: worlds.World, rooms: list[str]) -> Iterator[tuple[Client, str, bytes]]:
    """Every page of these rooms, with the browser of the first who is let in."""
    doors = [door for door in DOORS if door.name.partition(":")[0] in rooms]
    set_scenes(world, doors)
    for door in doors:
        if door.method == "GET" and "200" in door.answers:
            client = worlds.client_of(world, WHO[door.answers.index("200")])
            kwargs = {key: given(world, door)[key] for key, _conv in ADDRESSES[door.name].arguments}
            for path in variants(door.name, kwargs):
                cache.clear()
                client.raise_request_exception = False
                answer = client.get(path)
                if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                    yield client, path, answer.content


def variants(name: str, kwargs: dict[str, Any]) -> list[str]:
    """The address of a door; of one that takes a verb, that of every verb by which a file is sent."""
    verbs = {
        "returns:figure_deed": ["file"],
        "documents:page_deed": ["picture"],
        "documents:template_deed": ["replace"],
    }
    kinds = [{"kind": "codes", "key": "province"}] if name == "settings:change" else []  # the one that takes a table
    return [
        reverse(name, kwargs=kwargs),
        *(reverse(name, kwargs=one) for one in kinds),
        *(reverse(name, kwargs={**kwargs, "verb": verb}) for verb in verbs.get(name, [])),
    ]


def answered(client: Client, action: str, sent: dict[str, Any]) -> tuple[int, bytes, str]:
    """Status, page and where it leads; what was done is taken back."""
    cache.clear()
    twin = twin_of(client)
    twin.raise_request_exception = False
    undone = transaction.atomic()
    undone._from_testcase = True  # type: ignore[attr-defined]  # as test_doors.py does
    with undone:
        response = twin.post(action, sent)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        where = response.headers.get("Location", "")
        if where and response.status_code == 302:
            body = twin.get(where).content
        transaction.set_rollback(True)
    return response.status_code, body, where


def faults(client: Client, form: uploading.Form, one: malice.File, before: set[str]) -> Iterator[str]:
    """What is wrong with the answer to this form with this file in each of its fields."""
    file = SimpleUploadedFile(one.name, one.data)
    status, body, where = answered(client, form.action, {**form.filled, **dict.fromkeys(form.files, file)})
    if status >= 500:
        yield f"{form.action} {one.kind} → {status}"
    if status == 200 and b"<form" in body:
        if lost := form.typed - uploading.kept(body):
            yield f"{form.action} {one.kind}: lost {sorted(lost)}"
        if one.must_refuse and not uploading.sentences(body) - before:
            yield f"{form.action} {one.kind}: nothing is said"
    if status == 302 and where and not body:
        yield f"{form.action} {one.kind}: leads nowhere"


@pytest.mark.thorough
@pytest.mark.parametrize("rooms", HALLS, ids="+".join)
def test_a_bad_file_is_answered_in_words_and_nothing_typed_is_lost(world: worlds.World, rooms: list[str]) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for client, path, page in pages(world, rooms):
        for form in uploading.forms_of(page, path):
            try:
                name = resolve(form.action.partition("?")[0]).view_name
            except Resolver404:
                name = ""
            if name in seen:
                continue
            for turn in range(KINDS):
                one = malice.malicious(sorted(UPLOADS | {name}).index(name) * 7 + turn * 11 + 5)
                wrong += faults(client, form, one, uploading.sentences(page))
            seen.add(name)

    assert wrong == []
    assert {name for name in UPLOADS - BESIDE if name.partition(":")[0] in rooms} <= seen
