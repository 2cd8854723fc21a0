"""封存: a figure is kept with its records, reckoned again from them alone, and what changed later is told by name."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from lianxin.base.indicators import INDICATORS, changes, get
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import PERMISSIONS, SYSTEM, NotAllowed
from lianxin.pure.periods import Period
from lianxin.reports.freezes import commands, guard, queries
from lianxin.reports.freezes.comparing import change_between
from lianxin.reports.freezes.counting import as_kept
from lianxin.reports.freezes.kept import kept_of
from lianxin.reports.freezes.models import FrozenFigure, FrozenTree, LateChange
from lianxin.reports.freezes.problems import Unfit
from lianxin.reports.freezes.verifying import verify
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern, ConcernSubject
from tests.conftest import NOON, SHANGHAI
from tests.reports.return_scenes import solved_by
from tests.work.conftest import registered

NOVEMBER, LATER = Period.month(2026, 11), date(2026, 12, 20)
OF = "return:TEST1234"


def on(day, month=12):
    return datetime(2026, month, day, 10, tzinfo=SHANGHAI)


def frozen(town, code="concern.received", unit=None, by=None, period=NOVEMBER, at=None, of=OF):
    unit, by, at = unit or town.qingshui, by or town.clerk, at or on(2)
    figure = as_kept(get(code), period, unit, by=by, today=at.date())
    return commands.freeze(of=of, figure=figure, label="收到的诉求", by=by, at=at)


def amended(concern, **facts):
    """A ledger or a correction brings other facts of the same record."""
    for name, fact in facts.items():
        setattr(concern, name, fact)
    concern.save()
    return concern


def a_hand_in_the_database():
    """What lifts the triggers inside a test's own transaction."""
    connection.check_constraints()
    run = connection.cursor()
    return SimpleNamespace(connection=connection, execute=lambda statement, params=None: run.execute(statement))


@pytest.fixture
def three(town):
    """Three concerns of November in 清水镇's villages; the figure was frozen in December."""
    made = [registered(town, unit=unit, by=town.officer).concern for unit in (town.shiqiao, town.shiqiao, town.liuwan)]
    return frozen(town), made


def came_late(town, day=4, **more):
    """A concern of November that was only entered in December, as a ledger brings it."""
    concern = registered(town, by=town.officer, unit=town.liuwan, at=on(day), **more).concern
    return amended(concern, received_on=date(2026, 11, 20))


class TestAFrozenFigure:
    @pytest.mark.mechanism("M288", "M291")
    def test_is_reckoned_again_from_what_was_kept_whatever_became_of_the_records(self, town, three):
        one, made = three
        one.refresh_from_db()
        before = (one.value, one.fingerprint, kept_of(one).keys)
        assert before[0] == 3 and before[2] == {concern.pk for concern in made}
        assert (one.unit_name, one.version, one.signed_by) == ("清水镇", "1", "周敏") and str(one.basis).endswith("。")
        assert Entry.objects.get(event="freeze.frozen").detail["fingerprint"] == one.fingerprint

        for concern in made:
            amended(concern, received_on=date(2025, 1, 1))
        orgs.merge_units(
            units=[town.qingshui, town.baisha], into_name="清白镇", on=date(2026, 12, 3), by=SYSTEM, at=on(3)
        )

        one.refresh_from_db()
        assert queries.recount(one) == 3 == one.value and (one.fingerprint, kept_of(one).keys) == before[1:]
        assert one.unit_name == "清水镇" and "石桥村" in one.tree.body and "清白镇" not in one.tree.body
        assert queries.again(one, town.clerk, LATER).value == 0
        assert verify(OF)[0].is_whole

    def test_is_refused_where_the_figure_is_another_by_now_or_out_of_reach(self, town, three):
        one, _made = three
        figure = replace(as_kept(get("concern.received"), NOVEMBER, town.qingshui, by=town.clerk), value=4)

        with pytest.raises(Unfit, match="重新统计"):
            commands.freeze(of=OF, figure=figure, by=town.clerk, at=on(2))
        with pytest.raises(NotAllowed):
            commands.freeze(of=OF, figure=replace(figure, value=3), by=town.stranger, at=on(2))

        assert FrozenFigure.objects.get() == one

    @pytest.mark.thorough
    def test_can_be_of_any_kind_of_record_and_its_records_can_be_asked_for(self, town):
        by_source = {one.counts[-1].of().model: one.code for one in INDICATORS.values()}
        assert len(by_source) > 30
        for code in by_source.values():
            one = frozen(town, code, town.county, of=f"return:{code}"[:60])
            found = queries.records_of(one).past_the_wall(by=town.clerk)
            assert len(found.reachable(by=town.clerk, to=PERMISSIONS[one.opens])[:3]) == 0, code
            assert queries.recount(one) == one.value and queries.difference(one, town.clerk, LATER).is_none, code

    def test_is_never_changed_and_a_hand_in_the_database_is_found_out(self, town, three):
        first, _made = three
        second = frozen(town, "concern.on_time_rate")
        commands.note_late(frozen=came_late(town) and first, reason="补录", by=town.clerk, at=on(5))
        for change in (
            lambda: FrozenFigure.objects.update(value=4), lambda: FrozenFigure.objects.filter(pk=first.pk).delete(),
            lambda: LateChange.objects.update(reason="别的"), lambda: FrozenTree.objects.update(body="[]"), first.save,
        ):  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        assert (second.turn, second.previous) == (2, first.fingerprint)
        assert [one.faults for one in verify(OF)] == [(), ()]

        hand = a_hand_in_the_database()
        guard.lift_guard(None, hand)
        try:
            for found, change in (
                ("内容和校验值不符", lambda: FrozenFigure.objects.filter(pk=first.pk).update(value=4)),
                ("从留下的记录", lambda: FrozenFigure.objects.filter(pk=first.pk).update(keys="1-4")),
                ("当时的单位", lambda: FrozenTree.objects.update(body="[]")),
                ("事后变化被改过", lambda: LateChange.objects.update(reason="别的")),
                ("少了 1 条", lambda: LateChange.objects.all().delete()),
            ):
                with transaction.atomic():
                    change()
                    assert any(found in fault for fault in verify(OF)[0].faults), found
                    transaction.set_rollback(True)
            with transaction.atomic():
                LateChange.objects.all().delete()
                FrozenFigure.objects.filter(pk=first.pk).delete()
                assert "接不上" in verify(OF)[0].faults[0]
                transaction.set_rollback(True)
        finally:
            guard.raise_guard(None, hand)


