"""销毁名单: what was erased does not come back with a backup, and nobody erases anything by writing in a file."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError

from lianxin.base.retention import hooks
from lianxin.base.retention.models import Restriction
from lianxin.project import tombstones
from lianxin.pure import retention
from lianxin.work.concerns.models import Concern, Requester
from lianxin.work.concerns.terms import Status
from lianxin.work.households.commands import leave_register
from tests.conftest import NOON
from tests.work.conftest import at_state
from tests.work.household_scenes import household_made

DUE = NOON + (retention.ends_on(NOON.date(), 36) - NOON.date()) + timedelta(days=1)


@pytest.fixture
def folders(settings, tmp_path: Path) -> tuple[Path, Path]:
    settings.DATA, settings.BACKUPS = tmp_path / "data", tmp_path / "backups"
    for folder in (settings.DATA, settings.BACKUPS):
        folder.mkdir()
    return settings.DATA / tombstones.NAME, settings.BACKUPS / tombstones.NAME


def brought_back(closed: Concern) -> None:
    """As a backup of the day before has it: the telephone is there, and no line of a restriction."""
    Restriction.objects.all().delete()
    asker = Requester.objects.get(concern=closed)
    with hooks.changing("concern_contact", [closed.code]):
        asker.phone, asker.address = "13900000001", "石桥村三组"
        asker.save()


def _damaged(keys) -> None:
    raise DatabaseError("database disk image is malformed")


class TestTheList:
    @pytest.mark.thorough
    def test_erases_again_what_a_backup_brought_back(self, town, folders) -> None:
        closed = at_state(town, Status.CLOSED)
        tombstones.tidy_nightly(at=DUE)
        assert not folders[0].exists(), "restricted is not yet erased"
        tombstones.tidy_nightly(at=DUE + timedelta(days=30))
        here, there = (file.read_text("utf-8") for file in folders)
        assert here == there and here.startswith(f"concern_contact\t{closed.code}\t") and "王长青" not in here

        brought_back(closed)
        folders[0].unlink()  # the data are new, the folder of the backups has the list
        tombstones.tidy_nightly(at=DUE + timedelta(days=31))
        assert Requester.objects.get(concern=closed).phone == "" and Restriction.objects.get().erased_on is not None
        assert folders[0].read_text("utf-8").count(closed.code) == 2, (
            "the day on which it went again stands beside the first"
        )

        brought_back(closed)
        lines = folders[0].read_text("utf-8")
        for file in folders:
            file.write_text(
                lines.replace("concern_contact", "concern_content") + "concern_contact\tx\n\n", encoding="utf-8"
            )
        tombstones.tidy_nightly(at=DUE + timedelta(days=32))
        assert [one.kind for one in Restriction.objects.all()] == ["concern_contact"], "a forged line erases nothing"
        assert Concern.objects.get().text.startswith("村口") and Restriction.objects.get().erased_on is None

    @pytest.mark.thorough
    def test_goes_on_with_the_other_kinds_where_one_cannot_be_done(self, town, folders, capsys, monkeypatch) -> None:
        """As where the index no longer holds the words that it is told to let go: nothing of that kind is half done."""
        closed = at_state(town, Status.CLOSED)
        monkeypatch.setitem(hooks._AROUND, "concern_contact", _damaged)
        household = household_made(town)
        leave_register(household=household, on=NOON.date(), reason="moved", by=town.worker, at=NOON)
        late = DUE + timedelta(days=365 * 5)

        tombstones.tidy_nightly(at=late)
        assert capsys.readouterr().err.count("没有做成：诉求人的电话") == 1
        assert Requester.objects.get(concern=closed).phone == "13900000001" and [
            one.kind for one in Restriction.objects.all()
        ] == ["household"]

    def test_comes_along_with_the_backup_that_it_lies_beside(self, folders, tmp_path) -> None:
        folders[1].write_text("a line\n", encoding="utf-8")

        tombstones.carry(folders[1].parent / "lianxin-20261103-020000.lianxin")
        assert folders[0].read_text("utf-8") == "a line\n"
        folders[1].write_text("another\n", encoding="utf-8")
        tombstones.carry(folders[1].parent / "lianxin-20261103-020000.lianxin")
        assert folders[0].read_text("utf-8") == "a line\n", "what is here already stays"
