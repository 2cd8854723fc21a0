"""字段级的门: who is shown which personal field, on every page and in every file; no more than the table says (S2, ASVS 8.2.3).

field_matrix.csv has a line for each personal field that anybody was shown: the field, its class, and the people of the
cast. A field that reaches somebody new fails here until somebody has written it down, and so has decided it.
"""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.web import planting
from tests.web import world as worlds
from tests.web.doors import WHO, Door
from tests.web.test_doors import ADDRESSES, DOORS, GROUPS, given, set_scenes, world

__all__ = ["world"]

FILE = Path(__file__).with_name("field_matrix.csv")
#: each page is asked by every so manieth person, of a few rooms; LIANXIN_FIELDS=1: by all, of all rooms (`make soak`)
PART = int(os.environ.get("LIANXIN_FIELDS", "8"))
SAMPLE = [["concerns"], ["disputes", "households"]]
HALLS = SAMPLE if PART > 1 else [[group] for group in GROUPS]
PEOPLE = (*WHO, "visitor")
NAMES = [name for name, _model, _field in planting.personal()]


def declared() -> dict[str, set[str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["field"]: set(row["shown to"].split()) for row in csv.DictReader(file)}


def told(client: Client, door: Door, world: worlds.World) -> bytes:
    """What this page gives; nothing of it is kept."""
    cache.clear()
    kwargs = {key: given(world, door)[key] for key, _conv in ADDRESSES[door.name].arguments}
    client.raise_request_exception = False
    undone = transaction.atomic()
    undone._from_testcase = True  # type: ignore[attr-defined]
    with undone:
        response = client.get(reverse(door.name, kwargs=kwargs))
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return body


def seen_in(world: worlds.World, doors: list[Door]) -> dict[str, set[str]]:
    """Field → who was shown it; asked of all these pages."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for n, who in enumerate(PEOPLE):
        client = worlds.client_of(world, who)
        for m, door in enumerate(doors):
            if (m + n) % PART == 0 or who in ("nobody", "stranger"):
                for name in planting.shown(told(client, door, world), NAMES.__getitem__):
                    found[name].add(who)
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("rooms", HALLS, ids="+".join)
def test_nobody_is_shown_a_personal_field_that_the_table_does_not_give_him(
    world: worlds.World, rooms: list[str]
) -> None:
    doors = [d for d in DOORS if d.method == "GET" and d.name.partition(":")[0].partition("_")[0] in rooms]
    set_scenes(world, doors)
    planted = planting.plant()

    seen, may = seen_in(world, doors), declared()

    if name := os.environ.get("LIANXIN_FIELDS_TO"):
        with Path(name).open("a", encoding="utf-8") as file:
            file.writelines(f"{field} {who}\n" for field, people in seen.items() for who in people)
    assert planted and (seen or PART == 1)
    assert {
        field: people - may.get(field, set()) for field, people in seen.items() if people - may.get(field, set())
    } == {}


def test_the_table_names_fields_that_are_and_people_of_the_cast() -> None:
    may = declared()

    assert [field for field in may if field not in NAMES] == []
    assert set().union(*may.values()) <= set(PEOPLE) and all(may.values())


def test_the_table_gives_a_stranger_and_the_administrator_nothing_of_a_matter() -> None:
    """What concerns a resident's matter, its parties or a household in need never reaches another township, nor the technician."""
    rooms = ("concerns.", "disputes.", "households.", "callbacks.", "appraisals.", "ballots.")
    wrong = {
        field: people & {"stranger", "admin", "nobody"}
        for field, people in declared().items()
        if field.startswith(rooms)
    }

    assert {field: people for field, people in wrong.items() if people} == {}
