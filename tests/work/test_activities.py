"""活动宣传: planned, then as it was; every figure of publicity comes out of its lines; accounts show what is left."""

from datetime import date, timedelta

import pytest

from lianxin.base.indicators import get
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.activities import commands, queries
from lianxin.work.activities.models import Activity
from lianxin.work.activities.terms import VIEW
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations import board, logbook
from lianxin.work.stations.commands import open_station
from lianxin.work.volunteers import commands as volunteers
from tests.conftest import NOON
from tests.work.activity_scenes import (
    MONDAY,
    TODAY,
    account_made,
    held,
    member_made,
    planned,
    shift_made,
    team_made,
)  # fmt: skip

NOVEMBER = Period.month(2026, 11)


def value(town, code, unit=None):
    return get(f"activity.{code}").value(NOVEMBER, unit or town.county, by=town.clerk)


class TestAPlan:
    def test_becomes_what_was_line_by_line(self, town):
        activity = planned(town, cost_planned_yuan=500)
        given = {"activity": activity, "by": town.officer, "at": NOON}
        stand = commands.note_part(kind="stand", what="集市宣传点", number=2, **given)
        trip = commands.note_part(kind="trip", what="法治宣传", number=1, **given)
        crowd = commands.count_people(whom="赶集群众", people=300, **given)
        assert (stand.planned, stand.quantity, crowd.people) == (2, None, None)
        assert [value(town, code) for code in ("stands", "attendances", "activities")] == [0, 0, 0]

        told = {"on": MONDAY, "cost_yuan": 480, "summary": "发完了。", "quantities": {stand.pk: 3}}
        for wrong in ((280, "", ""), (280, "estimate", " ")):
            with pytest.raises(Unfit):
                commands.hold(**given, **told, people={crowd.pk: wrong})
        commands.hold(**given, **told, people={crowd.pk: (280, "estimate", "每 10 分钟数一次")})

        assert [value(town, code) for code in ("stands", "trips", "attendances", "estimated", "activities")] == [
            3,
            0,
            280,
            280,
            1,
        ]
        trip.refresh_from_db()
        assert trip.struck_why == "计划了，没有做"
        for again in (commands.hold, commands.correct_plan):
            with pytest.raises(WrongState):
                again(**given)
        commands.sum_up(summary="补一句。", cost_yuan=490, **given)
        activity.refresh_from_db()
        assert (activity.cost_yuan, activity.cost_planned_yuan) == (490, 500)

    def test_wants_a_title_a_contact_and_days_in_order_and_is_made_by_whoever_may(self, town):
        for wrong in ({"title": " "}, {"contact": ""}, {"until": date(2026, 11, 1)}, {"until": date(2028, 1, 1)}):
            with pytest.raises(Unfit):
                planned(town, **wrong)
        for who in ("stranger", "leader"):
            with pytest.raises(NotAllowed):
                planned(town, by=getattr(town, who))
        coming = planned(town, on=TODAY + timedelta(days=2), contact_dates=[TODAY, MONDAY, TODAY])
        assert coming.contact_days == [MONDAY, TODAY] and list(queries.next_here(town.qingshui, TODAY)) == [coming]
        commands.correct_plan(activity=coming, on=TODAY + timedelta(days=3), by=town.officer, at=NOON)
        coming.refresh_from_db()
        assert coming.until == coming.on and coming.contact_days == [MONDAY, TODAY]
        with pytest.raises(Unfit):
            commands.hold(activity=coming, by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.call_off(activity=coming, reason=" ", by=town.officer, at=NOON)
        commands.call_off(activity=coming, reason="下雨", by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.note_part(activity=coming, kind="stand", what="x", number=1, by=town.officer, at=NOON)
        assert (
            list(Activity.objects.reachable(by=town.stranger, to=VIEW)) == []
            and not queries.coming(town.officer, TODAY).exists()
        )

    def test_past_its_day_stands_open_at_its_own_unit(self, town):
        late = planned(town)
        assert list(queries.unsaid(town.officer, TODAY)) == [late] and list(queries.unsaid(town.clerk, TODAY)) == []


class TestALine:
    def test_entered_wrongly_is_struck_out_with_a_reason_and_counted_no_more(self, town):
        activity = held(town, until=TODAY)
        given = {"activity": activity, "by": town.officer, "at": NOON}
        for wrong in ({"number": 0}, {"what": " "}, {"on": TODAY + timedelta(days=1)}):
            with pytest.raises(Unfit):
                commands.note_part(**{**given, "kind": "letter", "what": "新年的信", "number": 9, **wrong})
        letters = commands.note_part(kind="letter", what="新年的信", number=3000, on=TODAY, **given)
        commands.note_part(kind="letter", what="新年的信", number=12, **given)
        commands.count_people(whom="林区住户", people=12, method="counted", **given)
        with pytest.raises(Unfit):
            commands.count_people(whom="林区住户", people=30, method="counted", **given)
        assert value(town, "letters") == 3012
        with pytest.raises(Unfit):
            commands.strike(line=letters, reason="", by=town.officer, at=NOON)
        with pytest.raises(NotAllowed):
            commands.strike(line=letters, reason="多写了", by=town.worker, at=NOON)
        commands.strike(line=letters, reason="多写了", by=town.officer, at=NOON)
        assert value(town, "letters") == 12 and len(queries.parts(activity)) == 1

    def test_of_a_training_says_who_was_trained_and_counts_in_both_figures(self, town):
        activity = held(town, kind="training", title="调解员培训")
        commands.count_people(
            activity=activity, whom="镇村调解员", people=36, method="sign_in", by=town.officer, at=NOON
        )
        assert [value(town, code) for code in ("trainings", "trained", "attendances", "estimated")] == [1, 36, 36, 0]


class TestASurvey:
    def test_goes_through_its_four_steps_in_order(self, town):
        activity = planned(town, kind="survey", title="空巢老人生活调查", until=date(2026, 11, 23), in_steps=True)
        days = [one.planned_on.day for one in activity.stages.all()]
        assert days == [2, 9, 16, 23]
        given = {"activity": activity, "by": town.officer, "at": NOON}
        for wrong in ({"step": "practice", "text": "走访"}, {"step": "opening", "text": ""}, {"step": "x", "text": "y"},
                      {"step": "opening", "text": "y", "on": date(2026, 11, 9)}):  # fmt: skip
            with pytest.raises(Unfit):
                commands.finish_step(**given, **wrong)
        for step in ("opening", "practice"):
            commands.finish_step(step=step, text="做完了", **given)
        assert activity.stages.exclude(done_on=None).count() == 2
        with pytest.raises(Unfit):
            commands.finish_step(activity=planned(town), step="opening", text="x", by=town.officer, at=NOON)


class TestAReference:
    def test_names_a_record_of_another_room_once_and_counts_nothing(self, town):
        activity = held(town, kind="condolence", title="敬老院慰问")
        given = {"activity": activity, "by": town.officer, "at": NOON}
        commands.refer(ref="visit:ABCD2345", **given)
        for wrong in ("visit:ABCD2345", "person:1", "visit:"):
            with pytest.raises(Unfit):
                commands.refer(ref=wrong, **given)
        commands.unrefer(ref="visit:ABCD2345", **given)
        with pytest.raises(Unfit):
            commands.unrefer(ref="visit:ABCD2345", **given)


class TestADonationAccount:
    def test_gives_no_more_than_came_in_and_says_how_many_were_helped(self, town):
        account = account_made(town)
        given = {"account": account, "by": town.officer, "at": NOON}
        for wrong in ({"amount_yuan": 0}, {"text": " "}, {"on": TODAY + timedelta(days=1)}):
            with pytest.raises(Unfit):
                commands.take_in(**{**given, "text": "全镇职工", "amount_yuan": 5, **wrong})
        first = commands.take_in(text="全镇职工", amount_yuan=12300, **given)
        commands.take_in(text="镇商会", goods="书包 40 个", **given)
        out = {"text": "上学补助", "group": "困难学生"}
        for wrong in ({"amount_yuan": 12301, "people": 40}, {"amount_yuan": 1, "people": 0}):
            with pytest.raises(Unfit):
                commands.give_out(**given, **out, **wrong)
        paid = commands.give_out(amount_yuan=12000, people=40, **out, **given)
        found = queries.balance(account)
        assert (found.received, found.granted, found.left, found.people) == (12300, 12000, 300, 40)
        assert [(one.left, one.people) for one in queries.accounts(town.officer)] == [(300, 40)]
        assert [value(town, code) for code in ("donated_yuan", "granted_yuan", "helped")] == [12300, 12000, 40]
        with pytest.raises(Unfit):
            commands.strike_donation(entry=first, reason="记错", by=town.officer, at=NOON)
        with pytest.raises(Unfit):
            commands.close_account(**given)
        commands.strike_donation(entry=paid, reason="记错", by=town.officer, at=NOON)
        commands.give_out(amount_yuan=12300, people=41, **out, **given)
        commands.close_account(**given)
        with pytest.raises(Unfit):
            commands.take_in(text="x", amount_yuan=1, **given)
        with pytest.raises(NotAllowed):
            account_made(town, by=town.stranger)


class TestTheStation:
    def test_reads_in_its_log_and_on_its_board_what_was_held_and_what_is_next(self, town):
        team = team_made(town)
        shift, member = shift_made(town, team), member_made(town, team)
        volunteers.hold_shift(shift=shift, came={member.pk: None}, by=town.worker, at=NOON)
        held(town, unit=town.shiqiao, by=town.worker)
        planned(town, unit=town.shiqiao, by=town.worker, on=TODAY + timedelta(days=2), title="宣讲", place="村口")
        shift_made(town, team, on=TODAY + timedelta(days=1), is_public=True)
        station = open_station(unit=town.shiqiao, by=town.clerk, at=NOON)

        log = [line.text for section in logbook.day(town.shiqiao, MONDAY, town.worker) for line in section.lines]
        hung = [line for _code, _label, lines in board.parts(station, TODAY) for line in lines]

        assert "宣传活动：集市法治宣传" in log and "红色助老帮困队：上门打扫，1 人参加" in log
        assert "2026-11-05，宣讲，村口" in hung
        assert "2026-11-04 09:00，上门打扫（红色助老帮困队），三组" in hung
        assert not [line for section in logbook.day(town.shiqiao, MONDAY, town.stranger) for line in section.lines]
        assert not any("田小秋" in line for line in [*log, *hung])
