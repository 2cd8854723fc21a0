"""投票箱: what it takes, what it refuses, and what comes out of it."""

from random import Random

from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import released
from tests.work import ballot_scenes as scenes


class TestABox:
    def test_gives_back_every_ballot_and_every_remark_apart(self, town):
        box, codes = scenes.opened(town)
        for n, code in enumerate(codes["g0"]):
            boxes.cast(box=box, token=code, answers=scenes.answers(Random(n)), texts={"": {"say": f"意见{n}"}})
        boxes.cast_papers(box=box, group="g1", ballots=[(scenes.answers(Random(9)), {})] * 3)

        box = scenes.closed(box, town)

        assert box.count == 11 and len(box.root) == 64
        assert len(list(released.ballots(box))) == 11
        assert sorted(one.text for one in released.remarks(box)) == [f"意见{n}" for n in range(8)]
        assert {one.channel for one in released.ballots(box)} == {"screen", "paper"}
