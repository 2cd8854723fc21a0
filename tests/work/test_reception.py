"""接待日: the rule makes sessions, the book is the concerns, the office's clocks run from hand to hand."""

from dataclasses import replace
from datetime import date, time

import pytest

from lianxin.base.clocks import commands as clocks
from lianxin.base.indicators.registry import DIMENSIONS, INDICATORS, sliced
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.paper import plain_text
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import commands, queries
from lianxin.work.reception.models import ReceptionEntry, ReceptionSession
from tests.conftest import NOON
from tests.work.reception import (
    PRINCIPALS_ROOM,
    TEACHERS_ROOM,
    entered,
    handed_over,
    on,
    planned,
    ruled,
    visit,
)

NOVEMBER = Period.parse("2026-11")


def value(town, code, by="clerk"):
    return INDICATORS[code].value(NOVEMBER, town.county, by=getattr(town, by), today=date(2026, 11, 30))


class TestTheSessions:
    @pytest.mark.mechanism("M001", "M002", "M003", "F004")
    def test_are_made_from_the_rule_in_turn_each_in_the_room_of_who_receives(self, town):
        sessions = planned(town)

        assert [one.on.day for one in sessions] == [4, 11, 18, 25]
        assert [one.receiver.name for one in sessions] == ["孔长", "孟校", "孔长", "孟校"]
        assert [one.place for one in sessions[:2]] == [PRINCIPALS_ROOM, TEACHERS_ROOM]
        assert {(one.from_time, one.to_time) for one in sessions} == {(time(15), time(17, 40))}

    @pytest.mark.mechanism("M001")
    def test_leave_out_holidays_and_take_no_weekend_worked_instead(self, town):
        rule = ruled(town, valid_from=date(2026, 1, 1))

        days = queries.days_of(rule, date(2026, 9, 14), date(2026, 10, 14))

        assert [day.on for day in days if day.is_held] == [
            date(2026, 9, 16), date(2026, 9, 23), date(2026, 9, 30), date(2026, 10, 14),
        ]  # fmt: skip

    @pytest.mark.mechanism("M001")
    def test_are_called_off_where_a_day_becomes_a_holiday_and_come_in_once(self, town):
        first = planned(town)[1]
        clocks.set_local_day(
            day=first.on, is_workday=False, name="校庆日", source="县里规定", by=town.clerk, at=NOON
        )  # fmt: skip

        assert first.on not in [one.on for one in queries.public_sessions(date(2026, 11, 3))]
        assert commands.plan(rule=first.rule, until=date(2026, 11, 30), by=town.teacher, at=NOON) == 0

        first.refresh_from_db()
        assert first.status == "called_off" and first.shifts.get().reason == "校庆日放假"
        assert ReceptionSession.objects.standing().count() == 3

    @pytest.mark.mechanism("M002", "M003")
    def test_change_hands_by_swap_and_substitute_with_the_room_and_keep_who_it_was(self, town):
        first, second, third, _fourth = planned(town)
        commands.swap(session=first, other=second, reason="外出开会", by=town.teacher, at=NOON)
        commands.substitute(
            session=third, receiver=town.people["teacher"], reason="请假", by=town.teacher, at=NOON
        )  # fmt: skip

        for one in (first, second, third):
            one.refresh_from_db()
        assert [one.receiver.name for one in (first, second, third)] == ["孟校", "孔长", "孟校"]
        assert [one.place for one in (first, second, third)] == [TEACHERS_ROOM, PRINCIPALS_ROOM, TEACHERS_ROOM]
        assert [(s.shift, s.was.name, s.reason) for s in first.shifts.all()] == [("swap", "孔长", "外出开会")]
        assert book.story(third.ref).get().event == "reception.substituted"

    def test_refuse_a_substitute_from_elsewhere_and_a_change_without_a_reason(self, town):
        first, second = planned(town)[:2]

        with pytest.raises(Unfit, match="本单位任职"):
            commands.substitute(session=first, receiver=town.people["builder"], reason="x", by=town.teacher, at=NOON)
        with pytest.raises(Unfit, match="理由"):
            commands.swap(session=first, other=second, reason=" ", by=town.teacher, at=NOON)
        with pytest.raises(NotAllowed):
            commands.call_off(session=first, reason="x", by=town.stranger, at=NOON)
        with pytest.raises(Unfit, match="星期几"):
            ruled(town, weekdays=[])


