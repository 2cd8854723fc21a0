"""投票箱: what it takes, what it refuses, who opens it, and what comes out."""

import json
import os
import subprocess
import sys
from random import Random

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import polling
from lianxin.pure.flow import WrongState
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, released, sealing, store, verify_board
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus, Stock
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work import ballot_scenes as scenes


def voted(town, number=8, **changes):
    """A box in which so many have voted, each with a remark."""
    box, codes = scenes.opened(town, slips=number, **changes)
    for n, code in enumerate(codes["g0"]):
        boxes.cast(box=box, token=code, answers=scenes.answers(Random(n)), texts={"": {"say": f"意见{n}"}})
    return box, codes


class TestABox:
    @pytest.mark.mechanism("F067")
    def test_gives_back_every_ballot_and_every_remark_apart(self, town):
        box, _codes = voted(town)
        boxes.cast_papers(box=box, group="g1", ballots=[(scenes.answers(Random(9)), {})] * 3)

        box = scenes.closed(box, town)

        assert (box.count, box.status, len(box.root)) == (11, PollStatus.CLOSED, 64)
        found = list(released.ballots(box))
        assert [one for one, number in released.counted(box) for _each in range(number)] == found
        assert {(one.group, one.channel) for one in found} == {("g0", "screen"), ("g1", "paper")}
        assert sorted(one.text for one in released.remarks(box)) == [f"意见{n}" for n in range(8)]

    def test_gives_nothing_before_the_close(self, town):
        box, _codes = voted(town)

        with pytest.raises(released.NotReleased):
            next(released.ballots(box))

    def test_is_prepared_only_where_nobody_can_be_known(self, town):
        with pytest.raises(Unfit, match="只有 4 人，少于 5 人"):
            scenes.prepared(town, sizes=(20, 4))
        with pytest.raises(NotAllowed):
            commands.prepare(poll=scenes.poll(), unit=town.county, opens_on=scenes.OPENS, closes_on=scenes.CLOSES,
                             by=town.stranger, at=NOON)  # fmt: skip
        assert not PollBox.objects.exists()

    def test_takes_no_vote_before_it_is_opened_nor_after_it_is_closed_or_void(self, town):
        prepared = scenes.prepared(town)
        code = commands.print_slips(box=prepared, group="g0", count=5, by=town.clerk, at=NOON)[0]
        void, their = scenes.opened(town)
        commands.void_box(box=void, reason="问卷有错字", by=town.clerk, at=NOON)
        closed, codes = voted(town)
        scenes.closed(closed, town)

        for box, token in ((prepared, code), (void, their["g0"][0]), (closed, codes["g0"][0])):
            for known in (box, PollBox.objects.get(pk=box.pk)):  # an old copy of the row opens nothing either
                if known.is_open and known.pk == void.pk:
                    continue
                with pytest.raises(Unfit, match="现在不开放"):
                    boxes.cast(box=known, token=token, answers={}, texts={})

    def test_refuses_answers_that_are_not_on_the_sheet(self, town):
        box, codes = scenes.opened(town)

        for answers, texts in (
            ({"": {"q9": ["fairly"]}}, {}),
            ({"": {"q1": ["best"]}}, {}),
            ({}, {"": {"say": "长" * 1001}}),
        ):
            with pytest.raises(Unfit, match="不在这张问卷里"):
                boxes.cast(box=box, token=codes["g0"][0], answers=answers, texts=texts)
        assert boxes.turnout(box) == {}

    def test_takes_no_more_ballots_than_there_are_people(self, town):
        box, codes = scenes.opened(town, sizes=(6, 5), slips=5)
        for code in codes["g1"]:
            boxes.cast(box=box, token=code, answers={}, texts={})

        with pytest.raises(Unfit, match="票数不能多于应评人数"):
            boxes.cast_papers(box=box, group="g1", ballots=[({}, {})])
        with pytest.raises(Unfit, match="还可以印 0 张"):
            commands.print_slips(box=box, group="g1", count=1, by=town.clerk, at=NOON)
        assert boxes.cast_papers(box=box, group="g0", ballots=[({}, {})] * 6) == 6
        assert boxes.turnout(box) == {"g1": {"screen": 5}, "g0": {"paper": 6}}


