"""报送要求: what is held is not asked for, the same is asked once, villages and limits are kept, answers come whole."""

import os
from contextlib import suppress
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from lianxin.base import ledgers
from lianxin.base.burden import found
from lianxin.base.compliance import Uncleared, readings
from lianxin.base.indicators import INDICATORS, get
from lianxin.base.journal.models import Entry
from lianxin.base.ledgers import Column, Ledger
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.reports.asking import burden, commands, queries
from lianxin.reports.asking.commands import Typed
from lianxin.reports.asking.models import ReportingRequest, RequestSheet
from lianxin.reports.asking.problems import Unfit
from lianxin.reports.asking.queries.held import ALIASES
from lianxin.reports.asking.terms import VIEW, Decision, HeldKind, RequestState, SheetState
from lianxin.work.regulations import commands as regulations
from tests.reports.asking_scenes import AT, DUE, asked, drafted, on, sheet_of, typed_on, wanting
from tests.reports.return_scenes import entered, form_made, opened, solved_by

NOVEMBER = Period.month(2026, 11)
ROUNDS = int(os.environ.get("LIANXIN_ASKINGS", "1"))


class TestWhatIsHeld:
    @pytest.mark.mechanism("M286")
    def test_finds_figures_by_their_words_other_names_and_likeness_and_says_which_is_sure(self, town: Any) -> None:
        form_made(town)
        column = Column("owner", "塘主姓名", str, aliases=("塘坝责任人",))
        ledgers.register(Ledger("ponds", "山塘台账", [column], lambda *_given: ["甲", "乙"], VIEW))
        try:
            sure = {
                words: queries.held(words)[0]
                for words in ("本月办结诉求数（件）", "诉求办结", "塘坝责任人", "办理审批事项")
            }
            near = queries.held("诉求按时办结率情况表")
        finally:
            del ledgers.LEDGERS["ponds"]

        assert [(one.kind, one.code, one.is_exact) for one in sure.values()] == [
            (HeldKind.INDICATOR, "concern.closed", True), (HeldKind.INDICATOR, "concern.closed", True),
            (HeldKind.LEDGER, "ponds/owner", True), (HeldKind.LINE, "monthly/办理审批事项", True),
        ]  # fmt: skip
        assert near and near[0].code == "concern.on_time_rate" and not near[0].is_exact
        assert queries.held("大棚面积") == [] and queries.held("备注") == [] and queries.held("") == []
        assert not ALIASES.keys() - INDICATORS.keys()


