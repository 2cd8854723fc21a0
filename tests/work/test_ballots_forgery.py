"""塞票: a thousand forged or repeated tokens, and a random run in which counted ≤ issued ≤ roll always holds (S3).

LIANXIN_FORGED: how many attempts; some here, all 1,000 where CI runs.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random

import pytest

from lianxin.pure import codes as alphabet
from lianxin.pure import polling
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, released, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes

FORGED = int(os.environ.get("LIANXIN_FORGED", "200"))
STEPS = FORGED


def accepted(box, token) -> bool:
    """Whether the box takes a vote for this token."""
    try:
        boxes.cast(box=box, token=token, answers={"": {"q1": ["satisfied"]}}, texts={})
    except Unfit:
        return False
    return True


class TestAForgedToken:
    @pytest.mark.drawn
    @pytest.mark.mechanism("F067")
    def test_is_never_accepted(self, town):
        random = Random(7)
        box, slips = scenes.opened(town, sizes=(20, 20), slips=12)
        other, foreign = scenes.opened(town, sizes=(20, 20), slips=12)
        spoiled = slips["g1"][:3]
        commands.spoil_slips(box=box, group="g1", slips=spoiled, by=town.clerk, at=NOON)
        true = slips["g0"]
        made = [
            lambda: alphabet.drawn(random, alphabet.TOKEN_LENGTH),
            lambda: random.choice(foreign["g0"] + foreign["g1"]),  # another campaign's
            lambda: random.choice(spoiled),
            lambda: _altered(random.choice(true), random),
            lambda: random.choice(true)[:-1],
            lambda: random.choice(true) + random.choice(alphabet.ALPHABET),
            lambda: f"g0:{random.choice(true)}",  # what an open link would take
            lambda: random.choice(["", "\0", "g0", "%", "' OR 1=1 --", "A" * 5000, "１２", "𠮷" * 12]),
        ]

        taken = [token for n in range(FORGED) if accepted(box, token := made[n % len(made)]())]

        assert taken == [] and boxes.turnout(box) == {} == boxes.turnout(other)
        assert accepted(box, true[0]) and boxes.turnout(box) == {"g0": {"screen": 1}}

    def test_that_is_true_votes_in_its_own_group_alone_and_once(self, town):
        box, slips = scenes.opened(town)
        for _again in range(5):
            assert accepted(box, slips["g1"][0])

        assert boxes.turnout(box) == {"g1": {"screen": 1}}
        assert [one.group for one in released.ballots(scenes.closed(box, town))] == ["g1"]

    def test_sent_fifty_times_at_once_is_counted_once(self, town):
        box, slips = scenes.opened(town)
        token = slips["g0"][0]

        with ThreadPoolExecutor(16) as pool:
            done = list(pool.map(lambda _n: accepted(box, token), range(50)))

        assert all(done) and boxes.turnout(box) == {"g0": {"screen": 1}}
        assert scenes.closed(box, town).count == 1

    def test_is_refused_by_all_once_the_box_was_closed_even_by_an_old_copy_of_its_row(self, town):
        box, slips = scenes.opened(town)
        stale = PollBox.objects.get(pk=box.pk)
        scenes.closed(box, town)

        with ThreadPoolExecutor(8) as pool:
            assert not any(pool.map(lambda token: accepted(stale, token), slips["g0"] + slips["g1"]))
        assert released.is_genuine(PollBox.objects.get(pk=box.pk)) and not list(
            released.ballots(PollBox.objects.get(pk=box.pk))
        )

    def test_is_not_made_by_who_raises_the_number_of_people_in_the_row(self, town):
        box, slips = scenes.opened(town, sizes=(8,))
        box.groups.update(size=500)
        with pytest.raises(Unfit, match="还可以印 0 张"):
            commands.print_slips(box=box, group="g0", count=20, by=town.clerk, at=NOON)
        data = box.definition
        data["groups"][0]["size"] = 500
        PollBox.objects.filter(pk=box.pk).update(definition=data)

        with pytest.raises(Unfit, match="与备箱时的校验值不符"):
            commands.print_slips(box=box, group="g0", count=20, by=town.clerk, at=NOON)
        assert len(slips["g0"]) == 8


def _altered(token: str, random: Random) -> str:
    place = random.randrange(len(token))
    return token[:place] + random.choice(alphabet.ALPHABET.replace(token[place], "")) + token[place + 1 :]


class TestARandomRun:
    @pytest.mark.drawn
    @pytest.mark.thorough
    def test_never_counts_more_than_was_issued_nor_issues_more_than_the_roll(self, town):
        random = Random(11)
        box, slips = scenes.opened(town, sizes=(15, 9), slips=4)
        void: set[str] = set()
        for _step in range(STEPS):
            group = random.choice(("g0", "g1"))
            deed = random.choice((_print, _spoil, _vote, _vote, _vote, _papers))
            with suppress(Unfit):
                deed(town, box, group, slips, void, random)
            _holds(box, slips, void)
        counts = boxes.turnout(box)
        box = scenes.closed(box, town)

        assert box.count == sum(sum(by.values()) for by in counts.values()) > 10


def _print(town, box, group, slips, void, random):
    slips[group] += commands.print_slips(box=box, group=group, count=random.randrange(1, 6), by=town.clerk, at=NOON)


def _spoil(town, box, group, slips, void, random):
    token = random.choice(slips[group])
    commands.spoil_slips(box=box, group=group, slips=[token], by=town.clerk, at=NOON)
    void.add(token)


def _vote(town, box, group, slips, void, random):
    token = random.choice([*slips["g0"], *slips["g1"], alphabet.drawn(random, alphabet.TOKEN_LENGTH)])
    assert not (accepted(box, token) and token in void)


def _papers(town, box, group, slips, void, random):
    boxes.cast_papers(box=box, group=group, ballots=[({}, {})] * random.randrange(1, 3))


def _holds(box, slips, void) -> None:
    with store.opened(box.code) as inside:
        counts = store.counts(inside)
        for group in box.poll.groups:
            cast = counts.get(group.code, {})
            issued = store.tokens(inside, group.code)
            assert issued == len([one for one in slips[group.code] if one not in void]) <= group.size
            assert cast.get(polling.SCREEN, 0) <= issued
            assert sum(cast.values()) <= group.size
