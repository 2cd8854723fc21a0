"""摸底统计: kinds apart, from elsewhere marked and evidenced, verified, then locked; later changes beside, never over."""

from decimal import Decimal

import pytest

from lianxin.base.indicators import get
from lianxin.base.indicators.cells import grid
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.draws import drawn
from lianxin.pure.periods import Period
from lianxin.reports.freezes import commands as freezes
from lianxin.reports.returns import commands, documents, queries
from lianxin.reports.returns.commands import LineSpec
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.problems import Unfit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from tests.good_files import page
from tests.reports.return_scenes import (
    SOLVED,
    TODAY,
    counted,
    entered,
    figure_of,
    form_made,
    lines,
    on,
    opened,
    solved_by,
)
from tests.work.conftest import registered

NOVEMBER = Period.parse("2026-11")


class TestAnIndicatorOverAScope:
    @pytest.mark.mechanism("M233")
    def test_counts_what_stands_with_units_of_a_kind_and_is_one_like_any_other(self, town):
        solved_by(town, town.qingshui, 2)
        solved_by(town, town.shiqiao, 3)
        all_of, main, village = get(SOLVED), get(f"{SOLVED}@township"), get(f"{SOLVED}@community+village")
        here = get(f"{SOLVED}@u{town.shiqiao.pk}+u{town.liuwan.pk}")
        given = {"by": town.clerk, "today": on(5).date()}

        assert [one.value(NOVEMBER, town.county, **given) for one in (all_of, main, village, here)] == [5, 2, 3, 3]
        cells = grid([main, village], [town.county, town.baisha], [NOVEMBER], **given)
        assert [cells[main.code, unit.pk, "2026-11"].value for unit in (town.county, town.baisha)] == [2, 0]
        assert main.opened(NOVEMBER, town.county, **given).count() == 2 and "乡镇本级" in str(main.basis)
        rate = get("concern.on_time_rate@township").figure(NOVEMBER, town.county, **given)
        assert rate.whole == 0
        for wrong in (f"{SOLVED}@hamlet", f"{SOLVED}@u999999", f"{SOLVED}@township+township", "no.such@township"):
            with pytest.raises(LookupError):
                get(wrong)


class TestAForm:
    @pytest.mark.mechanism("M229")
    def test_says_ground_purpose_and_day_and_asks_for_nothing_twice(self, town):
        with pytest.raises(Unfit, match="依据"):
            form_made(town, basis=" ")
        with pytest.raises(Unfit, match="同一个数"):
            form_made(town, lines=[*lines(town), lines(town)[2]])
        with pytest.raises(Unfit, match="第 1 行的指标"):
            form_made(town, lines=[LineSpec("main", "总站", "no.such")])
        with pytest.raises(Unfit, match="来自哪里"):
            form_made(town, lines=[LineSpec("other", "外部")])
        with pytest.raises(NotAllowed):
            form_made(town, by=town.officer)
        form = form_made(town)
        with pytest.raises(Unfit, match="下一版"):
            commands.put_in_force(version=form, month="2027-01", by=town.clerk, at=on(3))

        following = form_made(town, lines=lines(town)[:2], month="2026-12", at=on(3))

        assert (following.version, queries.form_in_force("monthly", town.county, "2026-11").version) == (2, 1)
        assert queries.form_in_force("monthly", town.shiqiao, "2026-12") == following
        assert queries.form_in_force("monthly", town.county, "2026-09") is None