class TestSlips:
    def test_are_distinct_shown_once_and_kept_as_hashes_alone(self, town):
        box, codes = scenes.opened(town)
        drawn = codes["g0"] + codes["g1"]

        kept = store.path_of(box.code).read_bytes()
        assert len(set(drawn)) == 16 and {len(code) for code in drawn} == {12}
        assert not any(code.encode() in kept for code in drawn)
        assert not any(code in str(entry.detail) for entry in Entry.objects.all() for code in drawn)

    def test_come_in_an_order_that_is_not_that_of_their_making(self, town, monkeypatch):
        made = []
        from lianxin.work.ballots import tokens

        digest_of = tokens.digest_of
        monkeypatch.setattr(tokens, "digest_of", lambda box, raw: (made.append(raw.decode()), digest_of(box, raw))[1])
        printed = commands.print_slips(box=scenes.prepared(town), group="g0", count=20, by=town.clerk, at=NOON)

        assert sorted(printed) == sorted(made) and printed != made

    def test_that_were_spoiled_vote_no_more_and_are_replaced(self, town):
        box, codes = scenes.opened(town, sizes=(8, 8))
        commands.spoil_slips(box=box, group="g0", slips=codes["g0"][:2], by=town.clerk, at=NOON)
        boxes.cast(box=box, token=codes["g0"][2], answers={}, texts={})

        fresh = commands.print_slips(box=box, group="g0", count=2, by=town.clerk, at=NOON)

        assert boxes.cast(box=box, token=fresh[0], answers={}, texts={}).code
        for used in (codes["g0"][0], codes["g0"][2], codes["g1"][0]):  # spoiled already, voted, another group's
            with pytest.raises(Unfit, match="一张也没有作废"):
                commands.spoil_slips(box=box, group="g0", slips=[fresh[1], used], by=town.clerk, at=NOON)
        assert boxes.cast(box=box, token=fresh[1], answers={}, texts={}).code

    def test_are_printed_by_those_alone_who_run_the_vote(self, town):
        box = scenes.prepared(town)

        for who in (town.inspector, town.stranger):
            with pytest.raises(NotAllowed):
                commands.print_slips(box=box, group="g0", count=1, by=who, at=NOON)


class TestTwoKeepers:
    @pytest.mark.mechanism("F069")
    def test_open_a_box_only_together(self, town):
        box, codes = voted(town)
        scenes.settle(box, town.clerk)
        first, second = scenes.WORDS

        for words in ((first, first), (second, second), (second, first), (first, second + "了"), ("", ""), (first, "")):
            with pytest.raises(Unfit, match="口令不对，投票箱没有打开，选票都还在"):
                commands.close_box(box=box, passphrases=words, by=town.clerk, at=NOON)
        boxes.cast(box=box, token=codes["g0"][0], answers={}, texts={})  # it still takes votes

        assert commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON).count == 8

    @pytest.mark.mechanism("F069")
    def test_are_two_people_with_two_passphrases(self, town):
        box = scenes.prepared(town)
        with pytest.raises(Unfit, match="至少 8 个字符"):
            commands.hold_key(box=box, passphrase="短口令", by=town.clerk, at=NOON)
        commands.hold_key(box=box, passphrase=scenes.WORDS[0], by=town.clerk, at=NOON)

        with pytest.raises(Unfit, match="请另一位保管人用自己的账号"):
            commands.hold_key(box=box, passphrase=scenes.WORDS[1], by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="口令不能相同"):
            commands.hold_key(box=box, passphrase=scenes.WORDS[0], by=town.county_leader, at=NOON)
        with pytest.raises(Unfit, match="两位保管人都设好口令"):
            commands.open_box(box=box, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.hold_key(box=box, passphrase=scenes.WORDS[1], by=town.inspector, at=NOON)
        commands.hold_key(box=box, passphrase=scenes.WORDS[1], by=town.county_leader, at=NOON)
        box = commands.open_box(box=box, by=town.clerk, at=NOON)

        assert (box.first_holder, box.second_holder) == (town.clerk.name, town.county_leader.name)
        assert commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON).is_closed

    def test_leave_no_passphrase_anywhere(self, town, caplog):
        box, _codes = scenes.opened(town)

        kept = store.path_of(box.code).read_bytes()
        assert not any(word.encode() in kept or word in caplog.text for word in scenes.WORDS)
        assert not any(
            word in str((entry.detail, entry.digests)) for entry in Entry.objects.all() for word in scenes.WORDS
        )


