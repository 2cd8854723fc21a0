"""离线记录的收取: nothing lost, nothing doubled, the order kept, what cannot be done looked at by a person (F124–F126, T8)."""

import os
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.conf import settings

from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.offline import commands, keys, queries, sealing
from lianxin.work.offline.models import Parcel, SealKey
from lianxin.work.offline.terms import KEY_LASTS, LIST_LASTS, MOST_ENTRIES, PAD, ParcelState
from lianxin.work.visits.models import Visit
from lianxin.work.writings.models import Writing
from tests.conftest import NOON
from tests.work.offline_scenes import DIARY, VISIT, phone_of

DAY = timedelta(days=1)
SHUFFLES = int(os.environ.get("LIANXIN_OFFLINE_SHUFFLES", "1"))


@pytest.fixture
def phone(town):
    return phone_of(town)


def states(parcels: Any) -> list[str]:
    return [parcel.state for parcel in parcels]


class TestAParcel:
    def test_becomes_what_it_says_in_the_name_of_its_writer_and_is_emptied(self, town, phone):
        found = {**VISIT, "place": str(town.shiqiao.pk), "found": "门口的路灯不亮。", "asker_phone": "13900000007"}
        visit, diary, concern = phone.sends(
            phone.item(values=found), phone.item("diary", DIARY, after=phone.numbers[0]),
            phone.item("concern", {"kind": "help", "text": "水井浑了，已经三天。"}),
        )  # fmt: skip

        made = Visit.objects.get()
        assert (made.unit, made.on, made.recorded_by_id) == (town.shiqiao, date(2026, 11, 2), phone.by.person_id)
        assert made.findings.get().concern.text == "门口的路灯不亮。"
        assert Writing.objects.get().visit == made and Writing.objects.get().status == "draft"
        assert Concern.objects.filter(text="水井浑了，已经三天。", unit=town.qingshui, channel="visit").count() == 1
        assert [(one.state, bytes(one.sealed)) for one in (visit, diary, concern)] == [("applied", b"")] * 3
        assert visit.made == made.ref and visit.claimed_on == date(2026, 11, 2) and made.recorded_at == NOON
        assert Entry.objects.filter(event="parcel.applied").count() == 3

    def test_that_speaks_of_a_child_is_guarded_from_the_first_day(self, town, phone):
        child = {"asker_name": "石小苗", "minor": "under_14"}
        phone.sends(
            phone.item(values={**VISIT, **child, "found": "放学路上没有灯。", "answer": "当晚接了一盏。"}),
            phone.item("concern", {**child, "kind": "help", "text": "食堂的饭是凉的。"}),
            phone.item("concern", {"kind": "help", "text": "水井浑了。", "minor": ""}),
        )  # fmt: skip
        [odd] = phone.sends(phone.item("concern", {"kind": "help", "text": "井盖没了。", "minor": "7"}))

        kept = {one.text: (one.minor, one.is_confidential) for one in Concern.objects.all()}
        assert kept == {
            "放学路上没有灯。": ("under_14", True), "食堂的饭是凉的。": ("under_14", True), "水井浑了。": ("", False),
        }  # fmt: skip
        assert odd.state == ParcelState.TO_CHECK and "没有这一项" in odd.sentence

    def test_comes_once_however_often_it_is_sent(self, phone):
        items = [phone.item() for _each in range(3)]

        first = phone.sends(*items)
        again = [phone.sends(*items[:2]), phone.sends(*reversed(items)), phone.sends(items[1])]

        assert Visit.objects.count() == Parcel.objects.count() == 3
        assert states(first) == ["applied"] * 3
        assert {one.pk for sent in again for one in sent} == {one.pk for one in first}

    def test_with_the_number_of_another_content_is_looked_at_and_can_be_done_too(self, phone):
        [first] = phone.sends(phone.item(number="a" * 32))

        [second] = phone.sends(phone.item(values={**VISIT, "note": "另一户。"}, number="a" * 32))
        assert second.state == ParcelState.TO_CHECK and "两份不同的内容" in second.sentence
        commands.apply_parcel(parcel=second, by=phone.by, at=NOON)

        assert sorted(Visit.objects.values_list("note", flat=True)) == sorted([VISIT["note"], "另一户。"])
        assert first.state == ParcelState.APPLIED

    def test_sent_by_anybody_but_the_owner_of_the_phone_is_refused(self, town, phone):
        item = phone.item()

        with pytest.raises(NotAllowed):
            phone.sends(item, by=town.stranger)
        assert not Parcel.objects.exists()

    def test_of_any_length_looks_alike(self, phone):
        short, long = phone.item(values={**VISIT, "note": "好"}), phone.item(values={**VISIT, "note": "水" * 300})

        assert len(short.sealed) == len(long.sealed) == PAD + sealing.POINT + 16