class TestARequest:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M286", "F095")
    def test_what_is_held_is_taken_from_the_records_and_typed_by_nobody(self, town: Any) -> None:
        solved_by(town, town.qingshui, 2)
        request = drafted(town)
        closed, ponds = wanting(town, request, "本月办结诉求数", "农房总栋数")

        with pytest.raises(Unfit, match="系统里已有：指标“办结诉求”.*政务数据共享条例"):
            typed_on(closed, town)
        with pytest.raises(Unfit, match="请说怎么办|系统里已有"):
            commands.examine(asking=request, by=town.builder, at=AT)
        with pytest.raises(Unfit, match="从哪里取数"):
            commands.decide(field=closed, decision=Decision.RECORDS, held="indicator:x", by=town.builder, at=AT)
        commands.decide(
            field=closed, decision=Decision.RECORDS, held="indicator:concern.closed", by=town.builder, at=AT
        )
        request = asked(town, request)
        sheet = sheet_of(request, town.qingshui)
        table = queries.table(request, "2026-11", town.builder, on(9).date())
        closed.refresh_from_db()

        assert (ponds.decision, closed.decision, closed.held_code) == ("typed", "records", "concern.closed")
        assert (sheet.fields, sheet.minutes, sheet.saved, sheet.state) == (1, 5, 1, SheetState.WAITING)
        assert [[cell.text for cell in row.cells] for row in table.rows] == [["2件", "—"], ["0件", "—"]]
        assert (table.answered, table.asked) == (0, 2)
        assert table.rows[0].cells[0].figure is None  # the records stay with those who may open them
        assert town.builder.grants.get("figures.view") == (town.building.path,)

    @pytest.mark.mechanism("F095")
    def test_what_may_be_held_is_typed_only_with_a_reason_that_is_kept_for_whoever_approves(self, town: Any) -> None:
        request = drafted(town)
        (field,) = wanting(town, request, "诉求按时办结率情况表")

        with pytest.raises(Unfit, match="不是同一项"):
            typed_on(field, town, why=" ")
        field = typed_on(field, town, why="要的是农房诉求，另有口径")
        commands.examine(asking=request, by=town.builder, at=AT)

        assert "按时办结率" in field.near and field.not_same_why == "要的是农房诉求，另有口径"

    @pytest.mark.mechanism("F095")
    def test_the_same_item_is_not_asked_twice_of_one_unit_in_one_period(self, town: Any) -> None:
        first = drafted(town)
        wanting(town, first, "农房总栋数")
        asked(town, first)
        newer = drafted(town, unit=town.county, by=town.clerk, title="住房底数", units=[town.qingshui], frequency="monthly",
                        period="2026-10")  # fmt: skip
        elsewhere = drafted(town, unit=town.county, by=town.clerk, title="学校住房", units=[town.school])
        past = drafted(town, unit=town.county, by=town.clerk, title="九月底数", units=[town.qingshui], period="2026-09")

        (field,) = wanting(town, newer, "农房总栋数（栋）", by=town.clerk)
        with pytest.raises(Unfit, match="重复采集：县住建局的报送要求“农房安全情况”里已经要报"):
            commands.decide(field=field, decision="typed", reason="要", by=town.clerk, at=AT)
        taken = commands.decide(
            field=field, decision="records", held=f"field:{first.fields.get().pk}", by=town.clerk, at=AT
        )

        assert taken.held_kind == HeldKind.FIELD
        for other in (elsewhere, past):
            assert wanting(town, other, "农房总栋数", by=town.clerk)[0].decision == "typed"

    def test_says_ground_purpose_rhythm_and_day_and_every_week_only_in_an_emergency(self, town: Any) -> None:
        for changes, why in (
            ({"basis": " "}, "依据和用途"), ({"frequency": "weekly"}, "每周"), ({"due_on": date(2026, 11, 10)}, "3 个工作日"),
            ({"frequency": "quarterly"}, "统计期要和频次一致"), ({"units": []}, "向哪些单位"), ({"period": "十一月"}, "不是统计期"),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=why):
                drafted(town, **changes)
        urgent = drafted(town, frequency="weekly", due_on=date(2026, 11, 10), urgent_why="防汛应急响应期间")
        with pytest.raises(NotAllowed):
            drafted(town, unit=town.county)
        with pytest.raises(NotAllowed):
            drafted(town, unit=town.qingshui, by=town.stranger)

        assert urgent.state == RequestState.DRAFT and ReportingRequest.objects.count() == 1

    def test_is_approved_by_another_person_and_only_from_step_to_step(self, town: Any) -> None:
        request = drafted(town)
        wanting(town, request, "农房总栋数")
        with pytest.raises(WrongState):
            commands.ask(asking=request, by=town.builder, at=AT)
        commands.examine(asking=request, by=town.builder, at=AT)

        with pytest.raises(NotAllowed):
            commands.approve(asking=request, by=town.builder, at=AT)
        with pytest.raises(NotAllowed):
            commands.approve(asking=request, by=town.leader, at=AT)
        with pytest.raises(Unfit, match="为什么退回"):
            commands.send_back(asking=request, reason="", by=town.county_leader, at=AT)
        back = commands.send_back(asking=request, reason="先与民政核对", by=town.county_leader, at=AT)
        assert back.state == RequestState.DRAFT
        request = asked(town, request)
        gone = commands.withdraw(asking=request, reason="改由平台取数", by=town.builder, at=AT)

        assert (gone.approved_by, gone.state) == ("高远", RequestState.WITHDRAWN)
        assert "先与民政核对" not in str([entry.detail for entry in Entry.objects.all()])