class TestAMonthsReturn:
    @pytest.mark.mechanism("M232")
    def test_goes_through_five_steps_by_name_and_day_and_is_locked_when_filed(self, town):
        form_made(town)
        month = opened(town)
        for wrong, sentence in (("2026-11", "不重复收集"), ("2026-12", "还没到"), ("2026-09", "没有启用")):
            with pytest.raises(Unfit, match=sentence):
                opened(town, wrong)
        with pytest.raises(NotAllowed):
            commands.open_return(form_code="monthly", unit=town.county, month="2026-10", by=town.officer, at=on(5))
        with pytest.raises(Unfit, match="办理审批事项"):
            commands.collect(month=month, by=town.clerk, at=on(5))
        entered(town, month)
        with pytest.raises(Unfit, match="还在收集"):
            commands.file(month=month, by=town.clerk, at=on(6))
        month = commands.collect(month=month, by=town.clerk, at=on(6))
        with pytest.raises(Unfit, match="退回收集"):
            entered(town, month, value=Decimal(1))
        month = commands.review(month=month, by=town.clerk, at=on(6))
        with pytest.raises(Unfit, match="没有过完"):
            commands.count(month=month, by=town.clerk, at=on(30))
        month = commands.send_back(month=month, reason="审批数要重核", by=town.clerk, at=on(30))
        month = counted(town, month)
        with pytest.raises(NotAllowed):
            commands.file(month=month, by=town.officer, at=on(3, 12))
        month = commands.file(month=month, by=town.county_leader, at=on(3, 12))
        assert "高远已于2026-12-03备案并锁定" in queries.why_locked(month)
        with pytest.raises(Unfit, match="请备案的人先撤回"):
            commands.send_back(month=month, reason="再改", by=town.clerk, at=on(3, 12))
        with pytest.raises(Unfit, match="锁定"):
            commands.verify_figure(figure=figure_of(month, "main"), how="records", by=town.clerk, at=on(3, 12))
        with pytest.raises(Unfit, match="上报给"):
            commands.report(month=month, by=town.clerk, at=on(8, 12))
        month = commands.report(month=month, to="市群众工作办公室", by=town.clerk, at=on(8, 12))

        assert [(step.verb, step.by_name) for step in month.steps.all()][-5:] == [
            ("collect", "周敏"), ("review", "周敏"), ("count", "周敏"), ("file", "高远"), ("report", "周敏"),
        ]  # fmt: skip
        assert month.days_late(TODAY) == 3 and list(MonthReturn.objects.late()) == [month]

    @pytest.mark.mechanism("M233", "M288")
    def test_keeps_each_figure_with_its_records_and_says_what_stands_in_two_lines(self, town):
        again = LineSpec("other", "全县承办办结", SOLVED)
        form_made(town, lines=[*lines(town), again])
        solved_by(town, town.qingshui, 2)
        solved_by(town, town.shiqiao, 3)
        month = opened(town, at=on(30))
        entered(town, month, at=on(30))
        live = {row.line.kind: row.total_text for row in queries.sheet(month, town.clerk, on(30).date())}
        month = counted(town, month)

        rows = {row.line.kind: row for row in queries.sheet(month, town.clerk, TODAY, compare=True)}

        assert {kind: row.total_text for kind, row in rows.items()} == live
        assert [rows[kind].total_text for kind in ("approvals", "main", "station", "other")] == ["4910", "2", "3", "5"]
        assert rows["main"].whom == "2 个，乡镇本级" and rows["leader"].whom == "1 位县领导"
        assert month.overlaps == [["总站办理解决", "全县承办办结", 2], ["工作站办理解决", "全县承办办结", 3]]
        assert not hasattr(month, "total") and rows["station"].cells[0].figure.frozen.fingerprint
        assert len(queries.kept_keys(rows["station"].cells[0].figure)) == 3 and not rows["station"].cells[0].differs
        again = Concern.objects.filter(handler=town.shiqiao).first()
        concerns.reopen(concern=again, reason="又坏了", by=town.clerk, at=on(3, 12))
        rows = {row.line.kind: row for row in queries.sheet(month, town.clerk, on(3, 12).date(), compare=True)}
        assert rows["station"].cells[0].differs
        assert (rows["station"].total_text, rows["station"].cells[0].now.value) == ("3", 2)
        month = commands.file(month=month, by=town.county_leader, at=on(3, 12))
        frozen = rows["station"].cells[0].figure.frozen
        with pytest.raises(Unfit, match="登记事后变化"):
            commands.note_change(
                figure=figure_of(month, "station"), new=Decimal(2), reason="重办", by=town.clerk, at=on(3, 12)
            )
        freezes.note_late(frozen=frozen, reason="一件重办，不算办结", by=town.clerk, at=on(3, 12))
        [row] = [row for row in queries.sheet(month, town.clerk, on(3, 12).date()) if row.line.kind == "station"]
        assert "3件（事后变化：2，一件重办，不算办结）" in documents.cells_of(1, row)

    def test_of_a_township_is_kept_as_its_own_office_knows_it(self, town):
        """What complains about the township is walled off from it: a figure that counted it would tell of it."""
        form_made(town, lines=[LineSpec("other", "收到诉求", "concern.received")], month="2026-11")
        given = {"form_code": "monthly", "unit": town.qingshui, "month": "2026-11"}
        month = commands.open_return(**given, by=town.officer, at=on(3))
        registered(town, at=on(4), by=town.clerk)
        registered(
            town, at=on(4), by=town.clerk, kind="complaint", text="对镇里的态度有意见。", subject_units=[town.qingshui]
        )
        assert [queries.sheet(month, by, on(5).date())[0].total_text for by in (town.clerk, town.officer)] == ["2", "1"]

        month = counted(town, month)

        [row] = queries.sheet(month, town.clerk, TODAY, compare=True)
        assert row.total_text == "1" and not row.cells[0].differs

    @pytest.mark.mechanism("M231")
    @pytest.mark.thorough
    def test_has_figures_verified_by_name_and_sample_and_later_changes_beside_them(self, town):
        form_made(town)
        solved_by(town, town.shiqiao, 4)
        month = opened(town)
        with pytest.raises(Unfit, match="系统记录计算"):
            commands.enter_figure(figure=figure_of(month, "station"), value=Decimal(940), by=town.clerk, at=on(6))
        for gap, sentence in (("source", "来源"), ("evidence", "佐证")):
            with pytest.raises(Unfit, match=sentence):
                entered(town, month, **{gap: " "})
        external = entered(town, month)
        file = commands.attach_file(figure=external, name="月报.pdf", data=page(), by=town.clerk, at=on(6))
        with pytest.raises(Unfit):
            commands.attach_file(figure=external, name="月报.exe", data=b"MZ....", by=town.clerk, at=on(6))
        external = commands.verify_figure(figure=external, how="source", note="与盖章件一致", by=town.clerk, at=on(7))
        assert (external.checked_by, file.media_type, external.is_checked) == ("周敏", "application/pdf", True)
        external = entered(town, month, value=Decimal(4911), at=on(8))
        assert not external.is_checked
        figure = figure_of(month, "station")
        with pytest.raises(NotAllowed):
            commands.draw_sample(figure=figure, size=2, by=town.head, at=on(8))
        draw = commands.draw_sample(figure=figure, size=2, seed="3f2a", by=town.clerk, at=on(8))
        keys = [str(key) for key in queries.keys_of(figure, month, town.clerk, on(8).date())]
        assert (draw.population, [str(key) for key in draw.keys]) == (4, drawn("3f2a", keys, 2))
        commands.look_at(draw=draw, key=draw.keys[0], how="call", agrees=True, by=town.clerk, at=on(9))
        with pytest.raises(Unfit, match="不一致的地方"):
            commands.look_at(draw=draw, key=draw.keys[1], how="call", agrees=False, by=town.clerk, at=on(9))
        with pytest.raises(Unfit, match="名单"):
            commands.look_at(draw=draw, key=0, how="call", agrees=True, by=town.clerk, at=on(9))
        with pytest.raises(Unfit, match="退回收集"):
            commands.note_change(figure=external, new=Decimal(1), reason="误", by=town.clerk, at=on(9))
        month = commands.file(month=counted(town, month), by=town.clerk, at=on(3, 12))

        change = commands.note_change(
            figure=external, new=Decimal(4912), reason="来源更正", by=town.clerk, at=on(9, 12)
        )

        external.refresh_from_db()
        assert (external.text, change.old, change.new) == ("4911", Decimal(4911), Decimal(4912))
        assert queries.unverified(queries.sheet(month, town.clerk, TODAY)) == 6
