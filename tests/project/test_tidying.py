"""到期清理: what is kept for a time only goes by the hour."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from lianxin.base import counting
from lianxin.base.counting.models import Counter
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.project.tidying import tidy
from lianxin.web.office.concerns import exports
from lianxin.work.concerns.commands.drafting import receive_file
from lianxin.work.concerns.models import ImportDraft
from lianxin.work.concerns.terms import DraftState
from tests.conftest import NOON, Town


def drafted(town: Town, state: str = DraftState.READY) -> ImportDraft:
    draft = receive_file(
        data="收到日期,内容\n2026-09-01,路灯坏了".encode(), file_name="台账.csv", unit=town.county,
        posting=town.postings["clerk"], by=town.clerk, at=NOON,
    )  # fmt: skip
    ImportDraft.objects.filter(pk=draft.pk).update(state=state)
    return draft


class TestALedgerThatNobodyConfirmed:
    def test_goes_after_a_day_and_the_journal_says_so(self, town) -> None:
        ready, busy = drafted(town), drafted(town, DraftState.IMPORTING)

        tidy(at=NOON + timedelta(hours=23, minutes=59))
        assert ImportDraft.objects.count() == 2
        tidy(at=NOON + timedelta(hours=24, minutes=1))

        assert list(ImportDraft.objects.all()) == [busy]  # what is being brought in at this moment is left alone
        last = Entry.objects.order_by("-n").first()
        assert last and (last.event, last.of, last.by) == ("import.dropped", ready.ref, "system")
        assert book.verify()


class TestFilesThatWait:
    @pytest.mark.parametrize("folder", ["exports", "pdf"])
    def test_go_after_an_hour_even_where_nobody_asks_for_another(self, db, settings, tmp_path: Path, folder) -> None:
        settings.DATA = tmp_path
        (tmp_path / folder).mkdir()
        old, new = tmp_path / folder / "old.xlsx", tmp_path / folder / "new.xlsx"
        for file, age in ((old, 3700), (new, 3500)):
            file.write_bytes(b"x")
            os.utime(file, (time.time() - age,) * 2)

        tidy(at=NOON)

        assert not old.exists() and new.exists()

    def test_of_an_export_go_when_the_next_one_is_made(self, settings, tmp_path: Path) -> None:
        settings.DATA = tmp_path
        left = exports.shelf() / "left.xlsx"
        left.write_bytes(b"x")
        os.utime(left, (0, 0))

        assert list(exports.shelf().iterdir()) == []


@pytest.mark.django_db
def test_counts_go_when_they_have_run_out() -> None:
    counting.allowed("try", "a", most=1, seconds=60, at=NOON)

    tidy(at=NOON + timedelta(seconds=59))
    assert Counter.objects.count() == 1
    tidy(at=NOON + timedelta(seconds=60))
    assert not Counter.objects.exists()