class TestTheOrder:
    def test_is_that_of_the_phone_whatever_comes_first(self, phone):
        visit, correction = phone.item(), phone.item("correction", {"reason": "走错了户"}, after=phone.numbers[0])
        third = phone.item(values={**VISIT, "note": "对的一户。"})

        assert states(phone.sends(third)) == ["held"]
        assert states(phone.sends(correction)) == ["held"] and not Visit.objects.exists()
        assert states(phone.sends(visit)) == ["applied"]

        assert set(Parcel.objects.values_list("state", flat=True)) == {"applied"}
        assert [(one.note, one.voided_on is None) for one in Visit.objects.order_by("pk")] == [
            (VISIT["note"], False), ("对的一户。", True)]  # fmt: skip

    def test_does_not_wait_for_what_the_phone_no_longer_has(self, phone):
        phone.item()  # lost with the phone's memory
        second = phone.item()

        assert states(phone.sends(second)) == ["held"]
        assert phone.sends(first=3) == []

        assert Parcel.objects.get().state == ParcelState.APPLIED

    def test_waits_for_the_one_referred_to_until_somebody_has_looked_at_it(self, phone):
        bad = phone.item(values={**VISIT, "household": "ZZZZ9999"})
        diary = phone.item("diary", DIARY, after=phone.numbers[0])
        other = phone.item("diary", {**DIARY, "text": "别的事。"})
        found = phone.sends(bad, diary, other)
        assert states(found) == ["to_check", "held", "applied"] and "ZZZZ9999" in found[0].sentence
        with pytest.raises(Unfit):
            commands.apply_parcel(parcel=found[1], by=phone.by, at=NOON)

        commands.apply_parcel(parcel=found[0], by=phone.by, at=NOON, values=VISIT)

        found[1].refresh_from_db()
        assert found[1].state == ParcelState.APPLIED
        assert Writing.objects.get(text=DIARY["text"]).visit == Visit.objects.get()

    def test_is_broken_openly_where_the_one_before_was_set_aside(self, phone):
        bad, after = (
            phone.item(values={**VISIT, "on": "2026-02-30"}),
            phone.item("diary", DIARY, after=phone.numbers[0]),
        )
        found = phone.sends(bad, after)

        commands.set_aside(parcel=found[0], reason="记错了", by=phone.by, at=NOON)

        found[1].refresh_from_db()
        assert found[1].state == ParcelState.TO_CHECK and "前一条" in found[1].sentence
        commands.apply_parcel(parcel=found[1], by=phone.by, at=NOON)
        assert Writing.objects.get().visit is None

    @pytest.mark.drawn
    @pytest.mark.parametrize("seed", range(SHUFFLES))
    def test_shuffled_and_repeated_at_will_ends_the_same(self, phone, seed):
        random, items = Random(seed), []
        for n in range(8):
            items.append(phone.item(values={**VISIT, "note": f"第 {n} 户"}))
            items.append(phone.item("diary", {**DIARY, "text": f"第 {n} 篇"}, after=phone.numbers[-1]))
        sent = [*items, *random.sample(items, 6)]
        random.shuffle(sent)
        while sent:
            part = {one.number: one for one in (sent.pop() for _each in range(min(len(sent), random.randint(1, 4))))}
            phone.sends(*part.values())

        assert set(Parcel.objects.values_list("state", flat=True)) == {"applied"}
        notes = Visit.objects.order_by("pk").values_list("note", flat=True)
        assert list(notes) == [f"第 {n} 户" for n in range(8)]
        assert [(one.text, one.visit.note) for one in Writing.objects.order_by("pk")] == [
            (f"第 {n} 篇", f"第 {n} 户") for n in range(8)]  # fmt: skip


