"""诉求的数字: each value is the length of the list that opens from it, for every viewer, cell by cell and in bulk."""

import os
import random
from datetime import date, datetime, timedelta

import pytest

from lianxin.base.indicators import (
    DIMENSIONS,
    INDICATORS,
    Count,
    Rate,
    Spread,
    bound,
    breakdown,
    get,
    grid,
    report,
    resolve,
)
from lianxin.base.indicators.cells import Plan
from lianxin.base.indicators.kinds import FIGURES, percent
from lianxin.base.indicators.registry import sliced
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern, ConcernSubject
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, registered
from tests.work.history import TODAY, make_year

NOVEMBER = Period.month(2026, 11)
# What the rooms above count has its own stories beside its room; the made-up year holds concerns alone.
OF_CONCERNS = [
    one for one in INDICATORS.values() if one.counts[0].of().model is Concern and one.code.startswith("concern.")
]
# Deeds that the made-up year leaves out; they are counted in the stories of their own.
ELSEWHERE = {
    "concern.merged_copies", "concern.handed_outside", "concern.rated_reissued", "concern.shelf_review_overdue",
    "concern.shelved", "concern.objective", "concern.settled", "concern.without_handler", "concern.without_outcome",
}  # fmt: skip
ASKED = int(os.environ.get("LIANXIN_CELLS", "30"))  # cells each viewer opens
VIEWERS = ["clerk", "county_leader", "officer", "leader", "worker", "stranger", "builder", "building_head", "teacher"]


@pytest.fixture
def year(town):
    """Sixteen months of 900 concerns in the town, some of which complain about a unit or a person."""
    return make_year(town)


def random_period(luck):
    kind = luck.choice(["month", "month", "quarter", "half_year", "year"])
    return Period.containing(TODAY - timedelta(days=luck.randrange(480)), kind)


def every_indicator():
    """All that are registered, and each part of those that can be broken down."""
    found = list(INDICATORS.values())
    for one in INDICATORS.values():
        for code in one.dimensions if isinstance(one, Count) else ():
            along = DIMENSIONS[code]
            found += [sliced(one, along, key) for key in [*dict(along.choices()), "none"]]
    return found


def length(one, period, unit, by):
    return len(list(one.opened(period, unit, by=by, today=TODAY)))


class TestEveryCell:
    @pytest.mark.thorough
    def test_is_the_length_of_its_list_and_the_same_in_the_grid(self, year):
        luck, indicators, units, periods = random.Random(5), every_indicator(), list(year.units.values()), []
        periods = sorted({random_period(luck) for _ in range(60)}, key=lambda period: period.code)
        checked = opened = 0
        for who in VIEWERS:
            by = getattr(year, who)
            mine = [unit for unit in units if by.may_at(FIGURES, unit.path)]
            cells = grid(indicators, mine, periods, by=by, today=TODAY)
            assert len(cells) == len(indicators) * len(mine) * len(periods)
            for n in range(ASKED):
                one, unit, period = (
                    luck.choice((indicators, OF_CONCERNS)[n % 2]),
                    luck.choice(mine),
                    luck.choice(periods),
                )
                cell, single = cells[one.code, unit.pk, period.code], one.figure(period, unit, by=by, today=TODAY)

                assert (cell.value, cell.part, cell.whole) == (single.value, single.part, single.whole), one.code
                parts = [length(count, period, unit, by) for count in one.counts]
                if isinstance(one, Rate):
                    assert [cell.part, cell.whole] == parts, one.code
                    assert cell.value == percent(*parts)
                elif isinstance(one, Spread):
                    assert cell.whole == parts[0], one.code
                else:
                    assert cell.value == parts[0], one.code
                checked, opened = checked + 1, opened + sum(parts)

        assert checked == 9 * ASKED
        assert opened > 15 * ASKED

    def test_has_something_in_it_for_every_indicator(self, year):
        """Or the comparison above would be one of nothing with nothing."""
        cells = grid(OF_CONCERNS, [year.county], [Period.parse("2026")], by=year.county_leader, today=TODAY)

        assert {key[0] for key, figure in cells.items() if not figure.value} == ELSEWHERE

    @pytest.mark.thorough
    def test_costs_the_same_statements_for_one_unit_and_for_all(self, year, django_assert_max_num_queries):
        """One for those that share a list and a date; the first asks whether anything is walled off from the clerk."""
        periods, costs = [Period.month(2026, month) for month in range(1, 11)], []

        for units in ([year.county], list(year.units.values())):
            with django_assert_max_num_queries(len(INDICATORS)) as asked:
                dict(grid(INDICATORS.values(), units, periods, by=year.clerk, today=TODAY))
            costs.append(len(asked))

        assert costs[0] == costs[1]

    def test_leaves_out_a_complaint_about_its_reader_that_came_in_while_it_was_counted(self, town, monkeypatch):
        received, concern, count = get("concern.received"), registered(town).concern, Plan.count

        def count_and_complain(plan, group, numbers):
            count(plan, group, numbers)
            ConcernSubject.objects.get_or_create(concern=concern, person=town.people["clerk"])

        assert received.figure(NOVEMBER, town.county, by=town.clerk, today=TODAY).value == 1
        monkeypatch.setattr(Plan, "count", count_and_complain)
        cells = grid([received], [town.county], [NOVEMBER], by=town.clerk, today=TODAY)
        assert cells["concern.received", town.county.pk, NOVEMBER.code].value == 0

    def test_sums_up_the_tree(self, year):
        below = [year.qingshui, year.baisha, year.school, year.building, year.water_bureau]
        received = get("concern.received")

        cells = grid([received], [year.county, *below], [Period.parse("2026")], by=year.county_leader, today=TODAY)

        whole, *parts = [cells["concern.received", unit.pk, "2026"].value for unit in [year.county, *below]]
        assert whole == sum(parts)

    def test_of_a_quarter_is_the_sum_of_its_months(self, year):
        quarter = Period.parse("2026-Q2")

        cells = grid([get("concern.closed")], [year.county], [quarter, *quarter.months()], by=year.clerk, today=TODAY)

        values = {key[2]: figure.value for key, figure in cells.items()}
        assert values.pop("2026-Q2") == sum(values.values())


