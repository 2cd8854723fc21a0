"""限次: a number within a time, counted once for everybody, whatever cache there is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from lianxin.base import counting
from lianxin.base.counting.models import Counter
from tests.conftest import NOON


def asked(about: str = "shiqiao", *, later: int = 0, most: int = 2, seconds: int = 60) -> bool:
    return counting.allowed("try", about, most=most, seconds=seconds, at=NOON + timedelta(seconds=later))


def counted(later: int = 0) -> int:
    return counting.counted("try", "shiqiao", at=NOON + timedelta(seconds=later))


@pytest.mark.django_db
class TestALimit:
    def test_holds_to_the_end_of_its_window_and_then_begins_anew(self) -> None:
        assert [asked(later=n) for n in (0, 30, 59)] == [True, True, False]
        assert asked("another")
        assert counted(59) == 3 and counted(60) == 0

        assert [asked(later=n) for n in (60, 61, 119)] == [True, True, False]

    def test_restarts_where_the_clock_was_set_back(self) -> None:
        assert [asked(later=86400) for _ in range(3)] == [True, True, False]

        assert asked(later=0)

    def test_is_kept_under_a_hash_and_no_longer_than_it_counts(self) -> None:
        asked(seconds=60)
        asked("another", seconds=3600)

        rows = list(Counter.objects.values())
        assert len(rows) == 2 and "shiqiao" not in str(rows) and {len(row["key"]) for row in rows} == {64}
        assert counting.sweep(at=NOON + timedelta(seconds=61)) == 1
        asked("a third", later=4000)
        assert Counter.objects.count() == 1  # a new window takes the old ones with it

    def test_is_one_statement_whatever_there_was(self, django_assert_num_queries) -> None:
        asked()

        with django_assert_num_queries(1):
            counted()
        with django_assert_num_queries(3 + (connection.vendor == "postgresql")):  # its own transaction around it
            asked()

    def test_is_never_part_of_what_may_be_taken_back(self) -> None:
        with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
            asked()


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the disk is waited for by statements of SQLite's own")
class TestTheDisk:
    def test_is_not_waited_for_by_a_count_and_by_everything_after_it(self) -> None:
        waited: list[tuple[str, int]] = []
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")

        def seen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.lstrip().startswith("INSERT INTO counting_counter"):
                waited.append(("count", _synchronous()))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(seen):
            assert asked()
        waited.append(("after", _synchronous()))
        with pytest.raises(RuntimeError, match="fell"), connection.execute_wrapper(_falls):
            asked()
        waited.append(("after a fall", _synchronous()))

        assert waited == [("count", 1), ("after", 2), ("after a fall", 2)]


def _synchronous() -> int:
    """How SQLite waits for the disk: 1 at checkpoints alone, 2 at every commit."""
    assert connection.connection is not None
    return int(connection.connection.execute("PRAGMA synchronous").fetchone()[0])


def _falls(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if "counting_counter" in sql:
        raise RuntimeError("fell")
    return execute(sql, params, many, context)
