"""办理期限: the day a limit ends, each day of it explained, what is left."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.workdays import (
    Calendar,
    ClockRule,
    ExtensionNotAllowed,
    Override,
    Pause,
    PauseNotAllowed,
    days_left,
    remaining,
    run,
)

CHINA = Calendar.china()
starts = st.dates(date(2015, 1, 1), date(2032, 1, 1))
amounts = st.integers(1, 90)


def day(text: str) -> date:
    return date.fromisoformat(text)


def rule(amount: int, unit: str = "workday", **rest) -> ClockRule:
    return ClockRule("TEST", "办理", amount, unit, rest.pop("start_event", "受理"), **rest)


def ends(start: str, amount: int, unit: str = "workday", **rest) -> str:
    return run(rule(amount, unit, **rest), day(start), CHINA).on.isoformat()


class TestWorkdayClock:
    @pytest.mark.parametrize(
        ("start", "amount", "due", "provisional"),
        [
            ("2026-02-12", 5, "2026-02-26", False),
            ("2026-02-13", 3, "2026-02-25", False),
            ("2026-09-18", 5, "2026-09-24", False),  # Sunday 20 September is worked
            ("2026-09-29", 5, "2026-10-12", False),
            ("2026-12-28", 3, "2026-12-31", False),
            ("2026-12-21", 10, "2027-01-05", True),  # past the last notice
            ("2026-10-01", 1, "2026-10-08", False),  # begun on a rest day
            ("2026-11-20", 7, "2026-12-01", False),  # seven working days to an answer
        ],
    )
    def test_ends_where_the_office_counts_it(self, start, amount, due, provisional):
        found = run(rule(amount), day(start), CHINA)

        assert (found.on.isoformat(), found.provisional) == (due, provisional)

    def test_counts_the_first_day_where_the_rule_says_so(self):
        assert ends("2026-11-20", 1, start_day="counts") == "2026-11-20"
        assert ends("2026-11-21", 1, start_day="counts") == "2026-11-23"  # a Saturday cannot be the first day

    def test_explains_each_day(self):
        found = run(rule(5), day("2026-09-30"), CHINA)

        assert [(line.on.isoformat()[5:], line.number, line.why) for line in found.days] == [
            ("09-30", None, "受理当日，不计"),
            *((f"10-0{n}", None, "国庆节放假，不计") for n in range(1, 8)),
            ("10-08", 1, "周四，计第1日"),
            ("10-09", 2, "周五，计第2日"),
            ("10-10", 3, "调休上班，计第3日"),
            ("10-11", None, "周日，不计"),
            ("10-12", 4, "周一，计第4日"),
            ("10-13", 5, "周二，计第5日"),
        ]
        assert found.sentence() == (
            "自2026年9月30日（周三）受理起算，当日不计，5个工作日，其间国庆节放假7日、周六周日1日不计，"
            "调休上班1日计入，到2026年10月13日（周二）期满。"
        )

    def test_marks_guessed_days_as_provisional_and_only_those(self):
        found = run(rule(10), day("2026-12-21"), CHINA)

        assert [line.on.year for line in found.days if "暂定" in line.why] == [2027] * 5
        assert "元旦放假，不计（暂定）" in [line.why for line in found.days]
        assert found.sentence().endswith("该日期为暂定：所涉年份的放假安排尚未公布，公布后重新计算。")

    def test_is_no_longer_provisional_after_the_notice_and_moves_with_it(self):
        rest = Override(False, "元旦", "通知", notice=2027)
        notice = {day("2027-01-01"): rest, day("2027-01-04"): rest}

        found = run(rule(10), day("2026-12-21"), CHINA.with_notice(2027, notice))

        assert (found.on, found.provisional) == (day("2027-01-06"), False)

    def test_names_a_local_rest_day(self):
        local = CHINA.with_local({day("2026-11-23"): Override(False, "", "本县规定")})

        assert run(rule(1), day("2026-11-20"), local).days[-2].why == "周一放假，不计"

    @given(starts, amounts)
    def test_ends_on_a_workday_with_exactly_the_amount_counted(self, start, amount):
        found = run(rule(amount), start, CHINA)

        assert CHINA.is_workday(found.on)
        assert CHINA.workdays_after(start, found.on) == amount
        assert [line.number for line in found.days if line.counted] == list(range(1, amount + 1))
        assert [line.on for line in found.days] == [start + timedelta(days=n) for n in range(len(found.days))]

    @given(starts, amounts, st.integers(0, 30), st.integers(0, 10))
    def test_never_ends_earlier_for_a_later_start_or_a_greater_amount(self, start, amount, later, more):
        found = run(rule(amount), start, CHINA).on

        assert run(rule(amount), start + timedelta(days=later), CHINA).on >= found
        assert run(rule(amount + more), start, CHINA).on >= found


class TestNaturalDayClock:
    @pytest.mark.parametrize(
        ("start", "amount", "due", "rolled_from", "provisional"),
        [
            ("2026-08-03", 60, "2026-10-08", "2026-10-02", False),
            ("2026-11-20", 60, "2027-01-19", None, True),
            ("2026-11-06", 15, "2026-11-23", "2026-11-21", False),  # a Saturday
            ("2026-09-05", 15, "2026-09-20", None, False),  # a Sunday that is worked does not roll
            ("2026-11-05", 15, "2026-11-20", None, False),
        ],
    )
    def test_rolls_forward_from_a_rest_day(self, start, amount, due, rolled_from, provisional):
        found = run(rule(amount, "natural_day", roll_forward="next_workday"), day(start), CHINA)

        assert found.on.isoformat() == due
        assert (found.rolled_from and found.rolled_from.isoformat()) == rolled_from
        assert found.provisional == provisional

    def test_stays_on_a_rest_day_when_the_rule_does_not_roll_and_is_then_never_provisional(self):
        found = run(rule(60, "natural_day"), day("2026-08-03"), CHINA)
        later = run(rule(60, "natural_day"), day("2026-12-01"), CHINA)

        assert found.on == day("2026-10-02")
        assert (later.on.year, later.provisional) == (2027, False)

    def test_explains_the_rolling(self):
        found = run(rule(60, "natural_day", roll_forward="next_workday"), day("2026-08-03"), CHINA)

        assert found.days[59].why == "国庆节放假，照计第59日"
        assert found.days[60].why == "国庆节放假，照计第60日；最后一日为法定休假日，顺延至次日"
        assert [line.why for line in found.days[61:]] == ["国庆节放假，继续顺延"] * 5 + ["周四，顺延后的到期日"]
        assert found.sentence() == (
            "自2026年8月3日（周一）受理起算，当日不计，60日，到2026年10月2日（周五）期满，"
            "当日为法定休假日，顺延至2026年10月8日（周四）。"
        )

    def test_of_nothing_ends_the_same_day(self):
        found = run(rule(0, "natural_day"), day("2026-11-21"), CHINA)

        assert (found.on, found.days[0].why) == (day("2026-11-21"), "当日办理")
        assert found.sentence() == "2026年11月21日（周六）受理，当日办理，到2026年11月21日（周六）期满。"

    @given(starts, amounts, st.integers(0, 30))
    def test_that_rolls_ends_on_a_workday_never_before_the_amount_and_in_order(self, start, amount, later):
        rolling = rule(amount, "natural_day", roll_forward="next_workday")
        found = run(rolling, start, CHINA)

        assert CHINA.is_workday(found.on)
        assert found.on >= start + timedelta(days=amount)
        assert CHINA.workdays_after(start + timedelta(days=amount - 1), found.on) == 1
        assert run(rolling, start + timedelta(days=later), CHINA).on >= found.on


class TestHourClock:
    @pytest.mark.parametrize(
        ("start", "amount", "due"),
        [
            (datetime(2026, 11, 20, 23, 30), 2, datetime(2026, 11, 21, 1, 30)),
            (datetime(2026, 11, 20, 16, 5), 24, datetime(2026, 11, 21, 16, 5)),
            (datetime(2026, 11, 20, 22, 0), 2, datetime(2026, 11, 21, 0, 0)),
        ],
    )
    def test_runs_round_the_clock_over_rest_days(self, start, amount, due):
        found = run(rule(amount, "hour", start_event="接到"), start, CHINA)

        assert (found.at, found.on, found.provisional) == (due, due.date(), False)

    def test_explains_its_hours(self):
        found = run(rule(2, "hour", start_event="接到"), datetime(2026, 11, 20, 23, 30), CHINA)

        assert [line.why for line in found.days] == ["23:30至24:00，计30分", "00:00至01:30，计1小时30分"]
        assert found.sentence() == "自2026年11月20日（周五）23:30接到起算，2小时，到2026年11月21日（周六）01:30期满。"

    def test_wants_a_moment(self):
        with pytest.raises(TypeError):
            run(rule(2, "hour"), day("2026-11-20"), CHINA)


class TestExtension:
    sixty = rule(60, "natural_day", roll_forward="next_workday", max_extension=30)

    def test_lengthens_the_amount_from_the_start(self):
        found = run(self.sixty, day("2026-08-03"), CHINA, extended_by=30)

        assert found.on == day("2026-11-02")  # 1 November is a Sunday
        assert "60日，经批准延长30日" in found.sentence()

    def test_is_refused_beyond_what_the_rule_allows(self):
        with pytest.raises(ExtensionNotAllowed, match="最多延长30日"):
            run(self.sixty, day("2026-08-03"), CHINA, extended_by=31)
        with pytest.raises(ExtensionNotAllowed, match="不能延期"):
            run(rule(5), day("2026-08-03"), CHINA, extended_by=1)


class TestPause:
    review = rule(30, "natural_day", pause_reasons=("听证",))

    def test_does_not_count_the_days_of_a_hearing(self):
        hearing = Pause(day("2026-11-10"), day("2026-11-12"), "听证")

        found = run(self.review, day("2026-11-02"), CHINA, paused=[hearing])

        assert found.on == run(self.review, day("2026-11-02"), CHINA).on + timedelta(days=3)
        assert found.days[8].why == "听证，中止计算，不计"
        assert "其间听证3日不计" in found.sentence()

    def test_stops_hours_by_whole_days(self):
        day_and_night = rule(24, "hour", pause_reasons=("听证",))
        hearing = Pause(day("2026-11-21"), day("2026-11-21"), "听证")

        found = run(day_and_night, datetime(2026, 11, 20, 12, 0), CHINA, paused=[hearing])

        assert found.at == datetime(2026, 11, 22, 12, 0)

    def test_is_refused_for_another_reason_or_backwards(self):
        with pytest.raises(PauseNotAllowed, match="不是“办理”的中止事由"):
            run(self.review, day("2026-11-02"), CHINA, paused=[Pause(day("2026-11-10"), day("2026-11-12"), "出差")])
        with pytest.raises(PauseNotAllowed):
            run(self.review, day("2026-11-02"), CHINA, paused=[Pause(day("2026-11-12"), day("2026-11-10"), "听证")])


class TestRemaining:
    @pytest.mark.parametrize(
        ("today", "words", "left"),
        [
            ("2026-10-09", "还有 2 个工作日", 2),  # Saturday 10 October is worked
            ("2026-10-11", "还有 1 个工作日", 1),
            ("2026-10-12", "今天到期", 0),
            ("2026-10-15", "超期 3 日", -3),
        ],
    )
    def test_counts_workdays_before_and_days_after(self, today, words, left):
        due = run(rule(5), day("2026-09-29"), CHINA)

        assert remaining(due, day(today), CHINA) == words
        assert days_left(due, day(today), CHINA) == left

    def test_counts_days_where_the_clock_does(self):
        due = run(rule(60, "natural_day"), day("2026-11-02"), CHINA)

        assert remaining(due, day("2026-12-01"), CHINA) == "还有 31 日"

    @pytest.mark.parametrize(
        ("now", "words"),
        [
            (datetime(2026, 11, 20, 23, 0, 30), "还有 2小时29分"),
            (datetime(2026, 11, 21, 1, 30), "即将到期"),
            (datetime(2026, 11, 21, 3, 30), "超期 2小时"),
        ],
    )
    def test_counts_hours_to_the_moment(self, now, words):
        due = run(rule(2, "hour"), datetime(2026, 11, 20, 23, 30), CHINA)

        assert remaining(due, now, CHINA) == words


class TestClockRule:
    @pytest.mark.parametrize(
        "wrong", [{"unit": "week"}, {"start_day": "x"}, {"roll_forward": "x"}, {"grade": "Z"}, {"amount": -1}]
    )
    def test_refuses_what_it_does_not_know(self, wrong):
        values = {"code": "X", "label": "办理", "amount": 1, "unit": "workday", "start_event": "受理", **wrong}

        with pytest.raises(ValueError):
            ClockRule(**values)