class TestTheBook:
    @pytest.mark.mechanism("M004", "M006", "M009", "F004")
    def test_is_the_concerns_themselves(self, town):
        session = planned(town)[0]

        entry = entered(town, session)

        concern = entry.concern
        assert Concern.objects.get() == concern and concern.channel == "reception_day"
        assert (concern.requester.category, concern.requester.people_count) == ("parent", 2)
        assert concern.status == "replied" and concern.replies.get().text == "总务处当晚已换灯泡。"
        assert [e.event for e in book.story(concern.ref)][:3] == [
            "concern.registered", "concern.classified", "reception.entered",
        ]  # fmt: skip

    @pytest.mark.mechanism("M008", "M009", "M010", "M011", "M020")
    @pytest.mark.parametrize(
        ("disposition", "changes", "field"),
        [
            ("solved", {"opinion": " "}, "opinion"),
            ("explained", {"opinion": ""}, "opinion"),
            ("transferred", {"to_unit": None}, "to_unit"),
            ("meeting", {"meeting": None}, "meeting"),
            ("solved", {"power": "outside"}, "disposition"),
            ("transferred", {"power": "major"}, "disposition"),
            ("meeting", {"power": "within"}, "disposition"),
        ],
    )
    def test_takes_no_matter_without_a_whole_opinion_that_fits_ones_power(self, town, disposition, changes, field):
        session = planned(town)[0]

        with pytest.raises(Unfit) as refused:
            entered(town, session, disposition, **changes)

        assert refused.value.field == field
        assert not Concern.objects.exists()

    @pytest.mark.mechanism("M010", "M018")
    def test_makes_the_task_of_what_is_transferred_to_be_answered_within_a_week(self, town):
        entry = entered(town, planned(town)[0], "transferred")

        concern = entry.concern
        assert (concern.status, concern.handler) == ("assigned", town.building)
        assert (entry.transferred_on, entry.answer_due_on) == (date(2026, 11, 4), date(2026, 11, 11))
        assert concern.due_on == date(2026, 11, 11) < concern.first_due_on
        late = ReceptionEntry.objects.unanswered
        assert [late(date(2026, 11, day)).count() for day in (11, 12)] == [0, 1]

    @pytest.mark.mechanism("M010")
    def test_hands_a_matter_to_a_leader_of_the_house_by_name(self, town):
        entry = entered(town, planned(town)[0], "transferred", to_unit=None, to_person=town.people["principal"])

        assert (entry.concern.handler, entry.to) == (town.school, "孔长、县第一中学")

    @pytest.mark.mechanism("M016", "M017")
    def test_gives_what_cannot_be_solved_now_seven_workdays_and_keeps_the_promised_day(self, town):
        entry = entered(town, planned(town)[0], "later", promised_on=date(2026, 12, 20), opinion="要等下月采购。")

        assert entry.concern.first_due_on == date(2026, 11, 13)
        assert (entry.concern.handler, entry.promised_on) == (town.school, date(2026, 12, 20))
        assert entry.concern.sortings.get().stance == "要等下月采购。"
        assert entry.keeps_promise() is None
        with pytest.raises(Unfit, match="不能早于今天"):
            entered(town, entry.session, "later", promised_on=date(2026, 11, 1))

    @pytest.mark.mechanism("M021")
    def test_counts_explaining_apart_from_solving(self, town):
        session = planned(town)[0]
        entered(town, session)
        entered(town, session, "explained", opinion="讲明了收费依据。", policy="教育收费管理办法", article="第七条")
        entered(town, session, "explained", opinion="讲明了作息安排。")

        assert (value(town, "reception.solved"), value(town, "reception.explained")) == (1, 2)
        assert sorted(Concern.objects.values_list("handling", flat=True)) == ["explain", "immediate", "immediate"]

    @pytest.mark.mechanism("M007")
    def test_must_be_filled_in_on_the_day_and_says_that_nobody_came(self, town):
        first, second = planned(town)[:2]
        assert list(ReceptionSession.objects.book_open(date(2026, 11, 4))) == [first]
        with pytest.raises(Unfit, match="无人来访"):
            commands.complete(session=first, by=town.principal, at=on(4, 18))
        with pytest.raises(Unfit, match="还没有到"):
            commands.complete(session=second, by=town.teacher, at=on(4, 18), is_without_visitors=True)

        commands.complete(session=first, by=town.principal, at=on(4, 18), is_without_visitors=True)
        second = commands.complete(session=second, by=town.teacher, at=on(12, 9), is_without_visitors=True)

        assert second.book_is_late(date(2026, 11, 12)) and not ReceptionSession.objects.book_open(date(2026, 11, 12))
        assert (value(town, "reception.held"), value(town, "reception.completed_same_day")) == (2, 1)
        assert str(value(town, "reception.same_day_rate")) == "50.0"

    def test_opens_again_for_a_late_visitor_and_must_be_completed_anew(self, town):
        session = planned(town)[0]
        commands.complete(session=session, by=town.principal, at=on(4, 17), is_without_visitors=True)

        entered(town, session, at=on(4, 17, 40))

        session.refresh_from_db()
        assert (session.status, session.completed_on, session.is_without_visitors) == ("planned", None, False)
        with pytest.raises(Unfit, match="不能写无人来访"):
            commands.complete(session=session, by=town.principal, at=on(4, 18), is_without_visitors=True)

    def test_is_written_by_the_receiver_or_the_office_and_by_nobody_else(self, town):
        session = planned(town)[0]

        entered(town, session, by=town.teacher)
        for who in ("stranger", "county_leader", "builder"):
            with pytest.raises(NotAllowed):
                entered(town, session, by=getattr(town, who))

        assert ReceptionEntry.objects.count() == 1

    def test_lends_the_receiver_the_deeds_of_intake_for_his_own_session_alone(self, town):
        first, second = planned(town)[:2]

        entered(town, first)

        with pytest.raises(NotAllowed):
            entered(town, second)
        with pytest.raises(NotAllowed):
            concerns.register(text="x", kind="help", channel="counter", unit=town.school, by=town.principal, at=NOON)

    def test_hides_a_complaint_about_its_own_house_from_the_house(self, town):
        session = planned(town)[0]

        told = visit(kind="complaint", subject_persons=[town.people["principal"]], opinion="已记下。")
        receipt = commands.enter(session=session, visit=told, by=town.principal, at=on(4))

        assert receipt.secret and receipt.concern.status == "registered"
        assert queries.book_of(session, town.teacher) == [] and not ReceptionEntry.objects.exists()

    def test_hides_a_line_from_whom_its_concern_is_hidden(self, town):
        session = planned(town)[0]
        told = replace(visit("later"), kind="complaint", subject_persons=[town.people["teacher"]])
        commands.enter(session=session, visit=told, by=town.principal, at=on(4))

        assert len(queries.book_of(session, town.principal)) == 1 and queries.book_of(session, town.teacher) == []
        assert [s.count for s in queries.sessions(town.teacher)][:1] == [0]


