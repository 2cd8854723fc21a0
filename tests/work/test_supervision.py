"""督办积案: orders followed to the end, old cases with a leader, corrections, reminders that keep quiet at night."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from lianxin.work.supervision import commands, queries
from lianxin.work.supervision.models import Correction, OldCase, Reminder, SupervisionOrder
from lianxin.work.supervision.terms import SEE
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered

BY = date(2026, 11, 13)


def issued(town, *found, by="clerk", **changes) -> SupervisionOrder:
    fields = {"to": town.building, "demand": "一周内到现场，说明办法。", "answer_by": BY, "unit": town.county}
    return commands.issue(**{"concerns": found, "by": getattr(town, by), "at": NOON, **fields, **changes})


def said(concern) -> list[str]:
    entries = list(book.story(concern.ref))
    private = book.private_of(entries)
    return [book.sentence(entry, private.get(entry.n, {})) for entry in entries]


class TestAnOrder:
    @pytest.mark.mechanism("F025", "M067")
    def test_is_numbered_and_stands_in_the_story_of_each_of_its_concerns(self, town):
        one, two = at_state(town, Status.IN_HAND), at_state(town, Status.IN_HAND)
        order = issued(town, one, two, title="石桥村路灯专项督办")
        again = issued(town, one, by="county_leader")

        assert (order.number, again.number) == ("督办〔2026〕1号", "督办〔2026〕2号")
        assert said(two)[-1] == "督办（督办〔2026〕1号）：请县住建局于2026-11-13前回复。一周内到现场，说明办法。"
        assert order.concerns.count() == 2

    @pytest.mark.mechanism("F025")
    def test_is_chased_answered_sent_back_and_concluded(self, town):
        concern = at_state(town, Status.IN_HAND)
        order = issued(town, concern)
        commands.report(order=order, text="已派人查看。", by=town.builder, at=NOON)
        commands.chase(order=order, text="未见进展。", by=town.clerk, at=NOON)
        order = commands.chase(order=order, text="再催。", by=town.county_leader, at=NOON)
        assert order.times_chased == 2 and "第2次催办" in said(concern)[-1]
        commands.answer(order=order, text="已下单采购。", by=town.builder, at=NOON)
        with pytest.raises(WrongState):
            commands.chase(order=order, text="催。", by=town.clerk, at=NOON)
        order = commands.ask_again(
            order=order, text="要装好。", answer_by=BY + timedelta(days=7), by=town.clerk, at=NOON
        )

        assert (order.state, order.answer_by, order.answered_on) == ("open", BY + timedelta(days=7), None)
        assert [note.what for note in order.notes.all()] == ["report", "chase", "chase", "answer", "ask_again"]

    def test_is_concluded_when_all_is_closed_and_confirmed_or_with_a_reason(self, town):
        receipt = registered(town)
        concern, other = receipt.concern, at_state(town, Status.IN_HAND)
        order = issued(town, concern)
        early = issued(town, other)
        at_state(town, Status.CLOSED, concern)
        with pytest.raises(Unfit) as refusal:  # closed is not solved: the resident has not said so
            commands.conclude(order=order, conclusion="已落实。", by=town.clerk, at=NOON)
        assert refusal.value.field == "reason"
        concerns.rate(concern=concern, secret=receipt.secret, rating="satisfied", solved=True, contacted=True, at=NOON)

        assert commands.conclude(order=order, conclusion="已落实。", by=town.clerk, at=NOON).state == "concluded"
        early = commands.conclude(
            order=early, conclusion="转入项目。", reason="列入工程，另行督办。", by=town.clerk, at=NOON
        )
        assert "列入工程" in early.conclusion

    def test_is_issued_by_those_who_lead_there_to_those_below(self, town):
        concern = at_state(town, Status.IN_HAND)
        for who in ("worker", "builder", "inspector", "stranger", "auditor"):
            with pytest.raises(NotAllowed):
                issued(town, concern, by=who)
        for wrong in ({"to": town.county, "by": "officer", "unit": town.qingshui}, {"demand": " "},
                      {"answer_by": date(2026, 11, 1)}):  # fmt: skip
            with pytest.raises(Unfit):
                issued(town, concern, **wrong)
        with pytest.raises(Unfit):
            issued(town)
        with pytest.raises(NotAllowed):
            commands.answer(order=issued(town, concern), text="好。", by=town.clerk, at=NOON)

    def test_of_what_is_done_is_refused(self, town):
        with pytest.raises(Unfit, match="已经办完"):
            issued(town, at_state(town, Status.CLOSED))

    def test_about_a_unit_is_not_given_to_it_and_leaves_no_gap_in_the_numbers(self, town):
        complaint = registered(town, kind="complaint", subject_units=[town.building], by=town.clerk).concern
        with pytest.raises(Unfit, match="不能把反映"):
            issued(town, complaint)
        hidden = issued(town, complaint, to=town.qingshui)
        plain = issued(town, at_state(town, Status.IN_HAND))

        assert hidden.serial is None and plain.number == "督办〔2026〕1号"
        assert list(SupervisionOrder.objects.reachable(by=town.builder, to=SEE)) == [plain]
        assert SupervisionOrder.objects.reachable(by=town.clerk, to=SEE).count() == 2


class TestAnOldCase:
    LATER = NOON + timedelta(days=100)

    @pytest.mark.mechanism("M066")
    def test_is_one_by_its_age_its_rounds_or_because_it_was_declared(self, town):
        old, young, declared = (registered(town).concern for _each in range(3))
        far = self.LATER.date()
        assert set(queries.old_cases(town.clerk, far)) == {old, young, declared}
        assert not queries.old_cases(town.clerk, NOON.date() + timedelta(days=89)).exists()
        assert queries.old_cases(town.clerk, NOON.date() + timedelta(days=30), days=30).count() == 3

        commands.declare(concern=declared, reason="多年未决。", by=town.clerk, at=NOON)
        assert list(queries.old_cases(town.clerk, NOON.date())) == [declared]
        assert not queries.old_cases(town.stranger, far).exists()

    @pytest.mark.mechanism("M066")
    def test_is_led_by_a_leader_with_a_plan_and_notes(self, town, concern):
        case = commands.lead(
            concern=concern, leader=town.postings["leader"], plan="分三步修。", review_on=BY, by=town.clerk, at=NOON
        )
        commands.note(case=case, text="已议定资金。", review_on=BY + timedelta(days=30), by=town.leader, at=NOON)

        case = OldCase.objects.get()
        assert (case.leader.name, case.review_on) == ("唐山河", BY + timedelta(days=30))
        assert said(concern)[-2:] == ["唐山河包案，下次研究日期 2026-11-13", "包案进展：已议定资金。"]
        with pytest.raises(NotAllowed):
            commands.note(case=case, text="写一笔。", by=town.builder, at=NOON)

    def test_is_never_led_by_whom_it_complains_about_nor_by_a_clerk(self, town):
        complaint = registered(town, kind="complaint", subject_persons=[town.people["leader"]], by=town.clerk).concern
        for who in ("leader", "officer"):
            with pytest.raises(Unfit) as refusal:
                commands.lead(
                    concern=complaint, leader=town.postings[who], plan="查。", review_on=BY, by=town.clerk, at=NOON
                )
            assert refusal.value.field == "leader"

    def test_is_counted_as_of_the_last_day(self, town):
        first = registered(town).concern
        at_state(town, Status.CLOSED, registered(town).concern)
        ours = {"under": town.county, "by": town.clerk, "today": date(2027, 3, 1)}

        assert get("old_case.open").value(Period.parse("2027-02"), **ours) == 1
        assert get("old_case.open").value(Period.parse("2027-01"), **ours) == 0  # 89 days on its last day
        assert get("old_case.closed").value(Period.parse("2026-11"), **ours) == 0
        assert queries.median_age([first.received_on, date(2026, 11, 1)], NOON.date()) == 0
        assert queries.median_age([], NOON.date()) is None


class TestACorrection:
    def given(self, town, **changes):
        fields = {"to": town.shiqiao, "upper": town.qingshui, "fact": "open", "measures": "逐件答复。", "answer_by": BY,
                  "unit": town.county, "by": town.clerk, "at": NOON}  # fmt: skip
        return commands.correct(**{**fields, **changes})

    @pytest.mark.mechanism("M064")
    def test_names_the_superior_the_day_and_a_counted_list(self, town):
        registered(town), registered(town)
        registered(town, kind="complaint", subject_units=[town.building], by=town.clerk)
        correction = self.given(town)
        assert correction.counted == 2 == correction.concerns.count()
        correction = commands.answer_correction(correction=correction, text="已逐件上门。", by=town.worker, at=NOON)
        correction = commands.return_correction(correction=correction, text="还差一件。", by=town.officer, at=NOON)
        commands.answer_correction(correction=correction, text="都办了。", by=town.head, at=NOON)

        correction = commands.confirm(correction=correction, text="属实。", by=town.leader, at=NOON)

        assert (correction.state, correction.confirmed_on) == ("confirmed", NOON.date())
        assert [entry.event for entry in book.story(correction.ref)][-1] == "correction.confirmed"

    def test_needs_facts_a_superior_and_the_right(self, town):
        with pytest.raises(Unfit) as refusal:
            self.given(town)
        assert refusal.value.field == "fact"
        registered(town)
        with pytest.raises(Unfit):
            self.given(town, upper=town.baisha)
        with pytest.raises(NotAllowed):
            self.given(town, by=town.builder)
        correction = self.given(town)
        with pytest.raises(NotAllowed):
            commands.answer_correction(correction=correction, text="好。", by=town.officer, at=NOON)
        with pytest.raises(WrongState):
            commands.confirm(correction=correction, text="好。", by=town.officer, at=NOON)
        assert Correction.objects.reachable(by=town.stranger, to=SEE).count() == 0


def moment(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


class TestTheLadder:
    """A lamp received on Tuesday 3 November, 10 workdays: due on Tuesday the 17th."""

    @pytest.mark.mechanism("F036")
    @pytest.mark.thorough
    def test_climbs_from_the_office_to_its_leader_to_the_one_above_and_says_each_once(self, town):
        concern = at_state(town, Status.IN_HAND)
        assert concern.due_on == date(2026, 11, 17)
        given = {}
        for day in range(4, 31):
            commands.remind(at=moment(day))
            given |= {r.step.code: (r.given_at.astimezone(SHANGHAI).day, r.unit.name) for r in Reminder.objects.all()}
        again = commands.remind(at=moment(30))

        assert given == {
            "due_soon": (16, "县住建局"), "overdue": (18, "县住建局"), "overdue_leader": (24, "县住建局"),
        }  # fmt: skip
        assert again.given == 0 and Reminder.objects.count() == 3
        commands.remind(at=moment(1, month=12))
        assert Reminder.objects.latest("pk").unit == town.county
        assert said(concern)[-1] == "提醒定安县：超期提示上级负责人"

    @pytest.mark.mechanism("F036")
    @pytest.mark.parametrize(("at", "count"), [
        (moment(18, 7), 0), (moment(18, 20), 0), (moment(18, 23), 0), (moment(18, 8), 2), (moment(18, 19), 2),
        (moment(21, 10), 0), (moment(22, 10), 0), (moment(23, 8), 2),
    ])  # fmt: skip
    def test_is_silent_at_night_and_on_rest_days_and_catches_up_in_the_morning(self, town, at, count):
        concern = at_state(town, Status.IN_HAND)
        done = commands.remind(at=at)

        assert done.is_quiet == (count == 0)
        assert Reminder.objects.filter(concern=concern, step__since="due").count() == (1 if count else 0)

    def test_stops_when_the_matter_is_answered_or_paused_and_begins_anew_with_a_new_date(self, town):
        answered, running = at_state(town, Status.REPLIED), at_state(town, Status.IN_HAND)
        commands.remind(at=moment(16))
        assert Reminder.objects.get().concern == running
        assert queries.reminders_for(town.builder, 9)
        concerns.extend(concern=running, by_amount=5, reason="材料未到。", by=town.clerk, at=moment(16, 10))
        assert not queries.reminders_for(town.builder, 9)

        commands.remind(at=moment(23))

        assert Reminder.objects.filter(concern=running).count() == 2
        assert not Reminder.objects.filter(concern=answered).exists()

    def test_reminds_of_what_was_not_signed(self, town):
        at_state(town, Status.ASSIGNED)
        commands.remind(at=moment(4))
        assert not Reminder.objects.exists()
        commands.remind(at=moment(5))

        assert [one.step.code for one in queries.reminders_for(town.builder, 9)] == ["not_signed"]

    def test_never_tells_those_who_are_complained_about(self, town):
        complaint = registered(
            town, kind="complaint", unit=town.shiqiao, subject_units=[town.qingshui], by=town.clerk
        ).concern
        registered(town, kind="complaint", subject_persons=[town.people["leader"]], by=town.clerk)
        commands.remind(at=moment(31 - 1, month=12))

        told = set(Reminder.objects.filter(concern=complaint).values_list("unit__name", flat=True))
        assert told == {"定安县"}
        assert not queries.reminders_for(town.leader, 9) and queries.reminders_for(town.officer, 9)

    def test_is_data_that_is_versioned(self, town):
        set_to = {"code": "overdue", "days": 2, "in_workdays": True, "enabled": False, "at": NOON}
        with pytest.raises(NotAllowed):
            commands.set_step(**set_to, by=town.officer)
        step = commands.set_step(**set_to, by=town.clerk)
        at_state(town, Status.IN_HAND)

        commands.remind(at=moment(18))

        assert step.version == 2 and not Reminder.objects.filter(step__code="overdue").exists()


class TestWhatIsStuck:
    @pytest.mark.thorough
    def test_counts_each_open_matter_once_by_what_it_waits_for(self, town):
        for state in (
            Status.REGISTERED,
            Status.ASSIGNED,
            Status.IN_HAND,
            Status.RETURNED,
            Status.REPLIED,
            Status.CLOSED,
        ):
            at_state(town, state)
        found = {one.wait.code: one.count for one in queries.stuck(town.clerk, NOON.date())}

        assert found == {"sort": 1, "assign": 0, "returned": 1, "sign": 1, "answer": 1, "merged": 0, "follow_up": 1,
                         "paused": 0}  # fmt: skip
        assert sum(found.values()) == queries.open_under(town.clerk).count()
        assert sum(one.count for one in queries.stuck(town.stranger, NOON.date())) == 0

    @pytest.mark.mechanism("M076")
    def test_names_places_and_topics_and_no_person(self, town):
        at_state(town, Status.IN_HAND)
        registered(town)
        registered(town, unit=town.shahe, by=town.clerk)
        far = date(2026, 12, 31)

        assert [(s.name, s.open, s.overdue) for s in queries.spots(town.clerk, far)] == [
            ("清水镇", 2, 2),
            ("白沙镇", 1, 1),
        ]
        assert [s.name for s in queries.spots(town.officer, far)] == ["石桥村"]
        assert [(s.name, s.open) for s in queries.topics(town.clerk, far)] == [("道路路灯", 1)]