DOUBTFUL = {
    "a date of next year": ({"values": {**VISIT, "on": "2027-11-02"}}, {}, "今天之后"),
    "a date of last year": ({"values": {**VISIT, "on": "2025-11-02"}}, {}, "三个月"),
    "a clock that is off": ({}, {"is_clock_off": True}, "时钟"),
    "an older form": ({"version": 7}, {}, "第 7 版"),
    "no such day": ({"values": {**VISIT, "on": "2026-02-30"}}, {}, "看不懂"),
    "a box left empty": ({"values": {"kind": "household"}}, {}, "日期"),
    "a kind that is none": ({"values": {**VISIT, "kind": "check_up"}}, {}, "没有这一项"),
    "a unit that is none": ({"values": {**VISIT, "place": "999999"}}, {}, "没有这个单位"),
    "a text too long": ({"values": {**VISIT, "note": "长" * 2001}}, {}, "2000"),
    "a number with a nul": ({"values": {**VISIT, "household": "A\0'--"}}, {}, "编号"),
    "a complaint, which must name whom": (
        {"kind": "concern", "values": {"kind": "complaint", "text": "站里的人吃拿卡要。"}},
        {},
        "没有这一项",
    ),
    "a correction of nothing": ({"kind": "correction", "values": {"reason": "x"}, "after": "b" * 32}, {}, "前一条"),
}


class TestWhatCannotBeDone:
    @pytest.mark.parametrize("what", DOUBTFUL)
    def test_is_kept_with_a_sentence(self, phone, what):
        item, sent, words = DOUBTFUL[what]

        [parcel] = phone.sends(phone.item(**item), **sent)

        assert parcel.state == ParcelState.TO_CHECK and words in parcel.sentence, parcel.sentence
        assert queries.opened(parcel).values == item.get("values", VISIT)
        assert not Visit.objects.exists()

    def test_is_kept_where_it_cannot_even_be_opened(self, phone):
        good, mangled = phone.item(), phone.item()
        mangled = commands.Sent(mangled.number, mangled.seq, mangled.key_code, mangled.sealed[:-1] + b"x")
        strange = commands.Sent("c" * 32, 3, "0" * 16, b"\x04" * 90)

        found = phone.sends(good, mangled, strange)

        assert states(found) == ["applied", "to_check", "to_check"]
        assert bytes(found[1].sealed) == mangled.sealed and "打不开" in found[1].sentence
        with pytest.raises(Unfit):
            commands.apply_parcel(parcel=found[1], by=phone.by, at=NOON)

    def test_is_kept_where_the_post_was_lost_meanwhile(self, town, phone):
        item = phone.item()
        orgs.end_posting(posting=town.postings["officer"], valid_to=date(2026, 11, 2), by=town.admin, at=NOON)

        [parcel] = phone.sends(item)

        assert parcel.state == ParcelState.TO_CHECK and "职务" in parcel.sentence

    def test_is_kept_where_the_program_fails_and_comes_again_where_the_database_is_busy(self, phone, monkeypatch):
        from django.db import OperationalError

        from lianxin.work.visits import commands as visits

        def fails(**given: Any) -> None:
            raise ZeroDivisionError

        def busy(**given: Any) -> None:
            raise OperationalError("database is locked")

        item, other = phone.item(), phone.item()
        with monkeypatch.context() as patch:
            patch.setattr(visits, "record_visit", fails)
            assert states(phone.sends(item)) == ["to_check"]
        with monkeypatch.context() as patch:
            patch.setattr(visits, "record_visit", busy)
            with pytest.raises(OperationalError):
                phone.sends(other)

        assert states(phone.sends(item, other)) == ["to_check", "applied"]

    def test_is_mended_or_set_aside_by_the_writer_with_a_reason(self, town, phone):
        first, second = phone.sends(*[phone.item(values={**VISIT, "on": "2027-01-01"}) for _each in range(2)])

        with pytest.raises(Unfit):
            commands.set_aside(parcel=first, reason=" ", by=phone.by, at=NOON)
        commands.set_aside(parcel=first, reason="同事已经登记", by=phone.by, at=NOON)
        commands.apply_parcel(parcel=second, by=phone.by, at=NOON, values=VISIT)

        assert Visit.objects.get().on == date(2026, 11, 2)
        assert set(Parcel.objects.values_list("state", flat=True)) == {"set_aside", "applied"}
        assert bytes(Parcel.objects.get(pk=first.pk).sealed)
        with pytest.raises(WrongState):
            commands.apply_parcel(parcel=first, by=phone.by, at=NOON)


