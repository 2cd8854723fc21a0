"""总结的剧组: the town, founded early enough for a last year to compare with, and two years of its concerns."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from lianxin.work.concerns.bulk import load
from tests.conftest import SHANGHAI, Town, build_town
from tests.reports.lives import BEGUN, TODAY, lives

#: after everything in `lives`
LATE = datetime(TODAY.year, TODAY.month, TODAY.day, 22, 0, tzinfo=SHANGHAI)

#: grows, falls, stays the same, is empty, begins from nothing
COUNTS = {
    "2025-03": 9, "2025-07": 4, "2025-08": 12, "2025-09": 30, "2025-10": 24, "2025-11": 6,
    "2026-01": 3, "2026-03": 9, "2026-07": 1, "2026-08": 18, "2026-09": 22, "2026-10": 40, "2026-11": 5,
}  # fmt: skip


@contextmanager
def lived(blocker: Any, counts: Mapping[str, int]) -> Iterator[Town]:
    """The town with so many concerns in each of these months, once for a module and rolled back behind it."""
    with blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("tests.conftest.START", BEGUN)
        town = build_town()
        load(lives(town, counts))
        yield town
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    """Two years, loaded once for a module and rolled back behind it; each test has its own savepoint inside."""
    with lived(django_db_blocker, COUNTS) as town:
        yield town


@pytest.fixture
def two_years(_loaded: Town, db: None) -> Town:
    """The town as founded in January 2025, with two years of concerns, of all states."""
    return _loaded
