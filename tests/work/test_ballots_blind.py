"""盲签名投票: two windows, one credential for each on the fixed roll, nothing else is admitted."""

import base64
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest

from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import blind, polling
from lianxin.pure.flow import WrongState
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import commands, credentials, keys, tokens
from lianxin.work.ballots.models import PollBox, Roll, RollEntry
from lianxin.work.ballots.rolls import Listed, read_lines
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work import ballot_scenes as plain
from tests.work import blind_scenes as scenes

FORGED = int(os.environ.get("LIANXIN_FORGED", "200"))  # .ci/run asks for all thousand


@pytest.fixture(autouse=True)
def _served_securely(settings):
    settings.SERVED_SECURELY = True


def cast(box, token, seed=1):
    return boxes.cast(box=box, token=token, answers=plain.answers(Random(seed)), texts={})


class TestPreparing:
    def test_is_refused_where_browsers_cannot_reckon(self, town, settings):
        settings.SERVED_SECURELY = False

        with pytest.raises(Unfit, match="HTTPS"):
            scenes.prepared(town)

        settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
        assert scenes.prepared(town).mode == polling.BLIND

    @pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 1), (2, 6), (2, 9)])
    def test_lets_no_issuing_overlap_the_voting(self, town, first, last):
        box = scenes.prepared(town)  # voting opens six days from now

        with pytest.raises(Unfit):
            commands.set_window(
                box=box, opens_on=NOON.date() + timedelta(first), closes_on=NOON.date() + timedelta(last),
                by=town.officer, at=NOON,
            )  # fmt: skip

    def test_needs_a_fixed_roll_for_every_group_and_a_window(self, town):
        box = scenes.prepared(town)
        with pytest.raises(Unfit, match="时段"):
            commands.publish_keys(box=box, by=town.officer, at=NOON)
        commands.set_window(box=box, opens_on=scenes.FIRST, closes_on=scenes.LAST, by=town.officer, at=NOON)
        with pytest.raises(Unfit, match="名册"):
            commands.publish_keys(box=box, by=town.officer, at=NOON)

        assert commands.publish_keys(box=scenes.with_rolls(town, box), by=town.officer, at=NOON).status == "issuing"

    def test_puts_one_key_for_each_group_into_the_journal_before_the_first_credential(self, town):
        box = scenes.issuing(town)

        told = {e.detail["group"]: e.detail["key"] for e in Entry.objects.filter(event="poll.key_published")}

        assert told == {roll.label: roll.public_key for roll in Roll.objects.filter(box=box)}
        assert len(set(told.values())) == 2
        assert blind.public_of(base64.b64decode(told["服务对象"])) == keys.load(box.code, "g0").public

    def test_belongs_to_who_runs_the_poll(self, town):
        box = scenes.prepared(town)

        for who in (town.stranger, town.inspector):
            with pytest.raises(NotAllowed):
                commands.set_window(box=box, opens_on=scenes.FIRST, closes_on=scenes.LAST, by=who, at=NOON)


class TestTheRoll:
    def test_cannot_be_changed_once_it_is_fixed(self, town):
        box = scenes.with_rolls(town, scenes.prepared(town))
        digest = scenes.roll_of(box).digest

        with pytest.raises(Unfit, match="定稿"):
            commands.enter_roll(box=box, group="g0", people=scenes.people(6, "乙"), by=town.officer, at=NOON)

        assert Entry.objects.filter(event="roll.fixed").first().detail["digest"] == digest

    def test_that_was_touched_behind_the_program_opens_nothing(self, town):
        box, _tokens = scenes.issued(town)
        RollEntry.objects.filter(roll__box=box, roll__group="g1").first().delete()

        with pytest.raises(Unfit, match="名册"):
            commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.VOTING)

    @pytest.mark.parametrize("size", [5, 7])
    def test_is_as_long_as_the_plan_says(self, town, size):
        box = scenes.prepared(town)
        commands.enter_roll(box=box, group="g0", people=scenes.people(size), by=town.officer, at=NOON)

        with pytest.raises(Unfit, match=f"名册有 {size} 人"):
            commands.fix_roll(box=box, group="g0", by=town.officer, at=NOON)

    def test_tells_two_of_one_name_apart_or_asks(self, town):
        box, twice = scenes.prepared(town), [Listed("王平", "石桥村")] * 2

        with pytest.raises(Unfit, match="区分"):
            commands.enter_roll(box=box, group="g0", people=twice, by=town.officer, at=NOON)

    def test_is_read_from_a_paste_with_numbers_and_a_head(self):
        rows = [
            ["序号", "姓名"],
            ["姓名", "单位"],
            ["1", "王 平", "石桥村"],
            [2.0, "李青"],
            [],
            ["", "赵大", "", "东头"],
            ["1.", "王平", "石桥村"],
        ]

        assert read_lines(rows[1:]) == [Listed("王平", "石桥村"), Listed("李青"), Listed("赵大", "东头")]

    def test_takes_the_staff_of_a_unit_each_person_once(self, town):
        from lianxin.work.ballots.commands.rolls import staff_of

        own = staff_of(town.qingshui, is_below=False, at=NOON)
        below = staff_of(town.qingshui, is_below=True, at=NOON)

        assert {one.name for one in own} == {"李青", "唐山河"}
        assert {one.name for one in below} == {"李青", "唐山河", "石小桥", "石大山"}


