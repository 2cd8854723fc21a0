"""整改: issued with everything it needs, reported, checked, signed off, fed back, until the giver is satisfied."""

from datetime import date, timedelta

import pytest

from lianxin.base.indicators.registry import get
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands, queries
from lianxin.work.rectification.models import GiverRating, Rectification
from lianxin.work.rectification.terms import VIEW, Status
from tests.work.rectification_scenes import ENDS, LATER, MEASURE, STARTS, issued, reported, signed_off, told

YEAR = Period.parse("2026")
NEXT = date(2026, 12, 31)
BIG_PRINT = "12月31日前单页改成大字版 200 份。"


def entries(item) -> list[str]:
    return list(Entry.objects.filter(of=item.ref).order_by("n").values_list("event", flat=True))


class TestIssuing:
    @pytest.mark.mechanism("M188")
    def test_sets_down_owner_measure_dates_person_and_supervisor(self, town):
        item = issued(town)

        item.refresh_from_db()
        assert (item.owner, item.measure, item.starts_on, item.ends_on) == (town.building, MEASURE, STARTS, ENDS)
        assert (item.person, item.supervisor, item.status) == ("张建", "周敏", Status.ISSUED)
        assert entries(item) == ["rectification.issued"]

    @pytest.mark.mechanism("M190")
    @pytest.mark.parametrize("field", ["problem", "measure", "starts_on", "ends_on", "person", "supervisor"])
    def test_is_refused_while_one_of_them_is_missing(self, town, field):
        with pytest.raises(Unfit) as refusal:
            issued(town, **{field: None if field.endswith("_on") else " "})

        assert refusal.value.field == field
        assert not Rectification.objects.exists()

    @pytest.mark.mechanism("M191")
    def test_is_refused_for_a_measure_of_mere_words_and_shows_how_to_write_it(self, town):
        with pytest.raises(Unfit) as refusal:
            issued(town, measure="进一步加强管理，切实提高认识。")

        assert refusal.value.field == "measure" and "例如" in str(refusal.value) and "加强" in str(refusal.value)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"ends_on": STARTS - timedelta(days=1)}, "ends_on"),
            ({"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 9)}, "ends_on"),
            ({"supervisor": "张 建"}, "supervisor"),
        ],
    )
    def test_is_refused_for_dates_and_names_that_do_not_fit(self, town, changes, field):
        with pytest.raises(Unfit) as refusal:
            issued(town, **changes)

        assert refusal.value.field == field

    @pytest.mark.parametrize("who", ["stranger", "worker", "inspector", "builder"])
    def test_is_refused_to_those_who_do_not_lead_the_owner(self, town, who):
        with pytest.raises(NotAllowed):
            issued(town, by=getattr(town, who), owner=town.water_bureau)

    def test_never_pushes_the_work_of_a_department_down_to_a_village(self, town):
        """JF-10, even with a reason; the village's own work is the village's."""
        with pytest.raises(Unfit) as refusal:
            issued(town, owner=town.shiqiao, about=town.building, outside_reason="村里离得近，顺手就办了。")

        assert refusal.value.field == "owner" and "县住建局" in str(refusal.value)
        assert issued(town, owner=town.shiqiao, about=town.shiqiao).owner == town.shiqiao

    def test_of_something_else_to_a_village_takes_a_reason_and_is_counted(self, town):
        with pytest.raises(Unfit) as refusal:
            issued(town, owner=town.shiqiao)
        issued(town, owner=town.shiqiao, outside_reason="公示栏立在村里，由村里看管。")

        assert refusal.value.field == "outside_reason"
        assert get("rectification.outside").value(YEAR, town.county, by=town.clerk) == 1

    def test_leaves_no_word_of_the_problem_in_the_journal(self, town):
        item = issued(town)

        assert "窗口" not in str(Entry.objects.get(of=item.ref).detail)


class TestReporting:
    def test_is_the_owners_and_waits_for_the_supervisor(self, town):
        item = reported(town)

        assert (item.status, item.done_on) == (Status.REPORTED, date(2026, 11, 13))
        assert list(queries.to_check(town.clerk)) == [item]

    @pytest.mark.parametrize("who", ["clerk", "water", "stranger"])
    def test_is_refused_to_others(self, town, who):
        with pytest.raises(NotAllowed):
            commands.report(item=issued(town), text="做完了。", by=getattr(town, who), at=LATER[2])

    def test_needs_words_but_no_evidence(self, town):
        item = issued(town)

        with pytest.raises(Unfit):
            commands.report(item=item, text=" ", by=town.builder, at=LATER[2])
        assert (
            commands.report(item=item, text="清单已减为 5 项。", by=town.builder, at=LATER[2])
            .rounds.get()
            .report_evidence
            == ""
        )

    def test_of_progress_changes_no_state_and_keeps_its_words_out_of_the_journal(self, town):
        item = commands.note_progress(item=issued(town), text="单页正在印。", by=town.builder, at=LATER[2])

        assert item.status == Status.ISSUED and item.rounds.get().progress == "单页正在印。"
        entry = Entry.objects.get(event="rectification.progressed")
        assert "单页" not in str(entry.detail) and PrivateDetail.objects.filter(entry_n=entry.n).exists()


