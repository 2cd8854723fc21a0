"""自定指标: what a clerk defines without code counts exactly what its words say, and is tried before it holds (F093, F099)."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.base.compliance import readings
from lianxin.base.indicators import Rate, UnknownIndicator, at_version, bound, get, grid, known, resolve
from lianxin.base.indicators.changes import versions_of
from lianxin.base.indicators.kinds import percent
from lianxin.base.indicators.sources import SOURCES
from lianxin.base.indicators.traces import TRACES
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.reports.definitions import commands, queries, trying
from lianxin.reports.definitions.alike import alike, identity
from lianxin.reports.definitions.building import Spec, build
from lianxin.reports.definitions.commands import Unfit
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import VIEW, State
from lianxin.work.concerns.models import Concern
from tests.conftest import SHANGHAI, TRIES
from tests.reports.conftest import lived
from tests.reports.definition_scenes import every_condition, holds, in_time, is_, meets, spec, specs
from tests.reports.lives import TODAY

NOW = timezone.datetime(2026, 11, 10, 16, 0, tzinfo=SHANGHAI)
LAST, YEAR = Period.parse("2026-10"), Period.parse("2026")
COUNTS = {"2025-10": 8, "2026-08": 6, "2026-09": 8, "2026-10": 26, "2026-11": 4}


@pytest.fixture(scope="module")
def _lived(django_db_setup, django_db_blocker):
    with lived(django_db_blocker, COUNTS) as town:
        yield town


@pytest.fixture
def town(_lived, db, monkeypatch):
    """The town with fifty concerns; it is the tenth of November."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return _lived


def approved(town: Any, given: Spec, month: str = "2026-11", slug: str = "x") -> Definition:
    made = commands.draft(unit=town.county, spec=given, slug=slug, by=town.clerk, at=NOW)
    return put_in_force(town, made, month)


def put_in_force(town: Any, made: Definition, month: str) -> Definition:
    commands.try_out(definition=made, by=town.clerk, at=NOW)
    commands.submit(definition=made, by=town.clerk, at=NOW)
    return commands.approve(definition=made, month=month, by=town.county_leader, at=NOW)


