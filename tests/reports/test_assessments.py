"""考核: only results, frozen; the unit sees and objects; published under one hash; nobody is ranked."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.compliance import Uncleared, readings
from lianxin.base.indicators import INDICATORS
from lianxin.base.indicators.traces import TRACES
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.reports.assessments import commands, queries, results, snapshot, words
from lianxin.reports.assessments.commands import DimensionSpec, ItemSpec
from lianxin.reports.assessments.models import Cell, Objection, Run, Sheet
from lianxin.reports.assessments.problems import Unfit
from lianxin.work.concerns import commands as concerns
from tests.conftest import NOON, START
from tests.reports.assessment_scenes import (
    JANUARY,
    LATER,
    cell_of,
    dimensions,
    drafted_run,
    drafted_scheme,
    on,
    published_run,
    scheme_in_force,
    sheet_of,
    shown_run,
    six_closed,
)

SOLVED, RATED, FACT = "concern.solved_rate", "concern.satisfaction_rate", "station.stations"
ON_TIME = "concern.on_time_rate"


class TestWhatMayBeAssessed:
    def test_is_what_came_of_the_work_and_every_refusal_says_why(self):
        may = {code for code in INDICATORS if not results.why_not(code, "measured", "fulfilled")}

        assert may == results.RESULTS & set(INDICATORS) and set(INDICATORS) >= results.RESULTS | results.FACTS
        sources = {count.of().model._meta.label for code in may for count in INDICATORS[code].counts}
        assert not sources & TRACES and not sources & {"visits.Visit", "workdays.Absence", "workdays.DayRecord"}
        for code in set(INDICATORS) - results.RESULTS:
            assert "。" in results.why_not(code, "measured", "proportional"), code
        for code, word in {
            "visit.visits": "高好低好", "concern.closed": "高好低好", "concern.closed_in_time": "件数", "absence.asked_late": "件数",
            "workday.late_rate": "过程", "reception.same_day_rate": "过程", "pledge.fulfilled_rate": "随哪天查而变",
            "no.such": "没有这个指标", f"{SOLVED}@township": "整个指标", "concern.overdue": "件数",
        }.items():  # fmt: skip
            assert word in results.why_not(code, "measured", "proportional"), code
        assert "不在可以看有没有" in results.why_not("visit.visits", "fact", "fulfilled")
        assert "多了不加" in results.why_not(FACT, "fact", "proportional")


class TestAScheme:
    @pytest.mark.mechanism("M281")
    def test_has_dimensions_and_items_that_weigh_a_hundred_and_is_replaced_not_edited(self, town):
        scheme = drafted_scheme(town)
        assert [(one.name, one.weight) for one in scheme.dimensions.all()] == [
            ("组织领导", 10), ("办理成效", 75), ("群众评价", 15),
        ]  # fmt: skip
        with pytest.raises(NotAllowed):
            commands.approve_scheme(scheme=scheme, valid_from=date(2026, 7, 1), by=town.clerk, at=START)
        both = replace(town.county_leader, ref=town.clerk.ref)
        with pytest.raises(Unfit, match="以外的人"):
            commands.approve_scheme(scheme=scheme, valid_from=date(2026, 7, 1), by=both, at=START)
        commands.approve_scheme(scheme=scheme, valid_from=date(2026, 7, 1), by=town.county_leader, at=START)
        with pytest.raises(WrongState):
            commands.approve_scheme(scheme=scheme, valid_from=date(2026, 8, 1), by=town.county_leader, at=START)

        second = drafted_scheme(town, dimensions=dimensions(full=Decimal(80)))
        with pytest.raises(Unfit, match="不往回改"):
            commands.approve_scheme(scheme=second, valid_from=START.date(), by=town.county_leader, at=START)
        commands.approve_scheme(scheme=second, valid_from=date(2027, 1, 1), by=town.county_leader, at=START)

        held = [queries.in_force("contact", day).version for day in (date(2026, 12, 31), date(2027, 1, 1))]
        assert (second.version, held) == (2, [1, 2])
        assert queries.in_force("contact", date(2026, 6, 30)) is None

    def test_refuses_what_is_no_result_and_what_does_not_add_up(self, town):
        def wrong(match, **changes):
            with pytest.raises(Unfit, match=match):
                drafted_scheme(town, **changes)

        wrong("高好低好", dimensions=dimensions(indicator="visit.visits"))
        wrong("件数", dimensions=dimensions(indicator="concern.closed_in_time"))
        wrong("合计要正好是 100，现在是 99", dimensions=dimensions(weight=39))
        wrong("高低写反", dimensions=dimensions(floor=Decimal(95)))
        wrong("没有写全", dimensions=dimensions(floor=None))
        wrong("依据", basis=" ")
        wrong("最后一档从 0 起", bands=[("好", Decimal(90)), ("一般", Decimal(60))])
        wrong("占几分", larger="")
        fact = DimensionSpec("组织领导", (ItemSpec(FACT, 100, kind="fact"),))
        wrong("至少要有一项看结果", dimensions=[fact])
        assert list(readings("assessments.scheme", town.clerk, NOON.date())) == []

    def test_that_speaks_of_places_or_traces_is_approved_by_nobody(self, town):
        scheme = drafted_scheme(town, title="群众工作排名")

        with pytest.raises(Uncleared, match="谁也不能批准例外"):
            commands.approve_scheme(scheme=scheme, valid_from=date(2026, 7, 1), by=town.county_leader, at=START)

        commands.drop_scheme(scheme=scheme, reason="名称不妥", by=town.clerk, at=START)
        assert list(queries.schemes_seen(town.clerk)) == []


class TestARun:
    @pytest.mark.mechanism("M280", "M281")
    def test_counts_freezes_and_reckons_by_the_scheme_and_rates_nobody_zero_for_want_of_data(self, town):
        scheme_in_force(town)
        six_closed(town)
        with pytest.raises(Unfit, match="还没有过完"):
            drafted_run(town, at=on(30, 12))
        run = drafted_run(town)
        with pytest.raises(Unfit, match="不重复考核"):
            drafted_run(town)

        here, there = sheet_of(run, town.qingshui), sheet_of(run, town.baisha)
        kept = {cell.item.indicator: (words.cell_value(cell), words.result_of(cell), str(cell.used))
                for cell in queries.cells_of(here)}  # fmt: skip
        # 83.3 lies 23.3 of 30 on the way from 60 to 90; the 15 of the residents' word are spread over the other two
        assert kept == {
            FACT: ("0", "0", "11.76"),
            SOLVED: ("83.3%（5/6）", "77.67", "47.06"),
            "concern.on_time_rate": ("100%（6/6）", "100", "23.53"),
            "concern.overdue": ("0", "100", "17.65"),
            RATED: ("—", "不评：本期没有数据", "0.00"),
        }
        assert (str(here.total), here.band) == ("77.7", "较好")
        assert (there.total, there.band) == (None, "")
        assert cell_of(there, SOLVED).result is None and cell_of(there, SOLVED).not_rated == "no_data"
        frozen = cell_of(here, SOLVED).frozen
        assert (frozen.of, frozen.part, frozen.whole, frozen.signed_by) == (run.ref, 5, 6, "周敏")
        other = concerns.reopen(concern=queries.sides_of(INDICATORS[SOLVED])[0].of().earliest("pk"), reason="又坏了",
                                by=town.clerk, at=JANUARY)  # fmt: skip
        assert other.status == "assigned" and cell_of(here, SOLVED).part == 5

    @pytest.mark.mechanism("M280")
    def test_goes_from_draft_to_the_units_to_decision_to_publication_and_no_other_way(self, town):
        scheme_in_force(town)
        run = drafted_run(town)
        assert list(queries.own_sheets(town.leader)) == []
        for early in (commands.decide_run, commands.publish_run, commands.close_run):
            with pytest.raises((WrongState, NotAllowed)):
                early(run=run, by=town.clerk, at=JANUARY)
        run = commands.show_run(run=run, by=town.clerk, at=JANUARY)
        assert run.object_until == date(2027, 1, 12)  # five working days after the fifth
        assert [sheet.unit for sheet in queries.own_sheets(town.leader)] == [town.qingshui]
        with pytest.raises(Unfit, match="还有 2 个单位没有核对"):
            commands.decide_run(run=run, by=town.clerk, at=JANUARY)
        with pytest.raises(NotAllowed):
            commands.confirm_sheet(sheet=sheet_of(run, town.qingshui), by=town.stranger, at=JANUARY)
        for unit, by in ((town.qingshui, town.leader), (town.baisha, town.stranger)):
            commands.confirm_sheet(sheet=sheet_of(run, unit), by=by, at=JANUARY)
        run = commands.decide_run(run=run, by=town.clerk, at=JANUARY)
        with pytest.raises(NotAllowed):
            commands.publish_run(run=run, by=town.clerk, at=JANUARY)
        run = commands.publish_run(run=run, by=town.county_leader, at=JANUARY)
        with pytest.raises(WrongState):
            commands.drop_run(run=run, reason="重来", by=town.county_leader, at=JANUARY)

        told = [entry.event for entry in book.story(run.ref)]
        assert told == [f"assessment.{verb}" for verb in
                        ("drafted", "shown", "confirmed", "confirmed", "decided", "published")]  # fmt: skip
        assert (run.signed_by, run.signed_post) == ("高远", town.county_leader.post)

    def test_that_is_dropped_may_be_drafted_anew_and_is_no_longer_shown(self, town):
        scheme_in_force(town)
        run = shown_run(town)

        commands.drop_run(run=run, reason="方案用错", by=town.clerk, at=JANUARY)

        assert list(queries.own_sheets(town.leader)) == []
        assert drafted_run(town).pk != run.pk
        with pytest.raises(Unfit, match="每半年"):
            commands.draft_run(scheme_code="contact", unit=town.county, period="2026-Q3", by=town.clerk, at=JANUARY)
        with pytest.raises(Unfit, match="第一天"):
            commands.draft_run(scheme_code="contact", unit=town.county, period="2026-H1", by=town.clerk, at=JANUARY)


class TestAnObjection:
    @pytest.mark.mechanism("M289")
    @pytest.mark.thorough
    def test_names_records_and_takes_them_out_with_both_values_kept(self, town):
        scheme_in_force(town)
        unsolved = six_closed(town)[-1]
        run = shown_run(town)
        cell = cell_of(sheet_of(run, town.qingshui), SOLVED)
        given = {"cell": cell, "about": "records", "text": "路灯归县里管，不该算我们的。", "by": town.leader}
        with pytest.raises(NotAllowed):
            commands.raise_objection(**{**given, "by": town.stranger}, at=JANUARY)
        with pytest.raises(Unfit, match="没有编号 ZZZZ9999"):
            commands.raise_objection(**given, names=["ZZZZ9999"], at=JANUARY)
        with pytest.raises(Unfit, match="哪几条"):
            commands.raise_objection(**given, at=JANUARY)
        with pytest.raises(Unfit, match="时间已过"):
            commands.raise_objection(**given, names=[unsolved.code], at=on(13, 1, 2027))
        raised = commands.raise_objection(**given, names=[unsolved.code], at=JANUARY)
        again = commands.raise_objection(
            cell=cell_of(cell.sheet, ON_TIME), about="basis", text="结果登错了。", by=town.officer, at=JANUARY
        )
        with pytest.raises(Unfit, match="没有答复"):
            commands.decide_run(run=run, by=town.clerk, at=LATER)
        with pytest.raises(NotAllowed):
            commands.uphold_objection(objection=raised, way="exclude", answer="属实", by=town.leader, at=LATER)
        with pytest.raises(Unfit, match="理由"):
            commands.uphold_objection(objection=raised, way="exclude", answer=" ", by=town.clerk, at=LATER)
        with pytest.raises(Exception, match="没有变化"):
            commands.uphold_objection(objection=raised, way="recount", answer="属实", by=town.clerk, at=LATER)

        answered = commands.uphold_objection(objection=raised, way="exclude", answer="属实", by=town.clerk, at=LATER)

        cell.refresh_from_db()
        assert (cell.part, cell.whole, cell.result, cell.excluded) == (5, 5, Decimal("100.00"), [unsolved.pk])
        assert (cell.frozen.part, cell.frozen.whole) == (5, 6)
        revision = answered.revision
        assert (revision.was["value"], revision.was["whole"], revision.now["value"]) == ("83.3", 6, "100")
        assert (answered.state, answered.answer, answered.answered_by) == ("upheld", "属实", "周敏")
        assert str(sheet_of(run, town.qingshui).total) == "88.2"
        last = book.story(answered.sheet.ref).order_by("-n").first()
        assert "83.3" in book.sentence(last) and "属实" not in str(last.detail)
        concerns.reopen(concern=unsolved, reason="结果登错", by=town.clerk, at=LATER)
        commands.uphold_objection(objection=again, way="recount", answer="已改正", by=town.clerk, at=LATER)
        cell = cell_of(answered.sheet, ON_TIME)
        late = cell.frozen.late.get()
        assert (cell.part, cell.whole, late.whole, cell.frozen.whole) == (5, 5, 5, 6) and "已改正" in late.reason

    @pytest.mark.mechanism("M289")
    def test_is_withdrawn_or_refused_with_a_reason_or_lets_the_item_go(self, town):
        scheme_in_force(town)
        sheet = sheet_of(shown_run(town), town.qingshui)
        given = {"about": "basis", "text": "口径不合适", "by": town.officer, "at": JANUARY}
        assert cell_of(sheet, FACT).result == 0
        withdrawn = commands.raise_objection(cell=cell_of(sheet, FACT), **given)
        commands.withdraw_objection(objection=withdrawn, by=town.officer, at=JANUARY)
        refused = commands.raise_objection(cell=cell_of(sheet, FACT), **given)
        commands.reject_objection(objection=refused, answer="名册里没有", by=town.clerk, at=JANUARY)
        with pytest.raises(WrongState):
            commands.reject_objection(objection=refused, answer="再说一遍", by=town.clerk, at=JANUARY)
        waived = commands.raise_objection(cell=cell_of(sheet, FACT), **given)
        commands.uphold_objection(objection=waived, way="waive", answer="本期撤站，不评", by=town.clerk, at=JANUARY)

        assert (cell_of(sheet, FACT).used, cell_of(sheet, FACT).not_rated) == (0, "waived")
        states = [one.state for one in Objection.objects.order_by("pk")]
        assert states == ["withdrawn", "rejected", "upheld"]


class TestThePublishedRun:
    @pytest.mark.mechanism("M291")
    @pytest.mark.thorough
    def test_is_one_text_under_one_hash_and_says_what_was_changed_afterwards(self, town):
        scheme_in_force(town)
        six_closed(town)
        run = published_run(town)
        assert snapshot.faults(run) == [] and snapshot.digest(run.snapshot) == run.sha256
        said = json.loads(run.snapshot)
        assert list(said["units"]) == ["清水镇", "白沙镇"] and said["run"]["signed_by"] == "高远"
        assert said["scheme"]["larger_weight"] == "10" and len(said["scheme"]["dimensions"]) == 3
        one = queries.spreading(run)[0]
        assert (one.kind, list(one.bands), one.unrated) == ("township", [("好", 0), ("较好", 1), ("一般", 0)], 1)
        assert [sheet.unit_name for sheet in queries.sheets_of(run)] == ["清水镇", "白沙镇"]

        Cell.objects.filter(sheet=sheet_of(run, town.qingshui), item__indicator=SOLVED).update(result=Decimal("99.00"))
        Sheet.objects.filter(run=run, unit=town.qingshui).update(total=Decimal("96.0"), band="好")
        broken = snapshot.faults(run)
        assert len(broken) == 3 and any("清水镇" in line and "77.7" in line and "96" in line for line in broken)
        with pytest.raises(Unfit, match="不能归档"):
            commands.close_run(run=run, by=town.county_leader, at=LATER)
        Run.objects.filter(pk=run.pk).update(snapshot=run.snapshot.replace("77.7", "96"))
        assert any("校验值不符" in line for line in snapshot.faults(Run.objects.get(pk=run.pk)))
        forged = run.snapshot.replace("77.7", "96")
        Run.objects.filter(pk=run.pk).update(snapshot=forged, sha256=snapshot.digest(forged))
        assert any("流水" in line for line in snapshot.faults(Run.objects.get(pk=run.pk)))

    @pytest.mark.thorough
    @pytest.mark.mechanism("M291")
    def test_is_put_away_while_all_is_as_it_was_signed_in_the_same_number_of_statements(self, town):
        scheme_in_force(town)
        run = published_run(town)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert snapshot.faults(run) == []
        run = commands.close_run(run=run, by=town.county_leader, at=LATER)

        assert run.state == "closed" and len(asked) <= 12