class TestChecking:
    @pytest.mark.mechanism("M189")
    def test_is_the_supervisors_word_of_what_he_saw_with_evidence_if_he_has_some(self, town):
        item = commands.sign_off(
            item=reported(town), note="到大厅看过，单页在。", evidence="大厅2号台", by=town.clerk, at=LATER[12]
        )

        now = item.rounds.get()
        assert (item.status, item.signed_off_on) == (Status.SIGNED_OFF, date(2026, 11, 15))
        assert (now.check_note, now.check_evidence, now.checked_by) == ("到大厅看过，单页在。", "大厅2号台", "周敏")

    @pytest.mark.mechanism("M189")
    def test_says_nothing_without_words_of_the_supervisor(self, town):
        item = reported(town)

        with pytest.raises(Unfit) as refusal:
            commands.sign_off(item=item, note="", by=town.clerk, at=LATER[12])
        item.refresh_from_db()
        assert refusal.value.field == "note" and item.status == Status.REPORTED

    def test_is_not_done_by_whoever_reported_it(self, town):
        item = issued(town, by=town.builder, owner=town.building)
        commands.report(item=item, text="已减为 5 项。", by=town.builder, at=LATER[3])

        for deed in (commands.sign_off, commands.send_back):
            words = {"note": "看过。"} if deed is commands.sign_off else {"reason": "不行。", "ends_on": NEXT}
            with pytest.raises(NotAllowed):
                deed(item=item, by=town.builder, at=LATER[4], **words)
        commands.sign_off(item=item, note="看过。", by=town.building_head, at=LATER[4])

    def test_is_refused_before_the_owner_reported(self, town):
        with pytest.raises(WrongState):
            commands.sign_off(item=issued(town), note="看过。", by=town.clerk, at=LATER[2])

    def test_that_finds_it_undone_begins_the_next_round_and_keeps_the_first_date(self, town):
        item = reported(town)
        item = commands.send_back(item=item, reason="单页字太小。", ends_on=NEXT, by=town.clerk, at=LATER[12])

        first, second = item.rounds.all()
        assert (item.status, item.round, item.due_on) == (Status.ISSUED, 2, NEXT)
        assert (item.first_ends_on, item.ends_on, first.is_passed, second.ends_on) == (ENDS, ENDS, False, NEXT)

    def test_that_finds_it_undone_takes_a_reason_and_a_date(self, town):
        item = reported(town)

        for words, field in (
            ({"reason": "", "ends_on": NEXT}, "reason"),
            ({"reason": "字小。", "ends_on": STARTS}, "ends_on"),
        ):
            with pytest.raises(Unfit) as refusal:
                commands.send_back(item=item, by=town.clerk, at=LATER[12], **words)
            assert refusal.value.field == field


class TestTheEndDate:
    def test_may_be_moved_once_with_a_reason_and_both_dates_stay(self, town):
        item = commands.extend(item=issued(town), until=NEXT, reason="纸要等到下旬。", by=town.clerk, at=LATER[5])

        assert (item.first_ends_on, item.ends_on, item.due_on) == (ENDS, NEXT, NEXT)
        with pytest.raises(Unfit):
            commands.extend(item=item, until=date(2027, 1, 31), reason="再等等。", by=town.clerk, at=LATER[6])

    def test_is_not_moved_by_the_owner_nor_after_it_has_passed(self, town):
        item = issued(town)

        with pytest.raises(NotAllowed):
            commands.extend(item=item, until=NEXT, reason="忙不过来。", by=town.builder, at=LATER[5])
        with pytest.raises(Unfit):
            commands.extend(item=item, until=date(2027, 1, 31), reason="忙不过来。", by=town.clerk, at=LATER[60])

    def test_tells_how_it_stands_without_anybody_typing_it(self, town):
        item = issued(town)

        words = [queries.standing(item, ENDS + timedelta(days=days)).words for days in (-18, -8, 0, 3)]
        assert words == ["剩余 18 天", "剩余 8 天", "今天到期", "超时限 3 天"]

    def test_that_was_missed_stays_missed_after_another_round(self, town):
        item = commands.report(item=issued(town), text="减了。", by=town.builder, at=LATER[50])
        item = commands.send_back(item=item, reason="没印。", ends_on=date(2027, 1, 31), by=town.clerk, at=LATER[51])
        item = commands.report(item=item, text="印了。", by=town.builder, at=LATER[52])
        commands.sign_off(item=item, note="看过。", by=town.clerk, at=LATER[53])

        rate = get("rectification.on_time_rate").figure(YEAR, town.county, by=town.clerk)
        assert (rate.part, rate.whole) == (0, 1)
        assert get("rectification.again").value(YEAR, town.county, by=town.clerk) == 1