class TestVillagesAndLimits:
    @pytest.mark.mechanism("M286")
    def test_a_department_turns_to_villages_only_with_a_reason_and_the_county_s_approval(self, town: Any) -> None:
        with pytest.raises(Unfit, match="不往村、社区压"):
            drafted(town, units=[town.shiqiao])
        request = drafted(town, units=[town.shiqiao], villages_why="村里才有底册")
        wanting(town, request, "农房总栋数")
        commands.examine(asking=request, by=town.builder, at=AT)

        with pytest.raises(Unfit, match="JF-10"):
            commands.approve(asking=request, by=town.county_leader, at=AT)
        commands.approve(asking=request, reason="同意，今年仅此一次", by=town.county_leader, at=AT)
        county = drafted(town, unit=town.county, by=town.clerk, units=[town.shiqiao])

        assert not county.asks_villages
        values = [get(code).value(NOVEMBER, town.building, by=town.building_head, today=on(9).date())
                  for code in ("asking.requests", "asking.to_villages")]  # fmt: skip
        assert values == [1, 1]

    def test_a_township_asks_its_own_villages_and_nobody_else_s_with_its_own_leader_s_approval(self, town: Any) -> None:
        given: dict[str, Any] = {"unit": town.qingshui, "by": town.officer}
        with pytest.raises(Unfit, match="“沙河村”不在本级范围内"):
            drafted(town, units=[town.shiqiao, town.shahe], **given)
        request = drafted(town, units=[town.shiqiao], **given)
        wanting(town, request, "水井口数", by=town.officer)
        commands.examine(asking=request, by=town.officer, at=AT)

        approved = commands.approve(asking=request, by=town.leader, at=AT)

        assert (approved.approved_by, approved.asks_villages) == ("唐山河", False)

    @pytest.mark.mechanism("F096")
    def test_nothing_goes_beyond_a_unit_s_month_without_an_exemption_of_another_leader(self, town: Any) -> None:
        with pytest.raises(Uncleared, match="最多"):
            commands.set_budget(kind="village", fields=60, minutes=60, requests=3, since="2026-11", by=town.county_leader,
                                at=AT)  # fmt: skip
        commands.set_budget(
            kind="village", fields=2, minutes=60, requests=3, since="2026-11", by=town.county_leader, at=AT
        )
        with pytest.raises(NotAllowed):
            commands.set_budget(kind="village", fields=9, minutes=9, requests=9, since="2026-12", by=town.leader, at=AT)
        request = drafted(town, unit=town.county, by=town.clerk, units=[town.shiqiao, town.liuwan])
        wanting(town, request, "农房总栋数", "水井口数", "祠堂座数", by=town.clerk)
        commands.examine(asking=request, by=town.clerk, at=AT)

        with pytest.raises(Uncleared, match="石桥村本月将有 3 项.*限额 2 项"):
            commands.approve(asking=request, by=town.county_leader, at=AT)
        (reading,) = readings("asking.request", town.county_leader, AT.date())
        exemption = regulations.ask_exemption(
            unit=town.county, setting="asking.request", key=reading.key, reason="灾后核灾", by=town.clerk, at=AT
        )
        regulations.approve_exemption(exemption=exemption, until=DUE, reason="同意一次", by=town.county_leader, at=AT)
        commands.approve(asking=request, by=town.county_leader, at=AT)

        assert commands.ask(asking=request, by=town.clerk, at=AT).sheets.count() == 2
        assert queries.used([town.shiqiao.pk], NOVEMBER)[town.shiqiao.pk] == queries.Load(3, 15, 1)


class TestAnswers:
    @pytest.mark.mechanism("M286")
    def test_come_partly_then_whole_with_nothing_of_the_kind_as_an_answer(self, town: Any) -> None:
        request = drafted(town)
        houses, since, note = (
            commands.add_field(asking=request, words=words, kind=kind, measure=measure, by=town.builder, at=AT)
            for words, kind, measure in (
                ("农房总栋数", "number", "栋"),
                ("普查起始日", "date", ""),
                ("房改人员", "text", ""),
            )
        )
        request = asked(town, request)
        sheet = sheet_of(request, town.qingshui)

        def fill(finish: bool = False, by: Any = town.officer, **typed: Typed) -> RequestSheet:
            keys = {"houses": houses.pk, "since": since.pk, "note": note.pk}
            answers = {keys[name]: one for name, one in typed.items()}
            return commands.save_answers(sheet=sheet, answers=answers, finish=finish, by=by, at=on(9))

        with pytest.raises(NotAllowed):
            fill(by=town.stranger, houses=Typed("1"))
        for wrong in ({"houses": Typed("一百")}, {"houses": Typed("-3")}, {"since": Typed("上月")}):
            with pytest.raises(Unfit):
                fill(**wrong)
        assert fill(houses=Typed("１２０栋")).state == SheetState.BEGUN
        with pytest.raises(Unfit, match="普查起始日”还没有填") as refusal:
            fill(finish=True)
        assert refusal.value.field == f"f{since.pk}"
        whole = fill(finish=True, since=Typed("2026-10-01"), note=Typed(is_none=True))
        commands.save_answers(sheet=sheet_of(request, town.baisha), finish=True, by=town.stranger, at=on(9), answers={
            houses.pk: Typed("80.5"), since.pk: Typed(is_none=True), note.pk: Typed("无房改人员"),
        })  # fmt: skip
        table = queries.table(request, "2026-11", town.builder, on(6).date())

        assert (whole.state, whole.answered_by, whole.answered_on) == (SheetState.ANSWERED, "李青", on(9).date())
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            ["120栋", "2026-10-01", "—"], ["80.5栋", "—", "无房改人员"]]  # fmt: skip
        assert [cell.text for cell in table.totals] == ["200.5栋", "", ""]
        commands.close(asking=request, by=town.builder, at=on(10))
        with pytest.raises(Unfit, match="已经结束"):
            fill(houses=Typed("1"))

    @pytest.mark.mechanism("M286", "F095")
    @pytest.mark.thorough
    def test_a_request_from_above_is_answered_from_the_records_and_asks_nobody(self, town: Any) -> None:
        month = form_made(town, month="2026-11") and opened(town, at=on(3))
        solved_by(town, town.qingshui, 1)
        entered(town, month)
        request = drafted(town, unit=town.county, by=town.clerk, outside="市群众工作局", units=[], title="月度情况")
        for words in ("办结诉求", "办理审批事项", "按时办结率"):
            (field,) = wanting(town, request, words, by=town.clerk)
            hit = queries.held(words)[0]
            commands.decide(field=field, decision="records", held=hit.key, by=town.clerk, at=AT)
        request = asked(town, request, by=town.clerk)
        sheet = sheet_of(request, town.county)
        live = queries.table(request, "2026-11", town.clerk, on(9).date())
        closed = commands.close(asking=request, by=town.clerk, at=on(9))
        solved_by(town, town.qingshui, 1, day=10)
        kept = queries.table(closed, "2026-11", town.clerk, on(10).date())

        assert (sheet.fields, sheet.saved, sheet.state) == (0, 3, SheetState.ANSWERED)
        assert request.asker == "市群众工作局"
        assert [cell.text for cell in live.rows[0].cells] == ["1件", "—", "100.0%"]
        assert [cell.text for cell in kept.rows[0].cells] == ["1件", "—", "100.0%"]
        assert queries.used([town.county.pk], NOVEMBER) == {}

    def test_a_recurring_request_goes_on_period_by_period_and_never_twice_in_one(self, town: Any) -> None:
        request = drafted(town, frequency="monthly", units=[town.qingshui])
        wanting(town, request, "农房总栋数")
        request = asked(town, request)
        given: dict[str, Any] = {"asking": request, "by": town.builder, "at": on(1, 12)}

        with pytest.raises(Unfit, match="同一期不重复要"):
            commands.ask_again(period="2026-11", due_on=date(2026, 12, 9), **given)
        with pytest.raises(Unfit, match="工作日"):
            commands.ask_again(period="2026-12", due_on=date(2026, 12, 2), **given)
        commands.ask_again(period="2026-12", due_on=date(2026, 12, 9), **given)

        assert [one.code for one in queries.periods_of(request)] == ["2026-12", "2026-11"]