class TestAnyDefinition:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M288")
    def test_counts_what_its_conditions_say_alone_in_the_grid_and_when_opened(self, town):
        rows = list(Concern.objects.standing())
        units = [town.county, town.qingshui, town.shahe]
        periods = [LAST, YEAR, Period.parse("2025")]

        @settings(max_examples=max(8, TRIES // 3), deadline=None, suppress_health_check=list(HealthCheck))
        @given(specs, st.sampled_from(units), st.sampled_from(periods))
        def agrees(given_spec: Spec, unit: Any, period: Period) -> None:
            one = build(given_spec).indicator
            inside = [row for row in rows if row.unit_path.startswith(unit.path) and in_time(given_spec, period, row)]
            whole = [row for row in inside if meets(given_spec.conditions, row)]
            part = [row for row in whole if meets(given_spec.part, row)]

            single = one.figure(period, unit, by=town.clerk, today=TODAY)
            cell = grid([one], units, periods, by=town.clerk, today=TODAY)[one.code, unit.pk, period.code]

            assert (cell.value, cell.part, cell.whole) == (single.value, single.part, single.whole)
            lists = [len(each.opened(period, unit, by=town.clerk, today=TODAY)) for each in one.counts]
            if isinstance(one, Rate):
                assert lists == [len(part), len(whole)]
                assert single.value == percent(len(part), len(whole))
            else:
                assert lists == [len(whole)]
            if given_spec.kind in ("count", "stock"):
                assert single.value == len(whole)
            if given_spec.kind == "sum":
                assert single.value == sum(row.days_to_close or 0 for row in whole)

        agrees()

    def test_of_every_source_and_field_can_be_counted_and_said(self, town):
        for source in SOURCES.values():
            times = [*(("count", one.code) for one in source.dates), *(("stock", one.code) for one in source.standings)]
            asked = [condition for field in source.fields for condition in every_condition(field)]
            for n in range(0, len(asked), 12):
                kind, timed = times[n // 12 % len(times)]
                place = source.places[n // 12 % len(source.places)]
                made = build(
                    spec(source=source.code, kind=kind, timed=timed, placed=place, conditions=tuple(asked[n : n + 12]))
                )

                assert made.indicator.figure(LAST, town.county, by=town.clerk, today=TODAY).value == 0
                assert "None" not in made.basis
                assert made.basis.endswith("。")

    def test_is_the_same_when_it_is_read_again(self, town, django_assert_num_queries):
        """By its kept words, and without looking up a single label."""
        topic = is_("topic", SOURCES["concern"].field("topic").choices()[0][0])
        for n, wanted in enumerate((
            spec(conditions=(topic, is_("channel", "hotline", any=True), is_("kind", "help", any=True))),
            spec(kind="rate", timed="open", part=(topic,)),
            spec(kind="sum", timed="closed", measured="days_to_close", measure="日"),
        )):  # fmt: skip
            made = commands.draft(unit=town.county, spec=wanted, slug=f"again{n}", by=town.clerk, at=NOW)
            fresh = queries.built(made).indicator
            with django_assert_num_queries(0):
                again = queries.indicator_of(made)

            assert identity(again) == identity(fresh)
            for name in (
                "code",
                "label",
                "basis",
                "measure",
                "group",
                "better",
                "is_momentary",
                "numerator",
                "denominator",
            ):
                assert getattr(again, name) == getattr(fresh, name), name

    def test_says_itself_in_whole_sentences(self, town):
        rate = build(
            spec(
                kind="rate",
                part=(is_("in_time", verb="yes", any=True), is_("outcome", "solved", any=True)),
                remark="给县长看",
            )
        )

        assert rate.basis == (
            "分子：收到日期在本期内、渠道是“热线”或“来信”、没有不予受理、（按时办结或者处理结果是“已解决”）的诉求；"
            "分母：收到日期在本期内、渠道是“热线”或“来信”、没有不予受理的诉求；作废的不计；按属地单位计。说明：给县长看"
        )
        assert build(spec(source="visit", timed="on", conditions=())).indicator.is_process

    @pytest.mark.parametrize(("changes", "field"), [
        ({"name": " "}, "name"), ({"source": "writing"}, "source"), ({"kind": "magic"}, "kind"), ({"timed": "born"}, "timed"),
        ({"timed": "open"}, "timed"), ({"kind": "stock"}, "timed"), ({"placed": "home"}, "placed"), ({"kind": "mean"}, "measured"),
        ({"kind": "mean", "measured": "channel"}, "measured"), ({"kind": "rate"}, "part"),
        ({"part": (is_("kind", "help"),)}, "part"), ({"conditions": (is_("requester", "1"),)}, ""),
        ({"conditions": (is_("channel", "pigeon"),)}, ""), ({"conditions": (is_("channel", verb="yes"),)}, ""),
        ({"conditions": (is_("channel"),)}, ""), ({"conditions": (is_("days_to_close", "3.5", verb="least"),)}, ""),
        ({"conditions": (is_("kind", "help"),) * 13}, ""),
    ])  # fmt: skip
    def test_beyond_the_list_is_refused_at_its_field(self, town, changes, field):
        with pytest.raises(Unfit) as refused:
            build(spec(**changes))

        assert refused.value.field == field


class TestAnOwnIndicator:
    @pytest.mark.mechanism("M288")
    def test_is_drafted_tried_and_approved_by_another_person(self, town, django_assert_num_queries):
        made = commands.draft(unit=town.county, spec=spec(), slug="x", by=town.clerk, at=NOW)
        with pytest.raises(Unfit, match="请先试算"):
            commands.submit(definition=made, by=town.clerk, at=NOW)
        trial = commands.try_out(definition=made, by=town.clerk, at=NOW)
        made = commands.change(
            definition=made,
            spec=spec(conditions=(is_("channel", "letter"), is_("kind", "help"))),
            by=town.clerk,
            at=NOW,
        )
        with pytest.raises(Unfit, match="改过的，要再试一次"):
            commands.submit(definition=made, by=town.clerk, at=NOW)
        commands.try_out(definition=made, by=town.clerk, at=NOW, month="2026-09")
        with pytest.raises(Unfit, match="上个月"):
            commands.submit(definition=made, by=town.clerk, at=NOW)
        again = commands.try_out(definition=made, by=town.clerk, at=NOW)
        assert again.fingerprint != trial.fingerprint
        commands.submit(definition=made, by=town.clerk, at=NOW)
        with pytest.raises(NotAllowed):
            commands.approve(definition=made, month="2026-11", by=town.clerk, at=NOW)
        with pytest.raises(Unfit, match="理由|为什么"):
            commands.send_back(definition=made, reason=" ", by=town.county_leader, at=NOW)
        with pytest.raises(UnknownIndicator):
            get("own.x")

        commands.approve(definition=made, month="2026-11", by=town.county_leader, at=NOW)

        with django_assert_num_queries(1):
            one = get("own.x")
        assert one.code in [each.code for each in known()]
        assert one.value(LAST, town.county, by=town.clerk, today=TODAY) == int(
            next(each["value"] for each in again.figures if each["period"] == "2026-10")
        )
        with pytest.raises(Unfit, match="不再改"):
            commands.change(definition=made, spec=spec(), by=town.clerk, at=NOW)
        with pytest.raises(NotAllowed):
            commands.draft(unit=town.qingshui, spec=spec(), by=town.officer, at=NOW)
        assert [reading.key for reading in readings("definitions.own", town.clerk, TODAY)] == ["own.x-1"]

    def test_is_never_approved_by_whoever_drafted_it(self, town):
        made = commands.draft(unit=town.county, spec=spec(), by=town.clerk, at=NOW)
        commands.try_out(definition=made, by=town.clerk, at=NOW)
        commands.submit(definition=made, by=town.clerk, at=NOW)
        Definition.objects.filter(pk=made.pk).update(made_ref=town.county_leader.ref)

        with pytest.raises(Unfit, match="不能批准自己拟的"):
            commands.approve(definition=made, month="2026-11", by=town.county_leader, at=NOW)
        commands.send_back(definition=made, reason="分母应当去掉不予受理的", by=town.county_leader, at=NOW)

        made.refresh_from_db()
        assert (made.state, made.sent_back_why) == (State.DRAFT, "分母应当去掉不予受理的")
        commands.drop(definition=made, by=town.clerk, at=NOW)
        with pytest.raises((Unfit, WrongState)):
            commands.submit(definition=made, by=town.clerk, at=NOW)

    def test_is_refused_where_the_same_is_counted_already(self, town):
        same = [
            spec(conditions=(is_("channel", "letter"),)),  # 来信, of the windows
            spec(timed="closed", conditions=(is_("outcome", "solved"),)),
            spec(kind="rate", timed="closed", conditions=(), part=(is_("outcome", "solved"),)),
            spec(kind="stock", timed="overdue", conditions=()),
            spec(kind="median", timed="closed", conditions=(), measured="days_to_close"),
        ]
        labels = []
        for wanted in same:
            with pytest.raises(Unfit, match="口径相同，请直接用它"):
                commands.draft(unit=town.county, spec=wanted, by=town.clerk, at=NOW)
            found = alike(build(wanted).indicator).same
            labels.append(found and found.code)
        commands.draft(unit=town.county, spec=spec(), by=town.clerk, at=NOW)
        with pytest.raises(Unfit, match="与这一稿相同"):
            commands.draft(unit=town.county, spec=spec(name="又一个"), by=town.clerk, at=NOW)

        assert labels == [
            "window.letters", "concern.solved", "concern.solved_rate", "concern.overdue", "concern.median_days_to_close",
        ]  # fmt: skip
        assert alike(build(spec(name="受理的诉求", timed="accepted")).indicator).near
        assert alike(build(spec(conditions=(is_("kind", "help"),))).indicator).part_of == "收到诉求 · 性质"

    def test_keeps_its_versions_apart(self, town):
        first = approved(town, spec())
        held = bound("own.x", town.county, LAST, town.clerk, today=TODAY)
        second = commands.revise(definition=first, by=town.clerk, at=NOW)
        with pytest.raises(Unfit, match="没有办完"):
            commands.revise(definition=first, by=town.clerk, at=NOW)
        with pytest.raises(Unfit, match="相同"):
            put_in_force(town, second, "2026-12")
        second = commands.change(
            definition=second,
            spec=spec(conditions=(is_("channel", "hotline"),), remark="来信另计"),
            by=town.clerk,
            at=NOW,
        )
        commands.try_out(definition=second, by=town.clerk, at=NOW)
        commands.submit(definition=second, by=town.clerk, at=NOW)
        for month, why in (("2026-10", "在它之后"), ("十二月", "2026-11 这样"), ("2026-11", "在它之后")):
            with pytest.raises(Unfit, match=why):
                commands.approve(definition=second, month=month, by=town.county_leader, at=NOW)
        commands.approve(definition=second, month="2026-12", by=town.county_leader, at=NOW)

        assert (get("own.x").version, at_version("own.x", "2").version) == ("1", "2")
        found = resolve(held.binding, town.clerk, today=TODAY)
        assert (found.agrees, found.now.version) == (True, "1")
        assert [(one.version, one.month, one.words) for one in versions_of("own.x")] == [("2", "2026-12", "来信另计")]
        assert [one.version for one in queries.in_force(date(2026, 12, 1))] == [2]
        assert [one.version for one in queries.history(first, town.officer)] == [2, 1]
        assert not Definition.objects.filter(pk=first.pk).reachable(by=town.officer, to=commands.drafting.EDIT).exists()

    def test_is_retired_with_a_reason_and_keeps_what_was_counted_by_it(self, town):
        made = approved(town, spec(), month="2026-09")
        for month, reason, why in (("2026-11", "", "为什么"), ("2026-09", "不用了", "之后"), ("x", "不用了", "这样")):
            with pytest.raises(Unfit, match=why):
                commands.retire(definition=made, month=month, reason=reason, by=town.county_leader, at=NOW)

        commands.retire(definition=made, month="2026-11", reason="并入月报", by=town.county_leader, at=NOW)

        with pytest.raises(UnknownIndicator):
            get("own.x")
        assert at_version("own.x", "1").version == "1"
        assert "own.x" not in [one.code for one in known()]

    def test_from_a_source_that_became_a_trace_breaks_a_ban(self, town, monkeypatch):
        made = commands.draft(unit=town.county, spec=spec(), by=town.clerk, at=NOW)
        commands.try_out(definition=made, by=town.clerk, at=NOW)
        commands.submit(definition=made, by=town.clerk, at=NOW)
        monkeypatch.setattr("lianxin.base.indicators.sources.TRACES", TRACES | {"concerns.Concern"})

        [reading] = readings("definitions.own", town.clerk, TODAY)
        assert [one.rule for one in reading.breaches] == ["JF-3"]
        with pytest.raises(ValueError, match="不能启用"):
            commands.approve(definition=made, month="2026-11", by=town.county_leader, at=NOW)


class TestATrial:
    def test_shows_what_was_counted_and_what_one_condition_left_out(self, town):
        given = spec(
            conditions=(is_("channel", "hotline", "letter"), is_("declined", verb="no"), is_("closed_on", verb="set"))
        )
        made = commands.draft(unit=town.county, spec=given, by=town.clerk, at=NOW)

        trial = commands.try_out(definition=made, by=town.clerk, at=NOW)

        clauses = queries.built(made).clauses
        inside = [row for row in Concern.objects.standing() if in_time(given, LAST, row)]
        assert set(trial.counted) <= {row.pk for row in inside if meets(given.conditions, row)}
        assert trial.counted
        assert trial.near
        for key, number in trial.near:
            row = next(one for one in inside if one.pk == key)
            assert [holds(one, row) for one in given.conditions] == [n != number for n in range(len(clauses))]
        assert [each["period"] for each in trial.figures] == ["2026-11", "2026-10", "2025-10"]
        assert {each["unit"] for each in trial.below} == {"清水镇", "白沙镇", "县住建局", "县水利局", "县第一中学"}
        assert trying.still_seen(queries.built(made).indicator, trial.counted, town.stranger) != trial.counted

    def test_points_to_a_known_indicator_that_took_in_the_very_same_records(self, town):
        given = spec(timed="received", conditions=(is_("received_on", "2025-01-01", verb="since"),))
        made = commands.draft(unit=town.county, spec=given, by=town.clerk, at=NOW)

        trial = commands.try_out(definition=made, by=town.clerk, at=NOW)

        assert "收到诉求" in trial.same

    @pytest.mark.thorough
    def test_costs_the_same_statements_however_many_records(self, town, django_assert_max_num_queries):
        made = commands.draft(
            unit=town.county, spec=spec(kind="rate", part=(is_("in_time", verb="yes"),)), by=town.clerk, at=NOW
        )

        with django_assert_max_num_queries(16):
            trying.tried(queries.built(made), town.county, LAST, by=town.clerk, today=TODAY)


def test_what_is_drafted_is_seen_at_its_place_and_what_is_approved_below_it_too(town):
    draft = commands.draft(unit=town.county, spec=spec(timed="closed"), slug="y", by=town.clerk, at=NOW)
    made = approved(town, spec())

    for who in ("clerk", "county_leader", "officer", "worker", "stranger", "teacher"):
        by = getattr(town, who)
        seen = set(Definition.objects.reachable(by=by, to=VIEW))
        assert seen == ({draft, made} if who in ("clerk", "county_leader") else {made})
        assert [by.may(VIEW, one) for one in (draft, made)] == [draft in seen, True]
