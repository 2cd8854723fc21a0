"""截止开箱 when the machine stops: after a stop at any step the box is still sealed, or it is wholly released."""

import os
import sqlite3
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from lianxin.base.journal import book
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, released, sealing, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes

STRIDE = 1 if int(os.environ.get("LIANXIN_SWAPS", "8")) > 50 else 3  # every step where CI runs, every third here
CANARY = "金丝雀的意见"


class Stopped(BaseException):
    """停电: from here on nothing is done any more, neither is anything cleaned up."""


class Machine:
    """Stops at the n-th step: each opening and writing of a file, each statement that closes something, each entry."""

    STEPS = (
        (os, "open"), (os, "replace"), (os, "fsync"), (os, "utime"), (Path, "unlink"), (sqlite3, "connect"),
        (book, "record"), (store, "keep"), (sealing, "unseal"), (released, "image"),
    )  # fmt: skip

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> None:
        self.taken, self.stop_at = 0, stop_at
        for place, name in self.STEPS:
            monkeypatch.setattr(place, name, self._watched(getattr(place, name)))

    def _watched(self, plain):
        def step(*given, **named):
            self.taken += 1
            if self.taken >= self.stop_at:
                raise Stopped
            return plain(*given, **named)

        return step


def ready(town):
    """A box with votes and remarks whose paper is settled."""
    box, codes = scenes.opened(town, slips=5, sizes=(8,))
    for n, code in enumerate(codes["g0"]):
        boxes.cast(box=box, token=code, answers=scenes.answers(Random(n)), texts={"": {"say": f"{CANARY}{n}"}})
    scenes.settle(box, town.clerk)
    return box


def close(box, town):
    return commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON)


def plain_on_disk(code: str) -> bool:
    """Whether anything readable of this box lies in its folders."""
    return any(CANARY.encode() in path.read_bytes() for path in Path(settings.BALLOTS).rglob(f"{code}*"))


def stopped_at(town, number: int, capture) -> tuple[PollBox, bool]:
    """Close a fresh box on a machine that stops at this step; whether it stopped before it was through."""
    box = ready(town)
    with pytest.MonkeyPatch.context() as patch:
        machine = Machine(patch, number)
        try:
            with capture(execute=True):
                close(box, town)
        except Stopped:
            pass
    return PollBox.objects.get(pk=box.pk), machine.taken >= number


class TestAStopOfTheMachine:
    @pytest.mark.drawn
    @pytest.mark.mechanism("F069")
    @pytest.mark.thorough
    def test_at_any_step_leaves_the_box_sealed_or_wholly_released(self, town, django_capture_on_commit_callbacks):
        outcomes, number = [], 1
        while True:
            box, was_stopped = stopped_at(town, number, django_capture_on_commit_callbacks)
            if box.is_closed:
                released.tidy()  # the next start of the machine, without any passphrase
                assert not store.path_of(box.code).exists() and released.is_genuine(box)
            else:
                assert store.path_of(box.code).exists() and not plain_on_disk(box.code)
                box = close(box, town)
            assert len(list(released.remarks(box))) == box.count == 5
            assert len(list(Path(settings.BALLOTS).rglob(f"{box.code}*"))) == 1
            outcomes.append(PollBox.objects.get(pk=box.pk).is_closed)
            if not was_stopped:
                break
            number += STRIDE

        assert len(outcomes) > 35 / STRIDE and all(outcomes)

    def test_between_the_commit_and_the_end_is_mended_by_who_reads_next(self, town):
        box = close(ready(town), town)  # the callbacks after the commit have not run
        assert store.path_of(box.code).exists() and not plain_on_disk(box.code)

        assert len(list(released.ballots(box))) == 5

        assert not store.path_of(box.code).exists() and plain_on_disk(box.code)

    def test_of_a_box_made_void_leaves_nothing_after_the_next_start(self, town):
        box = ready(town)
        commands.void_box(box=box, reason="停电", by=town.clerk, at=NOON)
        assert store.path_of(box.code).exists()

        released.tidy()

        assert not list(Path(settings.BALLOTS).rglob(f"{box.code}*"))


class TestABoxThatIsNotHere:
    def test_says_that_backups_hold_no_sealed_box_and_can_only_be_made_void(self, town):
        box = ready(town)
        store.path_of(box.code).unlink()

        with pytest.raises(Unfit, match="备份里没有还没开箱的选票"):
            close(box, town)
        assert boxes.turnout(box) == {}
        with pytest.raises(Unfit, match="现在不开放"):
            boxes.cast(box=box, token="AAAABBBBCCCC", answers={}, texts={})
        assert commands.void_box(box=box, reason="换了机器", by=town.clerk, at=NOON).status == "void"