class TestTheOffice:
    @pytest.mark.mechanism("M012", "M014", "F004")
    def test_gets_the_book_the_next_day_signs_for_it_and_hands_out_the_day_after(self, town):
        session = planned(town)[0]
        entry = entered(town, session, "transferred", at_once=False)
        assert session.hand_over_due_on == date(2026, 11, 5)
        with pytest.raises(WrongState):
            commands.hand_over(session=session, by=town.principal, at=on(4))
        handed_over(town, session, 4)
        assert [one.status for one in queries.waiting_sessions(town.teacher, date(2026, 11, 5))] == ["handed_over"]
        with pytest.raises(NotAllowed):
            commands.receive(session=session, by=town.principal, at=on(5))

        session = commands.receive(session=session, by=town.teacher, at=on(5))
        assert (session.received_by, session.transfer_due_on) == ("孟校", date(2026, 11, 6))
        assert [one.pk for one in queries.waiting_entries(town.teacher)] == [entry.pk]
        entry = commands.transfer(entry=entry, by=town.teacher, at=on(6))

        assert entry.concern.handler == town.building and entry.answer_due_on == date(2026, 11, 13)
        assert queries.waiting_entries(town.teacher) == []
        with pytest.raises(WrongState):
            commands.transfer(entry=entry, by=town.teacher, at=on(6))

    def test_waits_over_a_rest_day_for_the_next_workday(self, town):
        rule = ruled(town, weekdays=[4])
        commands.plan(rule=rule, until=date(2026, 11, 8), by=town.teacher, at=NOON)

        assert rule.sessions.get().hand_over_due_on == date(2026, 11, 9)

    @pytest.mark.mechanism("M013")
    def test_has_a_register_that_is_a_view_of_the_books(self, town):
        session = planned(town)[0]
        entered(town, session)
        moved = [entered(town, session, kind) for kind in ("transferred", "meeting", "later")]

        found = queries.register(town.teacher)

        assert [one.pk for one in found] == [one.pk for one in moved]
        assert not queries.register(town.stranger).exists()

    @pytest.mark.mechanism("M011", "M015")
    def test_gathers_the_items_of_the_meeting_once_a_week_and_enters_what_was_decided(self, town):
        session = planned(town)[0]
        entry = entered(town, session, "meeting")
        assert queries.pack_due(queries.agenda(town.teacher)) == date(2026, 11, 11)
        with pytest.raises(NotAllowed):
            commands.pack(unit=town.school, by=town.stranger, at=on(9))

        assert [one.pk for one in commands.pack(unit=town.school, by=town.teacher, at=on(9))] == [entry.pk]
        with pytest.raises(Unfit, match="没有新的议题"):
            commands.pack(unit=town.school, by=town.teacher, at=on(9))
        with pytest.raises(Unfit, match="议定后再转办"):
            commands.transfer(entry=entry, to_unit=town.building, by=town.teacher, at=on(9))
        commands.decide(entry=entry, decision="增开一班，由总务处落实。", by=town.teacher, at=on(10))
        entry = commands.transfer(entry=entry, to_unit=town.school, by=town.teacher, at=on(10))

        assert not queries.agenda(town.teacher).exists() and entry.concern.handler == town.school
        assert queries.packs(town.teacher) == [(town.school.pk, "县第一中学", date(2026, 11, 9), 1)]

    def test_puts_nothing_on_the_agenda_of_another_house(self, town):
        other = commands.name_meeting(unit=town.qingshui, name="镇长办公会", by=town.officer, at=NOON)

        with pytest.raises(Unfit, match="本单位的会议"):
            entered(town, planned(town)[0], "meeting", meeting=other, opinion="请研究。")

    def test_leaves_alone_what_was_voided(self, town):
        entry = entered(town, planned(town)[0], "transferred", at_once=False)
        concerns.void(concern=entry.concern, reason="登记错了", by=town.clerk, at=on(4, 17))

        assert not ReceptionEntry.objects.to_transfer().exists()
        assert value(town, "reception.concerns") == 0


