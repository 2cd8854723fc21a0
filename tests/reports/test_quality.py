"""数据质量: rules that a return must keep or explain, what came late, what is unlike its own past (M287, F091)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base import indicators
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.quality import checking, commands, queries
from lianxin.reports.quality.checking import Case
from lianxin.reports.quality.models import Doubt, ValidationRule
from lianxin.reports.returns import commands as returns
from lianxin.reports.returns.commands import LineSpec
from lianxin.reports.returns.models import FormLine, ReturnFigure
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.queries.sheet import Cell, Row
from tests.conftest import SHANGHAI, START
from tests.reports.return_scenes import counted, figure_of, form_made, on, opened, solved_by
from tests.work.conftest import registered

NUMBER = Decimal


def ruled(town, **changes):
    fields = {
        "unit": town.county, "form_code": "monthly", "name": "部分不大于整体", "kind": "at_most",
        "operands": ["其中当日办结", "受理"], "mend": "请核对两个数。", "month": "2026-10", "by": town.clerk, "at": START,
    }  # fmt: skip
    return commands.set_rule(**{**fields, **changes})


def typed_form(town):
    """Two lines from elsewhere, and one of our own."""
    lines = [LineSpec("approvals", "受理", origin="政务系统"), LineSpec("approvals", "其中当日办结", origin="政务系统"),
             LineSpec("main", "总站办结", "concern.handled_closed")]  # fmt: skip
    return form_made(town, lines=lines)


def typed(town, month, whole, part, at):
    for label, value in (("受理", whole), ("其中当日办结", part)):
        returns.enter_figure(figure=month.figures.get(line__label=label), value=NUMBER(value), source="月报",
                             evidence="月报第1页", by=town.clerk, at=at)  # fmt: skip


class TestARule:
    @pytest.mark.mechanism("M287")
    @pytest.mark.parametrize("kind, names, now, more, seen", [
        ("at_most", "ab", {"a": 1, "b": 8}, {}, None),
        ("at_most", "ab", {"a": 8, "b": 1}, {}, "8>1"),  # the seeds' own slip: a part of eight of a whole of one
        ("at_most", "ab", {"a": 8, "b": None}, {}, None),
        ("sum", "abc", {"a": 5, "b": 2, "c": 3}, {}, None),
        ("sum", "abc", {"a": 6, "b": 2, "c": 3}, {}, "6≠2+3"),
        ("near_before", "a", {"a": 150}, {"before": {"a": 100}, "high": 50}, None),
        ("near_before", "a", {"a": 151}, {"before": {"a": 100}, "high": 50}, "151~100"),
        ("near_before", "a", {"a": 4}, {"before": {"a": 1}, "high": 50}, None),  # three more cases are no leap
        ("near_before", "a", {"a": 9}, {"before": {"a": 0}, "high": 50}, "9~0"),
        ("near_before", "a", {"a": 9}, {"high": 50}, None),
        ("present_with", "ab", {"a": None, "b": 3}, {}, "—|3"),
        ("present_with", "ab", {"a": 1, "b": 3}, {}, None),
        ("present_with", "ab", {"a": None, "b": 0}, {}, None),
        ("between", "a", {"a": NUMBER("100.1")}, {"low": 0, "high": 100}, "100.1∉[0,100]"),
        ("between", "a", {"a": 100}, {"low": 0, "high": 100}, None),
        ("repeated", "a", {"a": 7}, {"before": {"a": 7}, "earlier": {"a": 7}}, "7==7"),
        ("repeated", "a", {"a": 7}, {"before": {"a": 7}, "earlier": {"a": 6}}, None),
        ("repeated", "a", {"a": 0}, {"before": {"a": 0}, "earlier": {"a": 0}}, None),
    ])  # fmt: skip
    def test_is_broken_by_these_numbers_and_kept_by_those(self, kind, names, now, more, seen):
        def numbers(held):
            return {name: None if one is None else NUMBER(one) for name, one in held.items()}

        rule = ValidationRule(kind=kind, operands=list(names), low=more.get("low"), high=more.get("high"))
        told = checking.check(
            rule, Case(numbers(now), numbers(more.get("before", {})), numbers(more.get("earlier", {})))
        )

        assert (told[0] if told else None) == seen
        assert told is None or (told[1].endswith("。") and "a" in told[1])

    @pytest.mark.parametrize(("measure", "value", "part", "whole", "seen"), [
        ("%", 800, 8, 1, ["part_in_whole 8>1", "rate_range 800"]),  # 1 ≥ 8 of a text that was printed
        ("%", 100, 8, 8, []),
        ("%", -1, None, None, ["rate_range -1"]),
        ("件", 800, None, None, []),
    ])  # fmt: skip
    def test_of_the_program_itself_holds_for_every_line(self, measure, value, part, whole, seen):
        line = FormLine(number=1, label="办结率", indicator="concern.on_time_rate", measure=measure, source="records")
        figure = ReturnFigure(line=line, frozen=FrozenFigure(part=part, whole=whole))

        found = list(checking.built_in([Row(line, [Cell(figure, NUMBER(value), True)])], Case({})))

        assert [f"{one.rule} {one.seen}" for one in found] == seen
        assert all(one.sentence.startswith("“办结率”") and one.mend.endswith("。") for one in found)

    def test_is_set_with_sense_and_changed_only_by_a_new_version(self, town):
        typed_form(town)
        for changes, words in (
            ({"operands": ["受理", "受理"]}, "各不相同"), ({"operands": ["受理", "没有的行"]}, "摸底表里的一行"),
            ({"operands": ["#concern.received", "受理"]}, "第一项"), ({"operands": ["受理", "#no.such"]}, "没有这个指标"),
            ({"kind": "between", "operands": ["受理"], "low": NUMBER(5), "high": NUMBER(1)}, "最低不大于最高"),
            ({"kind": "near_before", "operands": ["受理"]}, "百分之几"), ({"kind": "sum"}, "至少两项"),
            ({"mend": " "}, "怎么办"), ({"name": ""}, "名称"), ({"code": "NOSUCH"}, "没有这条"), ({"month": "1"}, "统计期"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=words):
                ruled(town, **changes)
        with pytest.raises(NotAllowed):
            ruled(town, by=town.officer)
        rule = ruled(town, operands=["其中当日办结", "#concern.received"])
        with pytest.raises(Unfit, match="以后的月份"):
            ruled(town, code=rule.code)

        newer = ruled(town, code=rule.code, month="2026-12")
        month = opened(town)
        assert newer.version == 2 and [one.version for one in checking.rules_for(month)] == [1]
        with pytest.raises(Unfit, match="已经不用"):
            commands.end_rule(rule=rule, month="2026-12", by=town.clerk, at=on(6))
        commands.end_rule(rule=newer, month="2026-12", by=town.clerk, at=on(6))
        month.month = "2027-01"
        assert checking.rules_for(month) == []


class TestADoubt:
    @pytest.mark.mechanism("M287")
    def test_is_noted_by_itself_and_keeps_the_return_from_being_filed_until_it_is_mended_or_explained(
        self, town, django_capture_on_commit_callbacks
    ):
        typed_form(town)
        ruled(town)
        month = opened(town)
        with django_capture_on_commit_callbacks(execute=True):
            typed(town, month, whole=1, part=8, at=on(6))
        [doubt] = Doubt.objects.all()
        assert (doubt.seen, doubt.state, doubt.label) == ("8>1", "open", "其中当日办结")
        month = counted(town, month)
        with pytest.raises(Unfit, match="“其中当日办结”8，比“受理”1大。请核对两个数。"):
            returns.file(month=month, by=town.county_leader, at=on(3, 12))
        given = {"month": month, "key": queries.key_of(doubt), "at": on(3, 12)}
        for by in (town.stranger, town.auditor, town.county_leader):
            with pytest.raises(NotAllowed):
                commands.explain(explanation="含上月结转。", by=by, **given)
        with pytest.raises(Unfit, match="一句话"):
            commands.explain(explanation="对", by=town.clerk, **given)
        with pytest.raises(Unfit, match="不在了"):
            commands.explain(explanation="含上月结转。", by=town.clerk, **{**given, "key": "1-none"})
        commands.explain(explanation="含上月结转的七件。", by=town.clerk, **given)

        rate = indicators.get("quality.explained_rate").figure(Period.parse("2026"), town.county, by=town.clerk)
        assert (rate.part, rate.whole) == (1, 1)
        entry = Entry.objects.get(event="quality.doubt_explained")
        assert "结转" not in str(entry.detail) and set(entry.digests) == {"explanation"}
        month = returns.file(month=month, by=town.county_leader, at=on(3, 12))
        with pytest.raises(Unfit, match="已经备案"):
            commands.explain(explanation="再说一句。", by=town.clerk, **{**given, "month": month})

    @pytest.mark.thorough
    def test_is_gone_when_the_number_is_put_right_and_an_explanation_is_of_its_numbers_alone(self, town):
        typed_form(town)
        ruled(town)
        month = opened(town)
        typed(town, month, whole=1, part=8, at=on(6))
        [doubt] = commands.look_over(month=month, at=on(6))
        commands.explain(month=month, key=queries.key_of(doubt), explanation="含上月结转。", by=town.clerk, at=on(6))
        assert queries.shut(month, town.clerk, date(2026, 11, 6)) == []

        typed(town, month, whole=1, part=9, at=on(7))
        [other] = commands.look_over(month=month, at=on(7))
        assert other.pk != doubt.pk and len(queries.shut(month, town.clerk, date(2026, 11, 7))) == 1
        typed(town, month, whole=9, part=8, at=on(8))
        assert commands.look_over(month=month, at=on(8)) == []
        assert sorted(Doubt.objects.values_list("state", flat=True)) == ["explained", "mended"]

    def test_is_raised_without_any_rule_for_a_figure_copied_thrice(self, town):
        typed_form(town)
        for n in (8, 9, 10, 11):
            month = returns.open_return(form_code="monthly", unit=town.county, month=f"2026-{n:02d}", by=town.clerk,
                                        at=on(6, 12)) if n > 9 else None  # fmt: skip
            if month:
                typed(town, month, whole=50, part=n, at=on(6, 12))
        assert checking.broken(month, date(2026, 12, 6)) == []
        month = returns.open_return(form_code="monthly", unit=town.county, month="2026-12", by=town.clerk, at=on(7, 12))
        typed(town, month, whole=50, part=3, at=on(7, 12))

        [found] = checking.broken(month, date(2026, 12, 7))
        assert (found.rule, found.label) == ("repeated", "受理") and "连续三期都是 50" in found.sentence


class TestTimeliness:
    @pytest.mark.mechanism("M287")
    def test_says_what_came_late_or_not_at_all_as_facts_with_the_units_reason(self, town):
        form_made(town)
        late = counted(town, _entered(town, opened(town)))
        late = returns.file(month=late, by=town.county_leader, at=on(3, 12))
        returns.report(month=late, to="市群众工作办公室", by=town.county_leader, at=on(9, 12))
        periods = [Period.parse("2026-10"), Period.parse("2026-11")]
        today = date(2026, 12, 10)

        [row] = queries.timely(town.county, periods, today)
        assert [(one.state, one.days_late) for one in row.dues] == [("missing", 35), ("late", 4)]
        assert (row.asked, row.reported, row.of("in_time")) == (2, 1, 0)
        for by in (town.stranger, town.auditor):
            with pytest.raises(NotAllowed):
                _reason(town, by=by)
        for changes, words in (({"reason": " "}, "原因"), ({"month": "2026-12"}, "没有迟报")):
            with pytest.raises(Unfit, match=words):
                _reason(town, **changes)
        _reason(town)
        _reason(town, reason="政务系统停机三天，又补了两天。")
        [row] = queries.timely(town.county, periods, today)
        assert row.dues[0].reason.reason.startswith("政务系统停机三天，又")


def _reason(town, **changes):
    fields = {"unit": town.county, "form_code": "monthly", "month": "2026-10", "reason": "政务系统停机三天。",
              "by": town.clerk, "at": on(10, 12)}  # fmt: skip
    return commands.give_reason(**{**fields, **changes})


def _entered(town, month):
    returns.enter_figure(figure=figure_of(month, "approvals"), value=NUMBER(10), source="月报", evidence="第1页",
                         by=town.clerk, at=on(6))  # fmt: skip
    return month


class TestUnlikeItsPast:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M287")
    def test_one_units_month_is_shown_beside_its_own_past_in_one_grid(self, town, monkeypatch):
        months = [Period.parse("2026-12")]
        while len(months) < 15:
            months.append(months[-1].next())
        for month in months:
            for _n in range(12 if month is months[-1] else 2):
                registered(town, at=datetime(month.year, month.number, 9, 10, tzinfo=SHANGHAI))
        monkeypatch.setattr(queries, "WATCHED", ("concern.received",))
        units, last, today = [town.qingshui, town.baisha], months[-1], date(2028, 3, 2)

        with CaptureQueriesContext(connection) as caught:
            [found] = queries.unlike(units, last, by=town.clerk, today=today)

        assert (found.figure.unit, found.figure.value, found.low, found.high) == (town.qingshui, 12, 2, 2)
        assert found.is_more and len(caught) <= 3
        assert queries.unlike(units, last, by=town.clerk, today=date(2028, 2, 29)) == []
        assert {one.code for one in queries.watched()} <= set(indicators.INDICATORS)


class TestSampledRecords:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M287")
    def test_that_agree_are_a_rate_over_those_looked_at_placed_where_the_return_is(self, town):
        form_made(town)
        solved_by(town, town.qingshui, 3)
        month = counted(town, _entered(town, opened(town)))
        draw = returns.draw_sample(figure=figure_of(month, "main"), size=3, seed="3f2a", by=town.clerk, at=on(2, 12))
        for key in draw.keys:
            agrees, note = key != draw.keys[0], "" if key != draw.keys[0] else "本人说还没有换灯。"
            returns.look_at(draw=draw, key=key, how="call", agrees=agrees, note=note, by=town.clerk, at=on(2, 12))
        rate, year = indicators.get("quality.agree_rate"), Period.parse("2026")

        figure = rate.figure(year, town.county, by=town.clerk)
        assert (figure.part, figure.whole) == (2, 3)
        cells = indicators.grid([rate], [town.county, town.qingshui], [year], by=town.clerk)
        assert [cells[rate.code, unit.pk, "2026"].whole for unit in (town.county, town.qingshui)] == [3, 0]
        assert rate.whole.opened(year, town.county, by=town.clerk).count() == 3
        assert {one.return_code for one in rate.part.records(year, town.county, by=town.clerk)} == {month.code}