class TestTheDefinition:
    @pytest.mark.mechanism("F071")
    @pytest.mark.parametrize("change", ["size", "mode", "weight", "both"])
    def test_cannot_be_changed_behind_the_box(self, town, change):
        box, _codes = voted(town)
        scenes.settle(box, town.clerk)
        data = box.definition
        if change == "mode":
            data["mode"] = polling.OPEN
        data["groups"][0]["size" if change == "size" else "weight"] = 9 if change == "size" else "7"
        PollBox.objects.filter(pk=box.pk).update(definition=data)
        if change == "both":  # whoever forges the row forges its fingerprint too
            PollBox.objects.filter(pk=box.pk).update(fingerprint=polling.poll_of(data).fingerprint)

        box = PollBox.objects.get(pk=box.pk)
        for deed in (
            lambda: commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON),
            lambda: commands.print_slips(box=box, group="g0", count=1, by=town.clerk, at=NOON),
        ):
            with pytest.raises(Unfit, match=r"与备箱时的校验值不符|不能印抽签条"):
                deed()
        assert store.path_of(box.code).exists() and not PollBox.objects.get(pk=box.pk).is_closed

    @pytest.mark.mechanism("F071")
    def test_is_in_the_journal_from_the_start_and_no_move_leads_back(self, town):
        box, _codes = voted(town)
        scenes.closed(box, town)

        told = Entry.objects.get(of=box.ref, event="poll.prepared")
        assert told.detail["fingerprint"] == scenes.poll().fingerprint == box.fingerprint
        for deed in (commands.open_box, commands.close_box):
            with pytest.raises(WrongState):
                deed(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON)


class TestATamperedBox:
    def test_whose_key_was_exchanged_in_the_row_takes_no_vote(self, town):
        box, codes = scenes.opened(town)
        PollBox.objects.filter(pk=box.pk).update(public_key=sealing.public_of(sealing.new_private()).hex())

        with pytest.raises(Unfit, match="钥匙与开启时不符"):
            boxes.cast(box=PollBox.objects.get(pk=box.pk), token=codes["g0"][0], answers={}, texts={})

    def test_in_which_ballots_were_exchanged_between_groups_is_not_opened(self, town):
        box, codes = voted(town, 2)
        boxes.cast(box=box, token=codes["g1"][0], answers={}, texts={})
        scenes.settle(box, town.clerk)
        with store.opened(box.code, write=True) as inside:
            inside.execute(
                "UPDATE ballot SET sealed = (SELECT sealed FROM ballot WHERE grp = 'g0' LIMIT 1) WHERE grp = 'g1'"
            )

        with pytest.raises(Unfit, match="票箱可能被动过，没有开箱"):
            commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON)
        assert PollBox.objects.get(pk=box.pk).is_open and boxes.turnout(box)["g0"] == {"screen": 2}


class TestTheAccount:
    def test_must_close_before_the_box_is_opened(self, town):
        box, _codes = voted(town)
        boxes.cast_papers(box=box, group="g1", ballots=[({}, {})] * 3)
        given = {"box": box, "by": town.clerk, "at": NOON}

        with pytest.raises(Unfit, match="账不平"):
            commands.account(group="g0", stock=Stock.SLIPS, printed=8, handed_out=8, unused=1, **given)
        with pytest.raises(Unfit, match="系统印制了 8 张"):
            commands.account(group="g0", stock=Stock.SLIPS, printed=9, handed_out=9, **given)
        for handed_out, sheets in ((7, 3), (8, 2), (8, 4)):  # fewer slips out than votes in; sheets that are not cast
            commands.account(
                group="g0", stock=Stock.SLIPS, printed=8, handed_out=handed_out, unused=8 - handed_out, **given
            )
            commands.account(group="g1", stock=Stock.SLIPS, printed=8, handed_out=0, unused=8, **given)
            commands.account(group="g1", printed=10, handed_out=6, unused=4, returned=sheets, **given)
            with pytest.raises(Unfit, match="纸张还没有清点平"):
                commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON)

        commands.account(group="g1", printed=10, handed_out=6, unused=4, returned=3, **given)
        assert commands.close_box(box=box, passphrases=scenes.WORDS, by=town.clerk, at=NOON).count == 11
        row = box.groups.get(code="g1")
        assert (row.printed, row.handed_out, row.unused, row.returned) == (18, 6, 12, 3)

    def test_says_that_more_came_back_than_went_out(self, town):
        box, _codes = scenes.opened(town)

        with pytest.raises(Unfit, match="账不平"):
            commands.account(box=box, group="g0", printed=5, handed_out=5, returned=6, by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="多于应评的 20 人"):
            commands.account(box=box, group="g0", printed=25, handed_out=25, by=town.clerk, at=NOON)