class TestTheAnswer:
    @pytest.mark.mechanism("M019")
    def test_of_a_matter_of_principle_is_given_in_writing_with_a_letter(self, town):
        entry = entered(town, planned(town)[0], "transferred", is_principle=True)
        concerns.acknowledge(concern=entry.concern, by=town.builder, at=on(5))
        with pytest.raises(Unfit, match="书面答复"):
            commands.reply(concern=entry.concern, text="已修。", reply_form="oral", by=town.builder, at=on(6))

        concern = commands.reply(
            concern=entry.concern, text="路灯已全部修复。", reply_form="written", by=town.builder, at=on(6)
        )  # fmt: skip
        letter = plain_text(commands.write_letter(concern=concern, by=town.builder, at=on(6)))

        assert concern.status == "replied" and concern.reply_notes.get().form == "written"
        assert "王长青同志" in letter and "路灯已全部修复。" in letter and "县住建局" in letter
        assert book.story(concern.ref).filter(event="concern.revealed").count() == 1

    def test_in_writing_names_nobody_whom_the_writer_may_not_know(self, town):
        entry = entered(
            town, planned(town)[0], "transferred", kind="tip_off", subject_units=[town.qingshui]
        )  # fmt: skip
        concerns.acknowledge(concern=entry.concern, by=town.builder, at=on(5))
        concern = commands.reply(
            concern=entry.concern, text="已查处。", reply_form="written", by=town.builder, at=on(6)
        )

        letter = plain_text(commands.write_letter(concern=concern, by=town.builder, at=on(6)))

        assert "来访群众" in letter and "王长青" not in letter
        with pytest.raises(NotAllowed):
            commands.write_letter(concern=concern, by=town.stranger, at=on(6))

    @pytest.mark.mechanism("M017")
    def test_is_measured_against_the_promised_day(self, town):
        entry = entered(town, planned(town)[0], "solved", promised_on=date(2026, 11, 6))
        concerns.close(concern=entry.concern, outcome="solved", by=town.clerk, at=on(6))

        entry = ReceptionEntry.objects.select_related("concern").get()
        assert entry.keeps_promise() is True and str(value(town, "reception.promise_kept_rate")) == "100.0"


class TestTheFigures:
    @pytest.mark.mechanism("M073", "M004")
    def test_count_sessions_of_units_and_what_came_in_by_category(self, town):
        first, second = planned(town)[:2]
        entered(town, first)
        commands.complete(session=first, by=town.principal, at=on(4, 17))
        entered(town, second, by=town.teacher, asker=Asker(category="社会群众"))

        assert [value(town, f"reception.{one}") for one in ("sessions", "held", "concerns")] == [4, 2, 2]
        parts = {
            key: sliced(INDICATORS["reception.concerns"], DIMENSIONS["asker"], key).value(
                NOVEMBER, town.school, by=town.teacher, today=date(2026, 11, 30)
            )
            for key, _label in DIMENSIONS["asker"].choices()
        }
        assert parts == {"parent": 1, "社会群众": 1}

    def test_open_the_sessions_that_they_count(self, town):
        session = planned(town)[0]
        entered(town, session)

        opened = INDICATORS["reception.held"].opened(NOVEMBER, town.school, by=town.teacher, today=date(2026, 11, 30))

        assert [one.pk for one in opened] == [session.pk]
