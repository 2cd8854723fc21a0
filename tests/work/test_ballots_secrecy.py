"""投票保密: what is left of a vote tells nobody who gave it (security.md T2, A1, A2, A5).

LIANXIN_SWAPS: how many random campaigns; few here, all 200 where CI runs.
"""

import json
import os
import re
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal import book
from lianxin.pure import codes as alphabet
from lianxin.pure import polling
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance, released, sealing, store
from lianxin.work.ballots.models import PollBox
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes

SWAPS = int(os.environ.get("LIANXIN_SWAPS", "8"))
KEY = "KKKK7777KKKK7777"


class Undone(Exception):
    """Takes a world back."""


def dump() -> list[tuple[str, list[tuple[object, ...]]]]:
    """Every row of every table of the main database."""
    with connection.cursor() as cursor:
        found = []
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found.append((table, sorted(cursor.fetchall(), key=repr)))
    return found


def files(folder: Path) -> dict[str, tuple[bytes, float]]:
    """Every file below, with its bytes and its date."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def submission(random: Random) -> dict[str, object]:
    """What one voter sends: choices, perhaps a remark with its key."""
    says = random.random() < 0.4
    texts = {"": {"say": f"第{random.randrange(6)}窗口请改进" * random.randrange(1, 30)}} if says else {}
    key = alphabet.drawn(random, alphabet.KEY_LENGTH)
    return {"answers": scenes.answers(random), "texts": texts, "dialogues": {("", "say"): key} if says else {}}


def play(town, seed: int, *, swapped: bool) -> PollBox:
    """A whole campaign of this seed; where `swapped`, two voters of one group exchange what they send."""
    random = Random(seed)
    sizes = tuple(random.randrange(5, 13) for _each in range(random.choice((1, 2, 3))))
    box, slips = scenes.opened(town, slips=13, sizes=sizes)
    voters = [(group, token) for group, drawn in slips.items() for token in drawn if random.random() < 0.9]
    sent = {token: [submission(random) for _each in range(random.choice((1, 1, 2)))] for _group, token in voters}
    chosen = random.choice(list(slips))
    cell = [token for group, token in voters if group == chosen]
    if len(cell) > 1:
        one, other = random.sample(cell, 2)
        if swapped:
            sent[one], sent[other] = sent[other], sent[one]
    arrivals = sorted(token for _group, token in voters)
    random.shuffle(arrivals)
    again = [token for token in arrivals if len(sent[token]) == 2]
    for token, turn in [*((token, 0) for token in arrivals), *((token, 1) for token in again)]:
        boxes.cast(box=box, token=token, **sent[token][turn])
    group = list(slips)[0]
    if room := sizes[0] - sum(boxes.turnout(box).get(group, {}).values()):
        papers = [(scenes.answers(random), {}) for _each in range(min(room, 2))]
        boxes.cast_papers(box=box, group=group, ballots=papers)
    return scenes.closed(box, town)


def world(town, seed: int, place: Path, log, *, swapped: bool) -> dict[str, object]:
    """Everything that is left of a campaign: files, database, log, published pages; then nothing of it happened."""
    settings.BALLOTS, chance.SOURCE = place, Random(seed)
    left: dict[str, object] = {}
    try:
        with transaction.atomic():
            box = play(town, seed, swapped=swapped)
            remarks = [(one.text, one.dialogue) for one in released.remarks(box)]
            left = {"ballots": list(released.ballots(box)), "remarks": remarks, "files": files(place), "rows": dump()}
            page = Client().get(reverse("public:board", args=[box.code])).content.decode()
            left["board"] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
            left["json"] = Client().get(reverse("public:board_json", args=[box.code])).content
            left["log"] = log.text
            raise Undone
    except Undone:
        return left


@pytest.fixture
def seeded(settings, monkeypatch):
    """Chance and the folder of the boxes may be set, and are as before afterwards; a folder for whole worlds."""
    monkeypatch.setattr(chance, "SOURCE", chance.SOURCE)
    drawn = SimpleNamespace(token_hex=lambda size: chance.SOURCE.randbytes(size).hex())  # the salts of the journal
    monkeypatch.setattr(book, "secrets", drawn)
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    place = settings.BALLOTS = settings.BALLOTS / "worlds"
    return place


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL gives a number once, also where it was taken back"
)
class TestASwap:
    @pytest.mark.drawn
    @pytest.mark.thorough
    @pytest.mark.mechanism("M144", "F067")
    def test_of_what_two_voters_sent_changes_no_byte_of_anything_that_is_left(self, town, caplog, seeded):
        counted = 0
        for seed in range(SWAPS):
            one = world(town, seed, seeded / f"{seed}-a", caplog, swapped=False)
            other = world(town, seed, seeded / f"{seed}-b", caplog, swapped=True)
            assert one == other, f"campaign {seed}: {[name for name in one if one[name] != other[name]]}"
            assert list(one["files"]) == [f"released/{json.loads(one['json'])['head']['code']}.sqlite3"]
            counted += len(one["ballots"])
        assert counted > 8 * SWAPS

    def test_is_seen_by_this_very_look_where_something_else_is_left(self, town, caplog, seeded, monkeypatch):
        """A box that kept its sealed file would be found out: the comparison is able to fail."""
        monkeypatch.setattr(store, "destroy", lambda path: None)

        worlds = [world(town, 3, seeded / str(n), caplog, swapped=bool(n)) for n in (0, 1)]

        assert worlds[0]["files"] != worlds[1]["files"] and worlds[0]["rows"] == worlds[1]["rows"]


class TestOrder:
    @pytest.mark.drawn
    @pytest.mark.mechanism("F067")
    @pytest.mark.thorough
    def test_of_the_ballots_in_the_released_file_has_nothing_to_do_with_that_of_their_coming(self, town):
        shares = []
        for seed in range(max(SWAPS // 4, 4)):
            random = Random(seed)
            box, slips = scenes.opened(town, sizes=(90,), slips=80)
            said = [f"{random.randrange(16**12):012x}" for _token in slips["g0"]]
            for token, text in zip(slips["g0"], said, strict=True):
                boxes.cast(box=box, token=token, answers=scenes.answers(random), texts={"": {"say": text}})
            box = scenes.closed(box, town)
            released.finish(box)
            data = released.path_of(box.code).read_bytes()
            places = [data.index(text.encode()) for text in said]
            pairs = [(a, b) for a in range(80) for b in range(a)]
            shares.append(sum(places[a] > places[b] for a, b in pairs) / len(pairs))

        assert 0.45 <= sum(shares) / len(shares) <= 0.55


class TestASealedFile:
    @pytest.mark.mechanism("F067")
    def test_holds_no_plain_answer_no_code_and_only_lengths_of_whole_steps(self, town):
        box, slips = scenes.opened(town, slips=6)
        for n, token in enumerate(slips["g0"]):
            text = {"": {"say": "金丝雀" * (1 + 60 * n)}}
            boxes.cast(
                box=box, token=token, answers=scenes.answers(Random(n)), texts=text, dialogues={("", "say"): KEY}
            )
        boxes.cast(
            box=box, token=slips["g0"][0], answers={}, texts={}
        )  # the first ballot is overwritten, not kept beside

        data = store.path_of(box.code).read_bytes()
        with store.opened(box.code) as inside:
            sealed = [row[3] for row in store.sealed_ballots(inside)]
            columns = {
                name for table in ("token", "ballot") for _n, name, *_x in inside.execute(f"PRAGMA table_info({table})")
            }

        assert len(sealed) == 6 and {len(one) % sealing.STEP for one in sealed} == {0}
        assert len({len(one) for one in sealed}) == 1  # a remark of 900 characters cannot be told from none
        words = [
            "金丝雀",
            "satisfied",
            "dissatisfied",
            "fairly",
            KEY,
            polling.dialogue_of(KEY),
            '"q1"',
            "服务",
            *slips["g0"],
        ]
        assert [word for word in words if word.encode() in data or word.encode("utf-16-le") in data] == []
        assert columns == {"digest", "grp", "receipt", "channel", "sealed"}
        assert files(store.folder("sealed"))[f"{box.code}.box"][1] == store.ALWAYS

    def test_is_gone_after_the_close_and_with_it_the_key(self, town):
        box, slips = scenes.opened(town, slips=5)
        boxes.cast(box=box, token=slips["g0"][0], answers=scenes.answers(Random(1)), texts={})
        with store.opened(box.code) as inside:
            secret = [store.kept(inside, name) for name in ("wrapped", "hash_key", "holder_1", "salt_2")]

        box = scenes.closed(box, town)
        released.finish(box)

        assert not store.path_of(box.code).exists()
        everything = b"".join(data for data, _date in files(Path(settings.BALLOTS)).values() if box.code)
        assert all(secret) and not any(one in everything for one in secret)
        assert released.path_of(box.code).stat().st_mtime == store.ALWAYS

    def test_gives_no_name_number_or_moment_a_column_in_the_main_database(self):
        names = {
            f.name
            for model in (PollBox, *[r.related_model for r in PollBox._meta.related_objects])
            for f in model._meta.get_fields()
        }

        assert not {name for name in names if re.search(r"ballot|vote|cast|answer|address|_at$", name)}
