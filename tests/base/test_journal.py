"""流水: nothing is changed, removed or slipped in, and whoever tries is seen."""

import pytest
from django.db import DatabaseError, connection, transaction

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.sealing import keys, rotating
from tests.conftest import NOON, START

REST = 'at, event, "of", unit_path, "by", by_name, by_post, detail, digests, salt, leaf, chain'


def change(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


class TestTheJournal:
    def test_is_written_only_inside_a_deed(self, transactional_db: None) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            book.record("person.logged_in", of="person:1", unit_path="", by=SYSTEM, at=NOON, username="x")

    def test_verifies_from_the_first_entry_to_the_last(self, town) -> None:
        size, chain = book.verify()

        assert size == Entry.objects.count() > 0
        assert chain == Entry.objects.order_by("-n").first().chain

    def test_refuses_an_event_that_nobody_declared(self, town) -> None:
        with pytest.raises(ValueError, match="not declared"):
            book.record("concern.teleported", of="x", unit_path="", by=SYSTEM, at=NOON)

    def test_refuses_to_write_when_the_clock_fell_behind(self, town) -> None:
        book.record("person.logged_in", of="person:1", unit_path="", by=SYSTEM, at=NOON, username="x")

        with pytest.raises(book.ClockBehind):
            book.record("person.logged_in", of="person:1", unit_path="", by=SYSTEM, at=START, username="x")

    @pytest.mark.parametrize("sql", [
        "UPDATE journal_entry SET by_name = 'x' WHERE n = 1",
        "DELETE FROM journal_entry WHERE n = (SELECT max(n) FROM journal_entry)",
        f"INSERT INTO journal_entry SELECT n + 5, {REST} FROM journal_entry WHERE n = (SELECT max(n) FROM journal_entry)",
        f"INSERT INTO journal_entry SELECT -1, {REST} FROM journal_entry WHERE n = 1",
        f"INSERT INTO journal_entry SELECT n, {REST} FROM journal_entry WHERE n = (SELECT max(n) FROM journal_entry)",
        f"INSERT INTO journal_entry SELECT n, {REST} FROM journal_entry WHERE n = 1 "
        "ON CONFLICT (n) DO UPDATE SET by_name = 'x'",
    ])  # fmt: skip
    def test_refuses_to_be_changed_in_the_database(self, town, sql: str) -> None:
        with pytest.raises(DatabaseError, match="journal"):
            change(sql)

    @pytest.mark.parametrize("sql", [
        "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE n = 1",
        "UPDATE OR REPLACE journal_entry SET n = 2 WHERE n = 1",
    ])  # fmt: skip
    def test_refuses_to_be_replaced_row_by_row_on_sqlite(self, town, sql: str) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("OR REPLACE is SQLite's own")
        with pytest.raises(DatabaseError, match="journal"):
            change(sql)

    @pytest.mark.parametrize("sql", [
        "TRUNCATE journal_entry", "WITH gone AS (DELETE FROM journal_entry WHERE n = 2 RETURNING n) SELECT n FROM gone",
    ])  # fmt: skip
    def test_refuses_to_be_emptied_on_postgresql(self, town, sql: str) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("TRUNCATE is PostgreSQL's own")
        with pytest.raises(DatabaseError, match="journal"):
            change(sql)

    def test_shows_a_tampering_that_went_round_the_triggers(self, town) -> None:
        if connection.vendor != "sqlite":
            pytest.skip("shown on SQLite")
        change("DROP TRIGGER journal_no_update")
        change("UPDATE journal_entry SET by_name = 'x' WHERE n = 2")

        with pytest.raises(book.JournalBroken, match="第 2 条"):
            book.verify()

    def test_keeps_personal_details_sealed_and_bound_to_their_entry(self, town, settings, tmp_path) -> None:
        """In the column no word of it stands; on another entry, or under another key, it does not open (ADR 0057)."""
        settings.KEYS = tmp_path / "keys"
        first, second = (
            book.record(
                "concern.declined", of=f"concern:{of}", unit_path="0001", by=SYSTEM, at=NOON, private={"reason": why}
            )
            for of, why in (("X", "住址写错"), ("Y", "已经办过"))
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT entry_n, text FROM journal_privatedetail WHERE entry_n IN (%s, %s)", [first.n, second.n]
            )
            columns = dict(cursor.fetchall())
        assert all(one.startswith("lx1A") for one in columns.values()) and "住址" not in str(columns)
        assert book.private_of([first]) == {first.n: {"reason": "住址写错"}}
        assert rotating.check().shut == [] and keys.make() == 2 and rotating.rotate().turned >= 2
        assert book.private_of([second]) == {second.n: {"reason": "已经办过"}} and book.verify()

        change(f"UPDATE journal_privatedetail SET text = '{columns[first.n]}' WHERE entry_n = {second.n}")
        with pytest.raises(keys.Unreadable, match="读不出"):
            book.private_of([second])

    def test_still_verifies_after_personal_details_were_erased(self, town) -> None:
        entry = book.record(
            "concern.declined", of="concern:X", unit_path="0001", by=SYSTEM, at=NOON, private={"reason": "住址写错"}
        )
        assert "住址写错" in book.sentence(entry, book.private_of([entry])[entry.n])

        assert book.erase_private("concern:X") == 1

        assert "已按规定删除" in book.sentence(entry, book.private_of([entry]).get(entry.n))
        assert not PrivateDetail.objects.filter(entry_n=entry.n).exists()
        book.verify()