class TestTheMeter:
    @pytest.mark.drawn
    @pytest.mark.mechanism("F096")
    def test_counts_exactly_what_was_asked_of_each_unit_whoever_asks_and_whatever_becomes_of_it(
        self, town: Any
    ) -> None:
        for seed in range(ROUNDS):
            draws, words = (
                Random(seed),
                iter(
                    f"{chr(0x4E00 + n * 37 % 0x4E00)}{chr(0x5E00 + n * 91 % 0x3000)}头数"
                    for n in range(seed * 90, 5000)
                ),
            )
            for number in range(3):
                askers = [(town.county, town.clerk), (town.building, town.builder)]
                unit, by = draws.choice(askers)
                told = draws.sample([town.qingshui, town.baisha, town.school, town.water_bureau], draws.randint(1, 3))
                request = drafted(town, unit=unit, by=by, units=told, title=f"第{seed}轮第{number}份")
                for _item in range(draws.randint(1, 2)):
                    wanting(town, request, next(words), by=by, minutes=draws.randint(1, 5))
                if draws.random() < 0.8:
                    with suppress(Uncleared):  # above the month's limit of one of them: then nobody is asked
                        asked(town, request, by=by)
        first, last = NOVEMBER.first, NOVEMBER.last
        by_measure: dict[str, list[Any]] = {}
        for measure, one in found(town.county, first, last, town.clerk):
            by_measure.setdefault(measure.code, []).append(one)

        for unit in (town.qingshui, town.baisha, town.school, town.water_bureau, town.shiqiao):
            listed = [one for one in by_measure.get(burden.REQUESTS, []) if one.unit_path == unit.path]
            typed = sum(one.amount for one in by_measure.get(burden.FIELDS, []) if one.unit_path == unit.path)
            spent = sum(one.amount for one in by_measure.get(burden.MINUTES, []) if one.unit_path == unit.path)
            counted = {code: get(code).value(NOVEMBER, unit, by=town.clerk, today=DUE)
                       for code in ("asking.sheets", "asking.fields", "asking.minutes")}  # fmt: skip
            assert counted == {
                "asking.sheets": len(listed),
                "asking.fields": Decimal(typed),
                "asking.minutes": Decimal(spent),
            }
            assert queries.used([unit.pk], NOVEMBER).get(unit.pk, queries.Load()) == queries.Load(
                typed, spent, len(listed)
            )
        assert by_measure[burden.REQUESTS]
