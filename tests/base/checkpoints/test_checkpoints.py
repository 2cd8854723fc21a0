"""检查点: made of what was written, signed, refused where the journal was touched, and good for whoever kept an old one."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from lianxin.base.checkpoints import commands, keys, queries, verify
from lianxin.base.checkpoints.models import Checkpoint
from lianxin.base.journal import book, guard, tree
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure import notes
from tests.conftest import NOON

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path) -> None:
    settings.KEYS = tmp_path / "keys"


def write(count: int, at=NOON) -> None:
    with transaction.atomic():
        book.record_many([book.Line("person.logged_in", "person:1", "", SYSTEM, at, {"username": f"u{n}"})
                          for n in range(count)])  # fmt: skip


def change(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def behind_the_back(sql: str) -> None:
    """As somebody would who owns the server."""
    lift, put = (
        (guard.SQLITE_LIFT, guard.SQLITE)
        if connection.vendor == "sqlite"
        else (guard.POSTGRESQL_LIFT, guard.POSTGRESQL)
    )
    for statement in (*lift, sql, *put):
        change(statement)


class TestMaking:
    def test_signs_size_and_root_of_what_was_written(self, town) -> None:
        made = commands.make_checkpoint(by=town.admin, at=NOON)

        found = notes.parse(made.note)
        lines = list(tree.lines(made.size))
        assert verify.heads(map(verify.leaf, lines), {made.size})[1][made.size] == found.root
        assert verify.signed(verify.checkpoint(made.note), made.key)
        last = Entry.objects.order_by("-n").first()
        assert last and (last.n, last.event) == (made.size + 1, "checkpoint.made")
        assert book.sentence(last) == f"生成流水检查点：{made.size}条，校验值 {made.root}"

    def test_is_for_those_who_keep_the_server(self, town) -> None:
        for by in (town.clerk, town.auditor, town.county_leader):
            with pytest.raises(NotAllowed):
                commands.make_checkpoint(by=by, at=NOON)
        assert not Checkpoint.objects.exists()

    def test_is_done_once_a_day_by_the_timer(self, town) -> None:
        assert commands.make_daily(by=SYSTEM, at=NOON)
        assert commands.make_daily(by=SYSTEM, at=NOON + timedelta(hours=1)) is None
        assert commands.make_daily(by=SYSTEM, at=NOON + DAY)
        assert Checkpoint.objects.count() == 2

    def test_of_nothing_is_refused(self, db) -> None:
        assert commands.make_daily(by=SYSTEM, at=NOON) is None
        with pytest.raises(commands.CannotVouch, match="还没有流水"):
            commands.make_checkpoint(by=SYSTEM, at=NOON)

    def test_does_not_quietly_take_another_key(self, town, settings, tmp_path) -> None:
        first = commands.make_checkpoint(by=SYSTEM, at=NOON)
        settings.KEYS = tmp_path / "elsewhere"

        with pytest.raises(commands.CannotVouch, match="LIANXIN_KEYS"):
            commands.make_checkpoint(by=SYSTEM, at=NOON)
        key = commands.replace_key(by=town.admin, at=NOON)
        second = commands.make_checkpoint(by=SYSTEM, at=NOON)
        assert (second.key, second.origin) == (str(key), first.origin) and second.key != first.key
        assert Entry.objects.filter(event="checkpoint.key_replaced").count() == 1

    @pytest.mark.parametrize("sql", [
        "UPDATE journal_entry SET by_name = 'x' WHERE n = {new}",
        "UPDATE journal_entry SET leaf = '" + "0" * 64 + "' WHERE n = {old}",
        "DELETE FROM journal_entry WHERE n > {old}",
        "DELETE FROM journal_entry WHERE n = {new}",
    ])  # fmt: skip
    def test_signs_nothing_over_a_journal_that_was_touched(self, town, sql: str) -> None:
        first = commands.make_checkpoint(by=SYSTEM, at=NOON)
        write(5)
        behind_the_back(sql.format(old=first.size, new=first.size + 3))

        with pytest.raises(commands.CannotVouch, match="与上一个检查点不符"):
            commands.make_checkpoint(by=SYSTEM, at=NOON)
        assert Checkpoint.objects.count() == 1


class TestTheTables:
    @pytest.mark.parametrize("sql", [
        "UPDATE {c} SET root = 'x'", "DELETE FROM {c}", "UPDATE {s} SET name = 'x'", "DELETE FROM {s}",
        "INSERT INTO {c} (size, root, origin, note, key, at) SELECT size - 1, root, origin, note, key, at FROM {c}",
        "INSERT INTO {c} (size, root, origin, note, key, at) SELECT -1, root, origin, note, key, at FROM {c}",
    ])  # fmt: skip
    def test_refuse_to_be_changed_in_the_database(self, town, sql: str) -> None:
        made = commands.make_checkpoint(by=SYSTEM, at=NOON)
        cosigned(made)

        with pytest.raises(DatabaseError, match="checkpoints"):
            change(sql.format(c="checkpoints_checkpoint", s="checkpoints_cosignature"))

    @pytest.mark.parametrize("sql", [
        "INSERT OR REPLACE INTO {c} SELECT * FROM {c}", "INSERT OR REPLACE INTO {s} SELECT * FROM {s}",
        "INSERT OR REPLACE INTO {c} SELECT id, size + 9, root, origin, note, key, at FROM {c}",
        "INSERT OR REPLACE INTO {s} (name, key, line, signed_at, by_name, at, checkpoint_id) "
        "SELECT 'x', key, line, signed_at, by_name, at, checkpoint_id FROM {s}",
    ])  # fmt: skip
    def test_refuse_to_be_replaced_on_sqlite(self, town, sql: str) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("INSERT OR REPLACE is SQLite's own")
        made = commands.make_checkpoint(by=SYSTEM, at=NOON)
        cosigned(made)

        with pytest.raises(DatabaseError, match="checkpoints"):
            change(sql.format(c="checkpoints_checkpoint", s="checkpoints_cosignature"))


def cosigned(made: Checkpoint, seed: bytes = bytes(32)):
    line, key = verify.cosignature(verify.checkpoint(made.note), "大河市群工局", seed, int(NOON.timestamp()))
    return commands.add_cosignature(note=f"{made.note}{line}\n", key=key, by=SYSTEM, at=NOON)


class TestAWitness:
    def test_is_kept_beside_the_checkpoint_he_signed(self, town) -> None:
        made = commands.make_checkpoint(by=town.admin, at=NOON)

        kept = cosigned(made)

        assert (kept.name, kept.signed_at, kept.checkpoint) == ("大河市群工局", NOON, made)
        assert notes.signed_by(notes.parse(kept.note), notes.key_of(kept.key), keys.verify)
        assert cosigned(made) == kept  # brought twice, kept once
        assert Entry.objects.filter(event="checkpoint.cosigned").count() == 1

    def test_is_refused_with_what_does_not_fit(self, town) -> None:
        made = commands.make_checkpoint(by=town.admin, at=NOON)
        line, key = verify.cosignature(verify.checkpoint(made.note), "大河市群工局", bytes(32), int(NOON.timestamp()))
        other_line, other = verify.cosignature(verify.checkpoint(made.note), "大河市群工局", b"1" * 32, 7)
        foreign = made.note.replace(f"\n{made.size}\n", f"\n{made.size + 1}\n")
        good = f"{made.note}{line}\n"
        for note, typed, field in [
            ("", key, "note"), (good, key[:-3], "key"), (good, made.key, "key"), (foreign + line, key, "note"),
            (made.note, key, "note"), (good, other, "note"), (made.note + line.replace("A", "B"), key, "note"),
        ]:  # fmt: skip
            with pytest.raises(commands.CannotVouch) as refused:
                commands.add_cosignature(note=note, key=typed, by=town.admin, at=NOON)
            assert refused.value.field == field
        with pytest.raises(NotAllowed):
            commands.add_cosignature(note=good, key=key, by=town.auditor, at=NOON)


class TestFromOutside:
    def test_an_old_checkpoint_is_shown_to_be_the_beginning(self, town) -> None:
        old = commands.make_checkpoint(by=SYSTEM, at=NOON)
        write(700)
        new = commands.make_checkpoint(by=SYSTEM, at=NOON)

        found, newest = queries.growth(old.note)
        proof = queries.proof(found.size, newest)

        assert (found.size, newest) == (old.size, new)
        path = [bytes.fromhex(one) for one in proof["path"]]
        assert verify.both(old.size, new.size, path, found.root) == (found.root, bytes.fromhex(new.root))

    def test_a_foreign_or_bent_one_is_refused(self, town) -> None:
        old = commands.make_checkpoint(by=SYSTEM, at=NOON)
        for note in ("", "x", old.note[:60], old.note.replace(f"\n{old.size}\n", f"\n{old.size - 1}\n")):
            with pytest.raises(queries.Differs):
                queries.growth(note)

    def test_a_journal_rewritten_since_is_told(self, town) -> None:
        write(20)
        old = commands.make_checkpoint(by=SYSTEM, at=NOON)
        behind_the_back("UPDATE journal_entry SET leaf = '" + "0" * 64 + "' WHERE n = 5")
        with pytest.raises(queries.Differs, match="被改动"):
            queries.growth(old.note)
        behind_the_back("DELETE FROM journal_entry WHERE n > 9")
        with pytest.raises(queries.Differs, match="被改动"):
            queries.growth(old.note)

    def test_the_package_is_verified_by_the_program_inside(self, town, tmp_path, capsys) -> None:
        old = commands.make_checkpoint(by=SYSTEM, at=NOON)
        cosigned(old)
        write(300)
        commands.make_checkpoint(by=SYSTEM, at=NOON)
        out = io.BytesIO()
        count = queries.package(out, commands.take(by=town.auditor, at=NOON))
        file, kept = tmp_path / "journal.zip", tmp_path / "old.txt"
        file.write_bytes(out.getvalue())
        kept.write_text(old.note, encoding="utf-8")

        assert verify.main(["journal", str(file), "--against", str(kept), "--pin", old.key]) == 0
        assert f"{count} 条流水" in capsys.readouterr().out
        with zipfile.ZipFile(file) as whole:
            lines = whole.read("entries.jsonl").splitlines()
            assert whole.read("verify.py") == queries.PROGRAM.read_bytes()
        bent = tmp_path / "bent.jsonl"
        bent.write_bytes(b"\n".join([*lines[:4], lines[5], lines[4], *lines[6:]]))
        assert verify.main(["journal", str(bent), "--against", str(kept)]) == 1
        assert Entry.objects.filter(event="checkpoint.taken").count() == 1
        with pytest.raises(NotAllowed):
            commands.take(by=town.admin, at=NOON)

    def test_personal_details_are_not_in_the_package(self, town) -> None:
        with transaction.atomic():
            book.record("concern.declined", of="concern:X", unit_path="0001", by=SYSTEM, at=NOON,
                        private={"reason": "住址写错"})  # fmt: skip
        commands.make_checkpoint(by=SYSTEM, at=NOON)
        out = io.BytesIO()
        queries.package(out, commands.take(by=town.auditor, at=NOON))

        with zipfile.ZipFile(out) as whole:
            told = whole.read("entries.jsonl").decode()
        assert "concern.declined" in told and "住址写错" not in told

    def test_a_receipt_proves_its_entries_and_opens_only_its_own(self, town, tmp_path) -> None:
        write(300)
        assert queries.receipt([3, 250]) is None  # no checkpoint yet
        made = commands.make_checkpoint(by=SYSTEM, at=NOON)

        found = queries.receipt([3, 250, made.size + 1], open_ones=[250])

        assert found and [row["n"] for row in found["entries"]] == [3, 250]
        assert ["entry" in row for row in found["entries"]] == [False, True]
        file = tmp_path / "receipt.json"
        file.write_text(json.dumps(found), encoding="utf-8")
        assert verify.main(["receipt", str(file), "--pin", made.key]) == 0
        for bend in (lambda r: r.update(n=4), lambda r: r.update(leaf="0" * 64), lambda r: r["path"].pop()):
            other = json.loads(json.dumps(found))
            bend(other["entries"][0])
            file.write_text(json.dumps(other), encoding="utf-8")
            assert verify.main(["receipt", str(file)]) == 1
