"""时限: no sequence of deeds gains time (security.md T11), and a date hanging on an unpublished year says so."""

from datetime import date, datetime, timedelta

import pytest

from lianxin.work.concerns import clocking, commands
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered


class TestTheClock:
    def test_cannot_make_a_late_matter_one_closed_in_time(self, town) -> None:
        late = NOON + timedelta(days=30)
        concern = at_state(town, Status.REPLIED)
        concern = commands.close(concern=concern, outcome="solved", by=town.clerk, at=late)
        concern = commands.reopen(concern=concern, reason="没修好", by=town.clerk, at=late)
        concern = commands.acknowledge(concern=concern, by=town.builder, at=late)
        concern = commands.reply(concern=concern, text="修好了", by=town.builder, at=late)

        concern = commands.close(concern=concern, outcome="solved", by=town.clerk, at=late)

        assert concern.closed_on <= concern.due_on, "in time for its second round"
        assert not Concern.objects.closed_in_time().exists(), "but never for its first promise"

    def test_says_how_each_date_came_about(self, town, concern) -> None:
        due = clocking.explain(concern)

        assert due.on == concern.due_on
        assert [day.on for day in due.days if day.counted][-1] == concern.due_on
        assert "10个工作日" in due.sentence()

    def test_marks_a_date_past_the_published_year_as_provisional(self, town) -> None:
        concern = registered(town, at=datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI)).concern

        assert concern.due_is_provisional and concern.due_on.year == 2027
        assert "暂定" in clocking.explain(concern).sentence()
        assert list(clocking.provisional()) == [concern]

    @pytest.mark.parametrize(("day", "is_overdue"), [(date(2026, 11, 17), False), (date(2026, 11, 18), True)])
    def test_is_overdue_the_day_after_the_date(self, town, concern, day: date, is_overdue: bool) -> None:
        assert Concern.objects.overdue(day).exists() is is_overdue

    def test_stops_when_the_resident_was_answered(self, town) -> None:
        at_state(town, Status.REPLIED)

        assert not Concern.objects.overdue(date(2027, 1, 1)).exists()


def test_the_explanation_names_the_day_that_the_clock_really_started(town) -> None:
    concern = at_state(town, Status.CLOSED)
    first = clocking.explain(concern)
    again = commands.reopen(concern=concern, reason="灯又灭了", by=town.clerk, at=NOON)

    assert first is not None and first.sentence().startswith("自2026年11月3日（周二）收到起算")
    second = clocking.explain(again)
    assert second is not None and "重办起算" in second.sentence()
