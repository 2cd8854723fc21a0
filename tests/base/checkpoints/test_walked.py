"""全部核验: the fast walk says of each entry what the journal's own book says, and every tampering of the rows is seen.

`make soak` tries a thousand (LIANXIN_TAMPERED).
"""

import json
import os
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction

from lianxin.base.checkpoints import queries
from lianxin.base.checkpoints.commands import make_checkpoint
from lianxin.base.journal import book, guard, originals, tree
from lianxin.base.journal.models import Entry, Head
from lianxin.base.orgs.permissions import SYSTEM, Actor
from tests.conftest import NOON

TRIES = int(os.environ.get("LIANXIN_TAMPERED", "30"))
ODD = 'He said "no"\\ \n\t\u2028 引号“”😀 \x7f </script>'
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="goes round the triggers as SQLite has them")
COLUMNS = ("event", "of", "unit_path", "by", "by_name", "by_post", "salt", "leaf", "chain")


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path) -> None:
    settings.KEYS = tmp_path / "keys"


def odd_entries() -> None:
    """Words that JSON must set apart, a moment with and without a fraction, details of every plain kind."""
    by = Actor(ref="person:1", name=ODD[:30], post=ODD)
    told = {"b": ODD, "a": [1, 2.5, None, True], "c": {"y": "中", "x": ""}, "kind": 0.125}
    with transaction.atomic():
        for n, at in enumerate((NOON, NOON + timedelta(microseconds=120), NOON + timedelta(microseconds=500_000))):
            book.record_many([book.Line("person.logged_in", f"person:{n}", "0001", by, at, told)])


class Undone(Exception):
    """Takes a tampering back."""


def seen(change) -> bool:
    """Whether the walk finds it; it is taken back in any case."""
    found = False
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                for sql in guard.SQLITE_LIFT:
                    cursor.execute(sql)
                change(cursor)
            try:
                queries.walked()
            except (book.JournalBroken, ValueError):
                found = True
            raise Undone
    except Undone:
        return found


def tampering(random: Random):
    """One change of one row, round the triggers: a column, a row that is gone, two rows that changed places."""
    n = random.randint(1, tree.size())
    column = random.choice((*COLUMNS, "at", "detail", "digests", "gone", "swapped", "slipped in"))

    def do(cursor) -> None:
        if column == "gone":
            cursor.execute("DELETE FROM journal_entry WHERE n = %s", [n])
        elif column == "swapped":
            other = n + 1 if n == 1 else n - 1
            cursor.execute("UPDATE journal_entry SET n = -1 WHERE n = %s", [n])
            cursor.execute("UPDATE journal_entry SET n = %s WHERE n = %s", [n, other])
            cursor.execute("UPDATE journal_entry SET n = %s WHERE n = -1", [other])
        elif column == "slipped in":
            cursor.execute(
                'INSERT INTO journal_entry SELECT %s, "at", event, "of", unit_path, "by", by_name, by_post, detail, digests,'
                " salt, leaf, chain FROM journal_entry WHERE n = %s", [tree.size() + 1, n]
            )  # fmt: skip
            cursor.execute("UPDATE journal_head SET n = n + 1")
        elif column == "at":
            cursor.execute("UPDATE journal_entry SET at = datetime(at, '+1 second') WHERE n = %s", [n])
        elif column in ("detail", "digests"):
            cursor.execute(f"UPDATE journal_entry SET {column} = %s WHERE n = %s", [json.dumps({"改": "了"}), n])
        else:
            turned = f"substr(\"{column}\", 2) || CASE substr(\"{column}\", 1, 1) WHEN 'x' THEN 'y' ELSE 'x' END"
            cursor.execute(f'UPDATE journal_entry SET "{column}" = {turned} WHERE n = %s', [n])

    return do


class TestTheFastWalk:
    def test_says_of_every_entry_what_the_book_says(self, town) -> None:
        odd_entries()
        entries = Entry.objects.order_by("n")

        found = list(originals.rows(0))

        assert found == [(one.n, one.leaf, one.chain, book.body_of(one)) for one in entries]
        assert [row[0] for row in originals.rows(3, 5)] == [4, 5] and len(found) > 30

    def test_goes_past_every_checkpoint_to_the_end(self, town) -> None:
        make_checkpoint(by=SYSTEM, at=NOON)
        odd_entries()

        walk, marks = queries.walked()

        assert (walk.edge.size, marks) == (tree.size(), 1) and walk.edge.root == tree.root(tree.size())


@ON_SQLITE
class TestATampering:
    @pytest.mark.thorough
    def test_of_any_row_is_seen_every_time(self, town) -> None:
        odd_entries()
        make_checkpoint(by=SYSTEM, at=NOON + timedelta(minutes=1))
        random = Random(20261103)

        assert sum(seen(tampering(random)) for _n in range(TRIES)) == TRIES
        assert not seen(lambda cursor: None), "an untouched journal is found whole"

    def test_that_reckons_everything_anew_is_seen_by_the_checkpoint(self, town) -> None:
        make_checkpoint(by=SYSTEM, at=NOON)

        def forge(cursor) -> None:
            cursor.execute("UPDATE journal_entry SET by_name = '别人' WHERE n = 7")
            chain = book.GENESIS
            for entry in Entry.objects.order_by("n"):
                leaf = book.leaf_of(entry)
                chain = book.chain_of(chain, leaf)
                cursor.execute("UPDATE journal_entry SET leaf = %s, chain = %s WHERE n = %s", [leaf, chain, entry.n])
            cursor.execute("UPDATE journal_head SET chain = %s", [chain])
            assert tree.Walk().on(tree.size()).edge.size == Head.objects.get().n, "the chain alone holds"

        assert seen(forge)