class TestALateChange:
    @pytest.mark.mechanism("M288")
    def test_names_what_came_and_what_went_and_keeps_both_values(self, town, three):
        one, made = three
        assert queries.difference(one, town.clerk, LATER).sentence == "现为 3，与封存时一致。"
        with pytest.raises(Unfit, match="没有变化"):
            commands.note_late(frozen=one, reason="补录", by=town.clerk, at=on(3))
        came = came_late(town)
        gone = concerns.void(concern=made[0], reason="重复登记", by=town.officer, at=on(4))

        told = queries.difference(one, town.clerk, LATER)
        assert told.sentence == f"现为 3（数未变）：新增{came.code}，移出{gone.code}。"
        assert [(line.on, "作废" in line.sentence) for line in told.removed[0].told] == [(date(2026, 12, 4), True)]
        assert told.added[0].record == came and "重复登记" not in told.removed[0].told[0].sentence
        late = commands.note_late(frozen=one, reason="一件补录，一件重复作废", by=town.officer, at=on(5))
        again = came_late(town, 6)
        next_one = commands.note_late(frozen=one, reason="又补录一件", by=town.clerk, at=on(6))

        one.refresh_from_db()
        assert (one.value, queries.recount(one)) == (3, 3) and (late.old, late.value, late.sizes) == (3, 3, (1, 1, 0))
        assert (next_one.old, next_one.value, next_one.sizes, next_one.turn) == (3, 4, (1, 0, 0), 2)
        assert kept_of(next_one).keys == {made[1].pk, made[2].pk, came.pk, again.pk} and verify(OF)[0].is_whole
        assert Entry.objects.filter(event="freeze.late_noted").count() == 2

    def test_wants_a_reason_and_the_permission(self, town, three):
        one, _made = three
        came_late(town)

        for reason, fault in (("  ", "为什么"), ("补" * 301, "300")):
            with pytest.raises(Unfit, match=fault) as refused:
                commands.note_late(frozen=one, reason=reason, by=town.clerk, at=on(5))
            assert refused.value.field == "reason"
        for nobody in (town.stranger, town.leader, town.head):
            with pytest.raises(NotAllowed):
                commands.note_late(frozen=one, reason="补录", by=nobody, at=on(5))

        assert not LateChange.objects.exists()

    def test_tells_nobody_of_what_complains_about_him(self, town, three):
        one, made = three
        about_officer = came_late(town, subject_persons=[town.people["officer"]])
        came_late(town, subject_units=[town.qingshui])  # was in no figure of 清水镇, and is in none now
        ConcernSubject.objects.create(concern=made[0], person=town.people["officer"])
        concerns.void(concern=made[0], reason="登记错了", by=town.clerk, at=on(4))

        for_him, for_county = (queries.difference(one, by, LATER) for by in (town.officer, town.clerk))
        assert for_him.is_none and queries.again(one, town.officer, LATER).value == 3
        assert [one.code for one in for_county.added] == [about_officer.code]
        assert [one.code for one in for_county.removed] == [made[0].code]
        assert queries.difference(one, town.builder, LATER).unnamed == 2  # he may know of them and opens neither

    def test_of_a_rate_and_of_a_median_says_which_side_and_which_measure_moved(self, town):
        solved_by(town, town.qingshui, 3)
        rate = frozen(town, "concern.on_time_rate", town.county)
        days = frozen(town, "concern.median_days_to_close", town.county)
        one, other = Concern.objects.order_by("pk")[:2]
        assert (rate.text, rate.fraction, days.value, days.whole) == ("100.0%", "3/3", 0, 3)
        amended(one, due_on=date(2026, 11, 3), first_due_on=date(2026, 11, 3), closed_on=date(2026, 11, 9))
        amended(other, closed_on=date(2026, 11, 9))

        told, moved = (queries.difference(figure, town.clerk, LATER) for figure in (rate, days))
        assert told.now_text == "66.7%" and told.step == "−33.3 个百分点"
        assert [(found.code, found.was, found.now) for found in told.changed] == [(one.code, "part+whole", "whole")]
        assert [(found.code, found.was, found.now) for found in moved.changed] == [
            (c.code, "0", "5") for c in (one, other)
        ]
        assert (
            moved.now_text == "5"
            and commands.note_late(frozen=days, reason="日期更正", by=town.clerk, at=on(9)).sizes[2] == 2
        )