class TestTheMedian:
    def test_is_that_of_the_very_days(self, year):
        days = sorted(
            (concern.closed_on - concern.received_on).days
            for concern in get("concern.closed").opened(Period.parse("2026"), year.county, by=year.clerk, today=TODAY)
        )
        n = len(days)

        figure = get("concern.median_days_to_close").figure(
            Period.parse("2026"), year.county, by=year.clerk, today=TODAY
        )

        assert figure.value == (days[(n - 1) // 2] + days[n // 2]) / 2
        assert figure.whole == n > 100


class TestTheWall:
    def test_takes_a_complaint_out_of_the_subjects_figure_list_and_grid_alike(self, town):
        registered(town)
        registered(town, kind="complaint", subject_units=[town.qingshui], by=town.clerk)
        received = get("concern.received")

        def seen(by):
            cell = grid([received], [town.qingshui], [NOVEMBER], by=by, today=TODAY)[
                "concern.received", town.qingshui.pk, "2026-11"
            ]
            parts = breakdown(received, DIMENSIONS["kind"], town.qingshui, [NOVEMBER], by=by, today=TODAY)
            return (
                received.value(NOVEMBER, town.qingshui, by=by, today=TODAY), cell.value,
                length(received, NOVEMBER, town.qingshui, by), sum(part["2026-11"].value for _one, part in parts),
            )  # fmt: skip

        assert seen(town.clerk) == (2, 2, 2, 2)
        assert seen(town.officer) == (1, 1, 1, 1)

    def test_holds_for_the_person_complained_about(self, town):
        registered(town, kind="complaint", subject_persons=[town.people["officer"]], by=town.clerk)
        received = get("concern.received")

        assert received.value(NOVEMBER, town.qingshui, by=town.leader, today=TODAY) == 1
        assert received.value(NOVEMBER, town.qingshui, by=town.officer, today=TODAY) == 0


class TestFigures:
    def test_are_refused_to_those_who_may_not_read_the_units(self, town):
        registered(town)
        for by in (town.stranger, town.admin, town.builder):
            with pytest.raises(NotAllowed):
                get("concern.received").value(NOVEMBER, town.qingshui, by=by, today=TODAY)
            with pytest.raises(NotAllowed):
                get("concern.on_time_rate").value(NOVEMBER, town.qingshui, by=by, today=TODAY)
            with pytest.raises(NotAllowed):
                get("concern.median_days_to_close").value(NOVEMBER, town.qingshui, by=by, today=TODAY)
            with pytest.raises(NotAllowed):
                grid([get("concern.received")], [town.qingshui], [NOVEMBER], by=by, today=TODAY)
            with pytest.raises(NotAllowed):
                breakdown(get("concern.received"), DIMENSIONS["kind"], town.qingshui, [NOVEMBER], by=by, today=TODAY)
            with pytest.raises(NotAllowed):
                get("concern.received").opened(NOVEMBER, town.qingshui, by=by, today=TODAY)

        assert get("concern.received").value(NOVEMBER, town.qingshui, by=town.officer, today=TODAY) == 1

    @pytest.mark.thorough
    def test_follow_one_concern_through_its_deeds(self, town):
        def now():
            cells = grid(INDICATORS.values(), [town.qingshui], [NOVEMBER], by=town.officer, today=TODAY)
            return {key[0].removeprefix("concern."): figure.canonical for key, figure in cells.items()}

        concern = at_state(town, Status.CLOSED)
        after = now()

        assert (after["received"], after["accepted"], after["assigned"], after["replied"]) == ("1", "1", "1", "1")
        assert (after["closed"], after["closed_in_time"], after["on_time_rate"]) == ("1", "1", "100.0")
        assert (after["solved"], after["median_days_to_close"], after["rated_rate"]) == ("1", "0", "0.0")
        assert (after["rated"], after["satisfaction_rate"]) == ("0", "")
        commands.reopen(concern=concern, reason="又坏了", by=town.clerk, at=NOON)
        again = now()
        assert (again["closed"], again["reopened"], again["unfinished"]) == ("0", "1", "1")

    @pytest.mark.thorough
    def test_leave_out_what_was_voided_and_count_what_was_declined_only_as_such(self, town):
        void, declined = registered(town).concern, registered(town).concern
        commands.void(concern=void, reason="重复录入", by=town.clerk, at=NOON)
        commands.decline(concern=declined, reason="请向法院起诉", by=town.clerk, at=NOON)

        cells = grid(INDICATORS.values(), [town.county], [NOVEMBER], by=town.clerk, today=TODAY)

        assert {key[0]: figure.value for key, figure in cells.items() if figure.value} == {
            "concern.received": 1, "concern.declined": 1, "concern.matters": 1, "concern.heard_in_time": 1,
            "concern.heard_rate": 100,
        }  # fmt: skip

    def test_count_for_the_department_what_it_was_handed(self, town):
        at_state(town, Status.CLOSED)
        handled = get("concern.handled_closed")

        assert handled.value(NOVEMBER, town.building, by=town.builder, today=TODAY) == 1
        assert get("concern.closed").value(NOVEMBER, town.building, by=town.builder, today=TODAY) == 0
        assert handled.value(NOVEMBER, town.water_bureau, by=town.water, today=TODAY) == 0


class TestSatisfaction:
    @pytest.mark.thorough
    def test_is_the_residents_word_and_never_what_staff_noted(self, town):
        receipt = registered(town)
        concern = at_state(town, Status.CLOSED, receipt.concern)
        rates = [one for one in INDICATORS.values() if isinstance(one, Rate) and one.guarded and one in OF_CONCERNS]

        def read():
            return [one.figure(NOVEMBER, town.qingshui, by=town.officer, today=TODAY).fraction for one in rates]

        before = read()
        for _ in range(20):
            commands.note_follow_up(
                concern=concern, rating="satisfied", solved=True, contacted=True, by=town.clerk, at=NOON
            )
        noted = read()
        commands.rate(
            concern=concern, secret=receipt.secret, rating="dissatisfied", solved=False, contacted=True, at=NOON
        )

        assert before == noted == [""] * len(rates)
        assert read() == ["0/1" if one.code != "concern.response_rate" else "1/1" for one in rates]
        assert get("concern.confirmed").value(NOVEMBER, town.qingshui, by=town.officer, today=TODAY) == 0

    def test_counts_fairly_satisfied_in_the_one_rate_and_not_in_the_other(self, town):
        receipt = registered(town)
        concern = at_state(town, Status.CLOSED, receipt.concern)
        commands.rate(concern=concern, secret=receipt.secret, rating="fairly", solved=True, contacted=True, at=NOON)

        def rate(code):
            return get(code).figure(NOVEMBER, town.qingshui, by=town.officer, today=TODAY)

        assert rate("concern.satisfaction_rate").text == "100.0%"
        assert rate("concern.strict_satisfaction_rate").text == "0.0%"
        assert rate("concern.satisfaction_rate").public_text == "1/1（不足 5 人评价，不算率）"


class TestOverdue:
    def test_is_as_of_the_end_of_the_period_or_today(self, town):
        concern = registered(town).concern  # received 3 November, due 17 November
        overdue = get("concern.overdue")
        due = concern.due_on

        def on(day, period=NOVEMBER):
            return overdue.value(period, town.qingshui, by=town.officer, today=day)

        assert (on(due), on(due + timedelta(days=1))) == (0, 1)
        december = Period.month(2026, 12)
        assert on(due + timedelta(days=30), december) == 1
        assert on(due, december) == 0
        assert on(due + timedelta(days=30), Period.month(2026, 10)) == 0

    def test_stays_in_the_month_in_which_it_was_late_when_it_is_answered_later(self, town):
        concern = at_state(town, Status.IN_HAND)
        late = datetime(2026, 12, 2, 9, 0, tzinfo=SHANGHAI)
        commands.reply(concern=concern, text="已换新灯。", by=town.builder, at=late)

        def at_end_of(month):
            return get("concern.overdue").value(
                Period.month(2026, month), town.qingshui, by=town.officer, today=date(2027, 1, 5)
            )

        assert (at_end_of(10), at_end_of(11), at_end_of(12)) == (0, 1, 0)


class TestBreakdown:
    @pytest.mark.parametrize("code", ["channel", "kind", "topic"])
    def test_parts_make_up_the_whole_and_open(self, year, code):
        received, period = get("concern.received"), Period.parse("2026")

        parts = breakdown(received, DIMENSIONS[code], year.county, [period], by=year.clerk, today=TODAY)

        assert sum(found["2026"].value for _one, found in parts) == received.value(
            period, year.county, by=year.clerk, today=TODAY
        )
        for one, found in parts:
            assert length(get(one.code), period, year.county, year.clerk) == found["2026"].value
        assert len(parts) > 5


class TestReport:
    @pytest.mark.thorough
    def test_sets_last_year_and_last_month_beside_each_value(self, year):
        lines = {
            line.indicator.code: line
            for line in report(year.county, Period.parse("2026-10"), by=year.clerk, today=TODAY)
        }

        line = lines["concern.received"]
        for figure, period in ((line.now, "2026-10"), (line.year_before, "2025-10"), (line.before, "2026-09")):
            assert figure.value == length(line.indicator, Period.parse(period), year.county, year.clerk)
        assert line.year_on_year.difference == line.now.value - line.year_before.value
        assert "上年同期" in line.year_on_year.words
        assert "上月" in line.month_on_month.words


class TestBoundFigure:
    def test_agrees_with_the_records_until_they_change(self, town):
        registered(town)
        figure = bound("concern.received", town.qingshui, NOVEMBER, town.officer, today=TODAY)

        assert (figure.value, figure.text, figure.unit, figure.period) == ("1", "1", str(town.qingshui.pk), "2026-11")
        assert resolve(figure.binding, town.officer, today=TODAY).agrees
        registered(town)
        later = resolve(figure.binding, town.officer, today=TODAY)
        assert (later.agrees, later.now.value) == (False, "2")
        assert resolve(figure.binding, town.stranger, today=TODAY).problem == "unit"

    def test_may_be_a_part_of_a_breakdown(self, town):
        registered(town)

        figure = bound("concern.received:channel=counter", town.qingshui, NOVEMBER, town.officer, today=TODAY)

        assert figure.text == "1"
        assert resolve(figure.binding, town.officer, today=TODAY).agrees


class TestEveryRate:
    @pytest.mark.thorough
    def test_divides_a_part_by_what_contains_it(self, year):
        period, rates = Period.parse("2026"), [one for one in OF_CONCERNS if isinstance(one, Rate)]
        assert len(rates) > 5
        for one in rates:
            part, whole = (
                {concern.pk for concern in count.opened(period, year.county, by=year.clerk, today=TODAY)}
                for count in one.counts
            )

            assert part <= whole, one.code
            assert 0 < len(part) < len(whole), one.code