class TestTheGiver:
    def test_is_told_how_it_went(self, town):
        item = told(town)

        assert item.rounds.get().told_how == "电话"
        assert entries(item)[-1] == "rectification.told"

    def test_may_be_told_by_the_dialogue_itself_but_not_by_a_stranger(self, town):
        item = signed_off(town)

        with pytest.raises(NotAllowed):
            commands.tell(item=item, how="电话", by=town.stranger, at=LATER[13])
        assert commands.tell(item=item, how="意见回执", by=SYSTEM, at=LATER[13]).told_on is not None

    def test_who_is_not_satisfied_opens_another_round_until_he_is(self, town):
        item = commands.rate(
            item=told(town), rating="dissatisfied", words="单页没人看得懂。", by=RESIDENT, at=LATER[14]
        )
        assert (item.status, item.signed_off_on) == (Status.DISSATISFIED, None)
        assert list(queries.to_check(town.clerk)) == [item]

        item = commands.begin_again(item=item, measure=BIG_PRINT, ends_on=NEXT, by=town.clerk, at=LATER[15])
        item = commands.report(item=item, text="大字版 200 份印好。", by=town.builder, at=LATER[20])
        item = commands.sign_off(item=item, note="看过。", by=town.clerk, at=LATER[21])
        item = commands.tell(item=item, how="意见回执", by=SYSTEM, at=LATER[21])
        item = commands.rate(item=item, rating="satisfied", words="", by=RESIDENT, at=LATER[22])

        assert (item.status, item.round, item.first_ends_on) == (Status.SIGNED_OFF, 2, ENDS)
        assert [one.rating for one in GiverRating.objects.order_by("number")] == ["dissatisfied", "satisfied"]

    def test_who_is_anonymous_leaves_neither_time_nor_line(self, town):
        item = told(town)
        before = Entry.objects.count()

        commands.rate(item=item, rating="dissatisfied", words="没改。", by=RESIDENT, at=LATER[14])

        kinds = {field.get_internal_type() for field in GiverRating._meta.get_fields()}
        rating = GiverRating.objects.get()
        assert Entry.objects.count() == before and rating.noted_on is None and "DateTimeField" not in kinds

    def test_is_not_played_by_staff_whose_notes_stand_apart(self, town):
        item = told(town)

        with pytest.raises(NotAllowed):
            commands.rate(item=item, rating="satisfied", words="", by=town.clerk, at=LATER[14])
        commands.hear(item=item, rating="basically", words="还行。", by=town.clerk, at=LATER[14])
        assert not GiverRating.objects.get().is_by_giver

    def test_needs_a_new_measure_that_can_be_checked(self, town):
        item = commands.rate(item=told(town), rating="dissatisfied", words="", by=RESIDENT, at=LATER[14])

        for measure in ("", "进一步改进工作。"):
            with pytest.raises(Unfit):
                commands.begin_again(item=item, measure=measure, ends_on=NEXT, by=town.clerk, at=LATER[15])

    def test_says_nothing_of_an_item_that_is_not_done(self, town):
        with pytest.raises(WrongState):
            commands.rate(item=issued(town), rating="satisfied", words="", by=RESIDENT, at=LATER[2])


class TestWithdrawing:
    def test_keeps_the_item_and_the_reason_and_counts_it_nowhere(self, town):
        item = commands.withdraw(item=issued(town), reason="和督办重复。", by=town.clerk, at=LATER[1])

        assert item.withdrawn_reason == "和督办重复。"
        assert get("rectification.issued").value(YEAR, town.county, by=town.clerk) == 0
        with pytest.raises(WrongState):
            commands.withdraw(item=item, reason="再撤。", by=town.clerk, at=LATER[1])


class TestReach:
    def test_ends_at_issuer_and_owner(self, town):
        item = issued(town)

        for who, sees in (("clerk", True), ("builder", True), ("auditor", True), ("stranger", False), ("water", False)):
            actor = getattr(town, who)
            assert actor.may(VIEW, item) == sees
            assert Rectification.objects.reachable(by=actor, to=VIEW).filter(pk=item.pk).exists() == sees

    def test_of_a_source_gives_only_what_the_actor_may_see(self, town):
        issued(town)

        assert len(queries.of_source("remark:1", town.clerk)) == 1 and not queries.of_source("remark:1", town.stranger)


class TestFigures:
    @pytest.mark.parametrize("code", ["issued", "in_progress", "overdue", "signed_off", "on_time", "told"])
    def test_are_lists_that_are_counted(self, town, code):
        told(town)
        issued(town, at=LATER[13], source_ref="remark:2", ends_on=date(2026, 11, 20))
        day, one = date(2026, 11, 25), get(f"rectification.{code}")

        value = one.value(YEAR, town.county, by=town.clerk, today=day)
        assert value == len(one.opened(YEAR, town.county, by=town.clerk, today=day)) > 0
        assert one.value(YEAR, town.baisha, by=town.stranger, today=day) == 0

    def test_take_a_signed_off_item_back_when_the_giver_is_not_satisfied(self, town):
        item = told(town)
        assert get("rectification.signed_off").value(YEAR, town.county, by=town.clerk) == 1

        commands.rate(item=item, rating="dissatisfied", words="", by=RESIDENT, at=LATER[14])

        assert get("rectification.signed_off").value(YEAR, town.county, by=town.clerk) == 0