class TestWhoManagesPhones:
    def test_applies_for_the_writer_what_holds_no_matter_of_anybody(self, town):
        phone = phone_of(town, "worker")
        [parcel] = phone.sends(phone.item(values={**VISIT, "on": "2025-11-02"}))
        assert list(queries.to_check(town.officer)) == [parcel] and not queries.to_check(town.stranger)
        assert commands.look_into(parcel=parcel, by=town.officer, at=NOON) == {**VISIT, "on": "2025-11-02"}

        commands.apply_parcel(parcel=parcel, by=town.officer, at=NOON, values=VISIT)

        made = Visit.objects.get()
        assert made.recorded_by_id == made.people.get().person_id == phone.by.person_id
        assert [entry.by for entry in Entry.objects.filter(event="parcel.opened")] == [town.officer.ref]
        assert Entry.objects.get(event="parcel.applied").by == town.officer.ref

    @pytest.mark.parametrize("content", [("diary", DIARY), ("visit", {**VISIT, "found": "村干部吃拿卡要"})])
    def test_never_reads_what_may_stand_behind_a_wall_once_it_is_in_the_books(self, town, content):
        phone = phone_of(town, "worker")
        [parcel] = phone.sends(phone.item(*content, version=3))

        assert commands.look_into(parcel=parcel, by=town.officer, at=NOON) is None
        with pytest.raises(NotAllowed):
            commands.apply_parcel(parcel=parcel, by=town.officer, at=NOON, values={})
        assert commands.look_into(parcel=parcel, by=phone.by, at=NOON) == content[1]
        commands.apply_parcel(parcel=parcel, by=town.officer, at=NOON)
        assert not Entry.objects.filter(event="parcel.opened").exists()

    @pytest.mark.parametrize("who", ["stranger", "head", "leader", "auditor"])
    def test_is_nobody_else(self, town, phone, who):
        [parcel] = phone.sends(phone.item(version=3))

        with pytest.raises(NotAllowed):
            commands.apply_parcel(parcel=parcel, by=town.actors[who], at=NOON)
        with pytest.raises(NotAllowed):
            commands.set_aside(parcel=parcel, reason="x", by=town.actors[who], at=NOON)
        with pytest.raises(NotAllowed):
            commands.revoke(handset=phone.handset, by=town.actors[who], at=NOON)