class TestIssuing:
    @pytest.mark.parametrize("days", [0, 4, 6])
    def test_is_refused_outside_its_window(self, town, days):
        entry = scenes.roll_of(scenes.issuing(town)).entries.first()

        with pytest.raises(Unfit, match="2026-11-04 至 2026-11-06"):
            scenes.credential(entry.roll.box, entry, NOON + timedelta(days=days))

        entry.refresh_from_db()
        assert not entry.is_issued

    def test_gives_each_person_one_credential(self, town):
        box = scenes.issuing(town)
        entry = scenes.roll_of(box).entries.first()
        scenes.credential(box, entry)

        with pytest.raises(Unfit, match="已经领过"):
            scenes.credential(box, entry)

    def test_answers_the_same_again_when_the_line_broke(self, town):
        box = scenes.issuing(town)
        entry = scenes.roll_of(box).entries.first()
        hidden, _inverse = blind.blind(scenes.key_of(box), blind.prepare(secrets.token_bytes(32)))

        first = commands.issue(entry=entry, blinded=hidden, at=scenes.IN_WINDOW)

        assert commands.issue(entry=entry, blinded=hidden, at=scenes.IN_WINDOW) == first

    @pytest.mark.parametrize("garbage", [b"", b"\0" * 128, b"\xff" * 128, b"x" * 127])
    def test_is_not_spent_on_what_is_no_blinded_message(self, town, garbage):
        entry = scenes.roll_of(scenes.issuing(town)).entries.first()

        with pytest.raises(Unfit, match="再试"):
            commands.issue(entry=entry, blinded=garbage, at=scenes.IN_WINDOW)

        entry.refresh_from_db()
        assert not entry.is_issued

    def test_writes_no_line_about_a_person(self, town):
        box = scenes.issuing(town)
        before = Entry.objects.count()

        scenes.credential(box, scenes.roll_of(box).entries.first())

        assert Entry.objects.count() == before

    def test_by_letter_knows_the_code_of_this_poll_until_it_is_printed_anew(self, town):
        from lianxin.work.ballots.commands.issuing import entry_by_code

        box = scenes.issuing(town)
        letters = commands.print_letters(box=box, group="g0", by=town.officer, at=NOON)

        assert entry_by_code(box, letters[1].code.lower()).name == letters[1].name
        assert entry_by_code(box, "0000 0000 0000") is None
        assert letters[1].code not in str(list(RollEntry.objects.values()))
        commands.print_letters(box=box, group="g0", by=town.officer, at=NOON)
        assert entry_by_code(box, letters[1].code) is None

    def test_ends_by_destroying_the_keys_and_forgetting_what_was_asked(self, town):
        box = scenes.issuing(town)
        scenes.credential(box, scenes.roll_of(box).entries.first())
        with pytest.raises(Unfit, match="还有人没有领"):
            commands.end_issuing(box=box, by=town.officer, at=scenes.IN_WINDOW)

        commands.end_issuing(box=box, by=town.officer, at=scenes.AFTER_WINDOW)

        assert [roll.issued for roll in Roll.objects.filter(box=box)] == [1, 0]
        assert not RollEntry.objects.exclude(asked="").exists()
        assert Entry.objects.get(event="poll.issuing_ended").detail["counts"] == "服务对象 1/6、基层单位 0/5"

    def test_leaves_no_key_behind(self, town, django_capture_on_commit_callbacks):
        box = scenes.issuing(town)
        with django_capture_on_commit_callbacks(execute=True):
            commands.end_issuing(box=box, by=town.officer, at=scenes.AFTER_WINDOW)

        with pytest.raises(keys.NoKey):
            keys.load(box.code, "g0")


class TestOpening:
    def test_is_refused_on_the_very_day_on_which_issuing_ends(self, town):
        box = scenes.issuing(town)
        with pytest.raises(Unfit, match="不能重叠"):
            commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.VOTING)
        commands.end_issuing(box=box, by=town.officer, at=scenes.AFTER_WINDOW)
        with pytest.raises(Unfit, match="不能重叠"):
            commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.AFTER_WINDOW)

        assert commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.VOTING).is_open