class TestComparing:
    def test_is_refused_across_a_changed_definition_and_footnoted_across_a_merger(self, town, three, monkeypatch):
        one, _made = three
        october = frozen(town, period=Period.month(2026, 10), of="return:OCT")
        assert queries.comparable(one, october) == ""
        assert change_between(one, october, than="上月").words == "比上月增加3件（上月为0）"
        assert "单位不同" in queries.comparable(one, frozen(town, unit=town.baisha))
        assert "指标不同" in queries.comparable(one, frozen(town, "concern.closed"))

        monkeypatch.setitem(INDICATORS, "concern.received", replace(get("concern.received"), version="2"))
        told = changes.changed("concern.received", "2", since=date(2026, 12, 1), words="不再数转来的。")
        try:
            december = frozen(town, period=Period.month(2026, 12), at=on(31))
            assert queries.comparable(december, one) == "口径自2026-12起改变，不作比较"
            assert change_between(december, one, than="上月").difference is None
        finally:
            changes.forget(told)
        assert queries.again(one, town.clerk, LATER) is None and queries.recount(one) == 3
        assert "第 1 版改为第 2 版" in queries.difference(one, town.clerk, LATER).sentence
        with pytest.raises(Unfit, match="口径"):
            commands.note_late(frozen=one, reason="补录", by=town.clerk, at=on(31))
        everything = dict(INDICATORS)
        del INDICATORS["concern.received"]
        try:
            assert "停用" in queries.why_not_again(one) and queries.recount(one) == Decimal(3)
        finally:  # put back in its place: monkeypatch would put it at the end of the register
            INDICATORS.clear()
            INDICATORS.update(everything)

    def test_says_what_a_merged_unit_was_added_up_from(self, town):
        registered(town, at=NOON)
        registered(town, unit=town.liuwan, by=town.officer, at=NOON, subject_units=[town.shiqiao])
        new = orgs.merge_units(
            units=[town.shiqiao, town.liuwan], into_name="桥湾村", on=date(2026, 12, 1), by=SYSTEM, at=on(1)
        )
        registered(town, unit=new, by=town.officer, at=on(2))
        november, december = (
            frozen(town, unit=new),
            frozen(town, unit=new, period=Period.month(2026, 12), at=on(3, 1).replace(year=2027)),
        )

        assert (november.value, december.value) == (1, 1)  # without what complains about one of those merged
        assert queries.difference(november, town.officer, LATER).is_none
        assert queries.comparable(december, november) == "2026-12-01合并前为石桥村、柳湾村合计"
        assert change_between(december, november, than="上月").words == "与上月持平"