class TestAPhone:
    def test_is_registered_once_and_no_more_than_three(self, town, phone):
        home = town.qingshui
        same = {"name": "x", "client_key": phone.handset.client_key, "home": home, "at": NOON}
        assert commands.register_handset(by=town.officer, **same).pk == phone.handset.pk
        with pytest.raises(Unfit):
            commands.register_handset(by=town.clerk, **same)
        for n in range(2):
            commands.register_handset(name="备用", client_key=str(n) * 32, home=home, by=town.officer, at=NOON)

        with pytest.raises(Unfit):
            commands.register_handset(name="第四部", client_key="9" * 32, home=home, by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.register_handset(name="x", client_key="8" * 32, home=home, by=town.admin, at=NOON)

    def test_is_stopped_by_its_owner_or_by_who_manages_and_then_sends_nothing(self, town):
        phone = phone_of(town, "worker")
        item = phone.item()

        commands.revoke(handset=phone.handset, by=town.officer, at=NOON)

        phone.handset.refresh_from_db()
        assert phone.handset.is_revoked
        with pytest.raises(NotAllowed):
            phone.sends(item)
        with pytest.raises(Unfit):  # nor is it taken up again under its old number
            commands.register_handset(
                name="x", client_key=phone.handset.client_key, home=town.shiqiao, by=town.worker, at=NOON)  # fmt: skip

    def test_holds_of_ones_pairings_only_codes_groups_and_doors(self, town, phone, monkeypatch):
        from lianxin.work.households import commands as households
        from lianxin.work.pairings import commands as pairings

        assert (30, timedelta(hours=72)) == (MOST_ENTRIES, LIST_LASTS)  # security.md T8
        monkeypatch.setattr(queries, "MOST_ENTRIES", 3)
        for n in range(4):
            home = households.register_household(
                unit=town.shiqiao, group="三组", door=f"{n} 号", head_name="王长青", phone="13900000001",
                by=town.worker, at=NOON)  # fmt: skip
            pairings.pair(kind="household", person=town.people["officer"], household=home, since=date(2026, 11, 3),
                          over_why="全镇包户", by=town.officer, at=NOON)  # fmt: skip

        found = queries.phone_list(town.people["officer"], town.qingshui, NOON)

        assert len(found["households"]) == 3 and set(found["households"][0]) == {"code", "group", "door"}
        assert "王长" not in str(found) and "139000" not in str(found)
        assert found["until"] == (NOON + timedelta(hours=72)).isoformat()
        assert [one["name"] for one in found["places"]] == ["清水镇", "石桥村"]
        [parcel] = phone.sends(phone.item(values={**VISIT, "household": found["households"][2]["code"]}))
        assert parcel.state == ParcelState.APPLIED and Visit.objects.get().household.door
        assert queries.phone_list(town.people["clerk"], town.county, NOON)["households"] == []


class TestTheKey:
    def test_is_changed_every_month_and_kept_as_long_as_anything_may_be_sealed_to_it(self, town, phone):
        old, item, late = phone.key, phone.item(), phone.item()
        after = NOON + KEY_LASTS

        key = commands.note_contact(handset=phone.handset, waiting=2, key_codes=[old.code], by=phone.by, at=after)
        assert key.code != old.code
        # the answer was lost: the phone goes on with the old one, and says so
        commands.note_contact(handset=phone.handset, waiting=2, key_codes=[old.code], by=phone.by, at=after)
        assert commands.destroy_spent(by=SYSTEM, at=after) == 0
        assert states(phone.sends(item, late, at=after)) == ["applied"] * 2

        commands.note_contact(handset=phone.handset, waiting=0, key_codes=[key.code], by=phone.by, at=after + DAY)
        with_commit(lambda: commands.destroy_spent(by=SYSTEM, at=after + DAY))
        assert SealKey.objects.get(code=old.code).destroyed_at == after + DAY
        assert not keys.is_there(old.code) and keys.is_there(key.code)

    def test_is_kept_for_what_somebody_must_still_look_at(self, town, phone):
        [parcel] = phone.sends(phone.item(version=3))
        later = NOON + KEY_LASTS
        commands.note_contact(handset=phone.handset, waiting=0, key_codes=[], by=phone.by, at=later)

        assert commands.destroy_spent(by=SYSTEM, at=later) == 0
        commands.apply_parcel(parcel=parcel, by=phone.by, at=later)
        assert commands.destroy_spent(by=SYSTEM, at=later) == 1

    def test_lies_outside_the_data_and_its_loss_loses_no_parcel(self, phone):
        path = keys._path(phone.key.code)
        assert path.is_relative_to(settings.KEYS) and path.stat().st_mode & 0o777 == 0o600
        item, kept = phone.item(), path.read_bytes()
        path.unlink()

        [parcel] = phone.sends(item)
        assert parcel.state == ParcelState.TO_CHECK and "私钥" in parcel.sentence
        fresh = commands.key_for_phones(by=phone.by, at=NOON)
        assert fresh.code != phone.key.code
        path.write_bytes(kept)


def with_commit(deed: Any) -> None:
    """What the deed left for after the commit is done."""
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        deed()