class TestVoting:
    def test_counts_each_credential_once_and_its_last_word(self, town):
        box, held = scenes.opened(town)

        for token in held:
            assert not cast(box, token).is_again
        assert cast(box, f" {held[0][:60]}\n{held[0][60:]} ", seed=5).is_again
        box = plain.closed(box, town, scenes.VOTING)

        assert (box.count, scenes.roll_of(box).issued) == (3, 3)

    def test_puts_the_ballot_into_the_group_whose_key_signed(self, town):
        box, held = scenes.opened(town, "g1", 2)
        cast(box, held[0])

        assert boxes.turnout(box) == {"g1": {"screen": 1}}
        assert credentials.check(box, "g1", held[0]) and not credentials.check(box, "g0", held[0])

    def test_is_closed_before_the_opening_and_after_the_close(self, town):
        box, held = scenes.issued(town)
        with pytest.raises(boxes.NotOpen):
            cast(box, held[0])
        box = commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=scenes.VOTING)
        cast(box, held[0])
        box = plain.closed(box, town, scenes.VOTING)

        with pytest.raises(boxes.NotOpen):
            cast(box, held[1])
        assert box.count == 1

    def test_refuses_a_signature_of_a_key_that_was_never_published(self, town):
        box, held = scenes.opened(town)
        own = blind.new_key(1024)
        message = blind.prepare(b"m" * 32)
        hidden, inverse = blind.blind(own.public, message)
        forged = credentials.text_of(
            message, blind.finalize(own.public, message, blind.blind_sign(own, hidden), inverse)
        )

        with pytest.raises(tokens.NotAdmitted):
            cast(box, forged)
        assert boxes.turnout(box) == {}

    @pytest.mark.drawn
    def test_refuses_a_thousand_forged_ballots(self, town):
        box, held = scenes.opened(town)
        chance, size = Random(9), scenes.key_of(box).size
        good = credentials.read(held[0])

        def forged(n):
            kind = n % 5
            if kind == 0:
                return credentials.text_of(chance.randbytes(64), chance.randbytes(size))
            if kind == 1:  # the signature of another message
                return credentials.text_of(chance.randbytes(64), good[1])
            if kind == 2:  # one bit of the signature
                wrong = int.from_bytes(good[1], "big") ^ 1 << chance.randrange(8 * size)
                return credentials.text_of(good[0], wrong.to_bytes(size, "big"))
            if kind == 3:  # one bit of the message
                wrong = int.from_bytes(good[0], "big") ^ 1 << chance.randrange(512)
                return credentials.text_of(wrong.to_bytes(64, "big"), good[1])
            return held[0][: chance.randrange(len(held[0]))]

        accepted = 0
        for n in range(FORGED):
            try:
                cast(box, forged(n))
            except tokens.NotAdmitted:
                continue
            accepted += 1

        assert (accepted, boxes.turnout(box)) == (0, {})

    def test_has_one_form_of_a_credential_only(self, town):
        box, held = scenes.opened(town)

        for other in (held[0] + "=", held[0] + "A", "-" + held[0], held[0].swapcase(), "一" + held[0], ""):
            assert credentials.read(other) is None or not credentials.check(box, "g0", other)


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_with_one_credential_make_one_ballot(town):
    box, held = scenes.opened(town)

    def vote(n):
        from django.db import connection

        try:
            return cast(box, held[0], seed=n)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(vote, range(50)))

    assert boxes.turnout(box) == {"g0": {"screen": 1}}
    assert len({one.code for one in receipts}) == 1 and sum(not one.is_again for one in receipts) == 1


class TestAnyOrderOfSteps:
    """Whatever is tried in whatever order: counted ≤ issued ≤ roll (security.md T3)."""

    @pytest.mark.thorough
    @pytest.mark.parametrize("seed", range(int(os.environ.get("LIANXIN_BLIND_WALKS", "2"))))
    def test_counts_no_more_than_was_issued_and_issues_no_more_than_the_roll(self, town, seed):
        chance, box = Random(seed), scenes.issuing(town)
        entries, held, day = list(RollEntry.objects.filter(roll__box=box)), [], NOON
        steps = ["issue"] * 6 + ["vote"] * 5 + ["forge"] * 3 + ["end", "open", "roll"]
        days = {4: scenes.IN_WINDOW, 24: scenes.AFTER_WINDOW, 32: scenes.VOTING}
        sure = {28: "end", 34: "open", 36: "vote"}  # besides what chance tries, so that the whole way is walked

        for n in range(44):
            box, day = PollBox.objects.get(pk=box.pk), days.get(n, day)
            step = sure.get(n) or chance.choice(steps)
            try:
                if step == "issue":
                    held.append(scenes.credential(box, chance.choice(entries), day))
                elif step == "vote":
                    cast(box, chance.choice(held or [""]), chance.randrange(9))
                elif step == "forge":
                    cast(box, credentials.text_of(chance.randbytes(64), chance.randbytes(128)))
                elif step == "end":
                    commands.end_issuing(box=box, by=town.officer, at=day)
                elif step == "open":
                    commands.open_box(box=box, passphrases=plain.WORDS, by=town.officer, at=day)
                else:
                    commands.enter_roll(box=box, group="g0", people=scenes.people(9), by=town.officer, at=day)
            except (Unfit, WrongState):
                pass
            counted = sum(number for by in boxes.turnout(box).values() for number in by.values())
            issued = RollEntry.objects.filter(roll__box=box, is_issued=True).count()
            assert counted <= issued == len(set(held)) <= sum(scenes.SIZES) == len(entries)
        assert counted > 0
