"""雷同: whoever looks, no byte of any page tells of a text that he may not read, nor whether there is one (T18)."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxin.base import prose
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.prose import SOURCES
from lianxin.reports.documents import commands as documents
from lianxin.reports.overlaps import commands
from lianxin.reports.overlaps.models import Fingerprint, Idiom, Resemblance, TextEntry
from tests.conftest import NOON
from tests.reports.test_overlaps import SAME, WORDS, wrote
from tests.work.visit_scenes import visit_made

HERE = "/overlaps/"
WRITERS = ("worker", "officer", "stranger", "builder", "clerk")
OFFICES = {"officer": "qingshui", "stranger": "baisha", "clerk": "county"}
EACH_TIME = re.compile(rb'csrfmiddlewaretoken" value="[^"]*|nonce="[^"]*|/of/\w+/|lx-[0-9a-f-]{8,}|content="[^"]{60,}"')


def told_apart(chance):
    return "".join(chance.sample(WORDS, 12))


def put_down(town, chance):
    """One text of a random kind by a random hand; it shares a passage and holds words that stand nowhere else."""
    mark, who = told_apart(chance), chance.choice(WRITERS)
    by, on = getattr(town, who), date(2026, 10, 20) + timedelta(days=chance.randrange(14))
    text = f"{mark}。{SAME}{told_apart(chance)}。"
    kind = chance.choice(("diary", "note", "library", "shared", "plan"))
    if kind == "note":
        return f"visit:{visit_made(town, on=on, note=text).code}", mark
    if kind == "diary" or who not in OFFICES:
        unit = next(one for one in town.units.values() if one.path == by.own_path)
        return wrote(town, who, text, on=on, title=mark, to=unit).ref, mark
    unit = getattr(town, OFFICES[who])
    if kind == "plan":
        return documents.keep(unit=unit, kind="plan", title=mark, on=on, text=text, by=by, at=NOON).ref, mark
    return commands.keep_text(unit=unit, title=mark, origin="往年", on=on, text=text, is_shared=kind == "shared", by=by,
                              at=NOON).ref, mark  # fmt: skip


def pages(client, refs, codes):
    """What the room answers, whatever is asked of it."""
    for page in (HERE, f"{HERE}?all=1", f"{HERE}library/", f"{HERE}idioms/", "/"):
        yield page, client.get(page)
    yield "check", client.post(f"{HERE}check/", {"text": SAME})
    for ref in refs:
        yield ref, client.get(f"{HERE}text/{ref.replace(':', '/')}/")
    for code in codes:
        yield code, client.get(f"{HERE}of/{code}/")
        yield code, client.post(f"{HERE}of/{code}/", {"reason": "other"})


class TestWhoeverLooks:
    @pytest.mark.thorough
    @pytest.mark.parametrize("seed", [1])
    def test_reads_no_word_of_a_text_that_is_closed_to_him(self, enter, town, seed):
        chance = random.Random(seed)
        marks = dict(put_down(town, chance) for _one in range(9))
        commands.refresh(by=SYSTEM, at=NOON)
        codes = list(Resemblance.objects.values_list("code", flat=True))
        closed_to = set()

        for who in ("worker", "officer", "leader", "stranger", "builder", "teacher"):
            actor = getattr(town, who) if who != "teacher" else town.actors["teacher"]
            closed = {mark for ref, mark in marks.items() if ref not in prose.readable(marks, actor)}
            closed_to |= closed
            for page, answer in pages(enter(who, 8), marks, codes):
                told = answer.content.decode()
                assert not [mark for mark in closed if mark in told], (who, page)

        assert codes and closed_to

    @pytest.mark.thorough
    @pytest.mark.parametrize("seed", [3])
    def test_gets_the_same_bytes_where_there_is_no_such_text(self, enter, town, monkeypatch, seed):
        """The same world twice, with and without all that is closed to him."""
        chance = random.Random(seed)
        marks = dict(put_down(town, chance) for _one in range(9))
        for who in ("stranger", "builder"):
            open_ = prose.readable(marks, getattr(town, who))
            assert 0 < len(open_) < len(marks)
            answers = []
            for is_whole in (False, True):
                for held in (Resemblance, TextEntry, Fingerprint, Idiom):
                    held.objects.all().delete()
                with monkeypatch.context() as patched:
                    for kind, source in () if is_whole else list(SOURCES.items()):
                        patched.setitem(SOURCES, kind, only(source, open_))
                    commands.refresh(by=SYSTEM, at=NOON)
                shown = pages(enter(who), sorted(open_), ())
                answers.append([(page, EACH_TIME.sub(b"", one.content)) for page, one in shown])
            assert answers[0] == answers[1], who
        assert {ref.partition(":")[0] for ref in marks} >= {"writing", "library"}


def only(source, refs):
    return replace(
        source,
        rows=lambda: [one for one in source.rows() if one.ref in refs],
        found=lambda wanted: source.found([ref for ref in wanted if ref in refs]),
    )
