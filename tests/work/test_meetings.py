"""会议: series, register, items to settle, the meter of meetings and documents (M215, M239, M249, M250)."""

from datetime import date, timedelta

import pytest

from lianxin.base.clocks.queries import calendar
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches.commands import register
from lianxin.work.meetings import commands, queries
from lianxin.work.meetings.models import Meeting
from tests.conftest import NOON
from tests.work.meeting_scenes import held

TODAY = NOON.date()


class TestASeries:
    @pytest.mark.mechanism("M215")
    def test_plans_the_monthly_meeting_and_moves_it_off_a_holiday(self, town):
        given = {"unit": town.county, "rhythm": "month_day", "by": town.clerk, "at": NOON}
        series = commands.set_series(title="群工月例会", day=1, since=TODAY, **given)

        first = commands.plan_next(series=series, calendar=calendar(), by=town.clerk, at=NOON)
        second = commands.plan_next(series=series, calendar=calendar(), by=town.clerk, at=NOON)

        assert first.held_on == date(2026, 12, 1) and not first.was_moved
        assert (second.planned_on, second.held_on, second.moved_why) == (date(2027, 1, 1), date(2027, 1, 4), "元旦")
        with pytest.raises(Unfit, match="都已经排好"):
            commands.plan_next(series=series, calendar=calendar(), by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="先把它取消"):
            commands.end_series(series=series, until=date(2026, 12, 31), by=town.clerk, at=NOON)
        commands.cancel_meeting(meeting=second, reason="与调度会合开", by=town.clerk, at=NOON)
        commands.end_series(series=series, until=date(2026, 12, 31), by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.set_series(**{**given, "by": town.officer}, title="月例会", since=TODAY)

    def test_by_the_weekday_is_held_in_the_named_week(self, town):
        series = commands.set_series(
            unit=town.county, title="例会", rhythm="nth_weekday", nth=2, weekday=2, since=TODAY, by=town.clerk, at=NOON
        )
        days = queries.days_of(series, TODAY, date(2026, 12, 31), calendar=calendar())
        assert [day.on for day in days] == [date(2026, 11, 11), date(2026, 12, 9)]


class TestTheRegister:
    @pytest.mark.mechanism("M249")
    def test_counts_the_meetings_on_a_subject_instead_of_typing_a_number(self, town):
        for month in (1, 3, 5, 8, 10):
            held(town, subject="群众工作", held_on=date(2026, month, 12))
        held(town, subject="防汛")
        held(town, subject="群众工作", held_on=date(2025, 12, 12))
        plan = commands.plan_meeting(
            unit=town.county,
            kind="council",
            title="党政班子会议",
            subject="群众工作",
            held_on=TODAY,
            by=town.clerk,
            at=NOON,
        )

        assert dict(queries.subjects(town.clerk, 2026)) == {"群众工作": 5, "防汛": 1}
        assert queries.meetings(town.clerk, year=2026, subject="群众工作", status="held").count() == 5
        commands.hold_meeting(meeting=plan, people=9, by=town.clerk, at=NOON)
        assert dict(queries.subjects(town.clerk, 2026))["群众工作"] == 6
        assert queries.subjects(town.stranger, 2026) == []

    def test_takes_no_meeting_of_tomorrow_as_held_and_none_twice(self, town):
        with pytest.raises(Unfit, match="还没有开"):
            held(town, held_on=TODAY + timedelta(days=1))
        meeting = held(town)
        with pytest.raises(WrongState):
            commands.hold_meeting(meeting=meeting, people=9, by=town.clerk, at=NOON)
        with pytest.raises(WrongState):
            commands.move_meeting(
                meeting=meeting, held_on=TODAY + timedelta(days=2), reason="改", by=town.clerk, at=NOON
            )
        commands.write_minutes(meeting=meeting, text="会议听取了汇报。", by=town.clerk, at=NOON)
        assert Meeting.objects.get().minutes


class TestAnItem:
    @pytest.mark.mechanism("M239")
    def test_stays_open_until_done_and_stands_on_the_next_agenda_by_itself(self, town):
        series = commands.set_series(
            unit=town.county, kind="dispatching", title="调度会", rhythm="month_day", day=25, since=date(2026, 10, 1),
            by=town.clerk, at=NOON,
        )  # fmt: skip
        first = commands.plan_next(series=series, calendar=calendar(), by=town.clerk, at=NOON)
        item = commands.put_item(meeting=first, text="清水镇路灯", by=town.clerk, at=NOON)
        later = NOON + timedelta(days=23)
        given = {"item": item, "decision": "县住建局修好", "handler": town.building, "due_on": date(2026, 12, 20)}
        with pytest.raises(Unfit, match="先登记"):
            commands.decide_item(**given, by=town.clerk, at=later)
        commands.hold_meeting(meeting=first, people=20, heard="各镇汇报。", by=town.clerk, at=later)
        with pytest.raises(NotAllowed):
            commands.decide_item(**given, by=town.builder, at=later)
        commands.decide_item(**given, owner="张建", by=town.clerk, at=later)

        assert [one.text for one in queries.of_me(town.builder)] == ["清水镇路灯"]
        assert not queries.open_items(town.stranger).exists()
        second = commands.plan_next(series=series, calendar=calendar(), by=town.clerk, at=later)
        assert list(queries.carried(second)) == [item]
        commands.note_item(item=item, text="灯已到货", by=town.builder, at=later)
        with pytest.raises(NotAllowed):
            commands.finish_item(item=item, result="修好了", by=town.stranger, at=later)
        commands.finish_item(item=item, result="换了十二盏灯", by=town.builder, at=later)
        assert not queries.open_items(town.builder).exists() and not queries.carried(second).exists()
        with pytest.raises(Unfit, match="已经有结果"):
            commands.note_item(item=item, text="再说一句", by=town.builder, at=later)


class TestTheMeter:
    @pytest.mark.mechanism("M250")
    def test_puts_this_year_beside_last_year_and_the_limit(self, town):
        for on in (date(2025, 3, 1), date(2025, 12, 30), date(2026, 3, 1), date(2026, 10, 8)):
            held(town, held_on=on)
        held(town, unit=town.qingshui, by=town.officer)
        for on in (date(2025, 5, 5), date(2025, 6, 6), date(2026, 5, 5)):
            register(kind="notice", title="通知", unit=town.county, on=on, by=town.clerk, at=NOON)
        commands.set_budget(unit=town.county, year=2026, counted="meetings", most=2, by=town.clerk, at=NOON)

        meetings, papers = queries.meter(town.clerk, town.county, TODAY)
        assert (meetings.now, meetings.then, meetings.whole_before, meetings.is_more, meetings.is_over) == (
            3, 1, 2, True, True,
        )  # fmt: skip
        assert (papers.now, papers.then, papers.is_more, papers.budget) == (1, 2, False, None)
        own = queries.meter(town.officer, town.qingshui, TODAY)
        assert (own[0].now, own[0].then) == (1, 0)
        with pytest.raises(NotAllowed):
            commands.set_budget(unit=town.county, year=2026, counted="meetings", most=9, by=town.officer, at=NOON)