class TestTurnout:
    def test_is_shown_once_a_day_in_steps_and_in_a_hall_as_it_is(self, town):
        box, codes = scenes.opened(town, slips=12)
        for code in codes["g0"][:7]:
            boxes.cast(box=box, token=code, answers={}, texts={})
        monday, tuesday = scenes.OPENS, scenes.OPENS.replace(day=3)

        assert boxes.turnout_of(box, monday) is None
        assert boxes.turnout_of(box, monday, note=True) == {"g0": 5}
        for code in codes["g0"][7:]:
            boxes.cast(box=box, token=code, answers={}, texts={})
        assert boxes.turnout_of(box, monday, note=True) == {"g0": 5}
        assert boxes.turnout_of(box, tuesday, note=True) == {"g0": 10}
        box.is_on_site = True
        assert boxes.turnout_of(box, tuesday) == {"g0": 12}


def verify(*arguments):
    """The stand-alone program, away from everything of ours."""
    program = [sys.executable, "-I", verify_board.__file__, *map(str, arguments)]
    return subprocess.run(
        program,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
    )


class TestTheVerifier:
    @pytest.mark.mechanism("F068")
    def test_computes_the_root_again_from_the_board_and_from_the_released_file(self, town, tmp_path):
        box, codes = voted(town)
        receipt = boxes.cast(box=box, token=codes["g1"][0], answers={}, texts={}).grouped
        box = scenes.closed(box, town)
        board, file = released.board(box), tmp_path / "board.json"
        file.write_text(json.dumps(board, ensure_ascii=False), encoding="utf-8")
        root = Entry.objects.get(of=box.ref, event="poll.closed").detail["root"]

        told = verify(file, "--root", root, "--receipt", receipt.lower(), "--released", released.path_of(box.code))

        assert told.returncode == 0, told.stdout + told.stderr
        assert root in told.stdout and "9 张" in told.stdout and released.is_genuine(box)

    def test_sees_every_change_of_the_board_and_of_the_released_file(self, town, tmp_path):
        box, _codes = voted(town)
        box = scenes.closed(box, town)
        board, path = released.board(box), released.path_of(box.code)
        forged = [
            {**board, "receipts": board["receipts"][1:]}, {**board, "receipts": sorted([*board["receipts"], "0" * 16])},
            {**board, "head": {**board["head"], "count": 9}}, {**board, "receipts": board["receipts"][::-1]},
        ]  # fmt: skip
        for n, one in enumerate(forged):
            (tmp_path / f"{n}.json").write_text(json.dumps(one), encoding="utf-8")
            assert verify(tmp_path / f"{n}.json").returncode == 1
        (tmp_path / "true.json").write_text(json.dumps(board), encoding="utf-8")

        with store.sqlite3.connect(path) as file:
            file.execute("UPDATE ballot SET answers = replace(answers, 'dissatisfied', 'excellent')")
        file.close()

        assert verify(tmp_path / "true.json").returncode == 0
        told = verify(tmp_path / "true.json", "--released", path)
        assert told.returncode == 1 and "开箱文件与公示的校验值不符" in told.stdout and not released.is_genuine(box)
        assert verify(tmp_path / "true.json", "--receipt", "AAAA BBBB CCCC DDDD").returncode == 1
