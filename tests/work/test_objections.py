"""交办异议: five working days, reasons, somebody else decides, and no second time; the clock never moves for it."""

import random
from datetime import date, datetime

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands, duty_queries
from lianxin.work.concerns.duty_terms import TaskRole
from lianxin.work.concerns.models import Concern, Objection
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW
from tests.conftest import NOON, SHANGHAI
from tests.work.duty_scenes import days, in_force, sorted_as


def handed(town, at=NOON, **changes):
    return commands.assign(concern=sorted_as(town, at=at, **changes), to=town.building, by=town.clerk, at=at)


def objected(town, concern=None, at=NOON, **changes):
    given = {
        "reason": "路灯产权属乡镇，三定方案写明。",
        "names": town.qingshui,
        "by": town.builder,
        "at": at,
        **changes,
    }
    return commands.raise_objection(concern=concern or handed(town), **given)


def at_noon(month, day):
    return datetime(2026, month, day, 12, tzinfo=SHANGHAI)


class TestAnObjection:
    @pytest.mark.parametrize(
        ("given", "last", "after"),
        [
            # 交办 on Tuesday 3 November: 4, 5, 6, 9, 10
            (at_noon(11, 3), at_noon(11, 10), at_noon(11, 11)),
            # 交办 on Friday 6 November, a weekend in between: 9, 10, 11, 12, 13
            (at_noon(11, 6), at_noon(11, 13), at_noon(11, 14)),
        ],
    )  # fmt: skip
    def test_is_raised_within_five_working_days(self, town, given, last, after):
        """信访工作条例 §23: 自收到之日起5个工作日内提出异议."""
        concern = handed(town, at=given)
        with pytest.raises(Unfit, match="异议期到"):
            objected(town, concern, at=after)

        assert objected(town, concern, at=last).raised_on == last.date()

    def test_needs_a_reason_and_another_unit_and_comes_from_the_unit_in_charge(self, town):
        concern = handed(town)

        with pytest.raises(NotAllowed):
            objected(town, concern, by=town.officer)
        with pytest.raises(Unfit, match="理由和依据"):
            objected(town, concern, reason=" ")
        with pytest.raises(Unfit, match="不能写本单位"):
            objected(town, concern, names=town.building)
        objection = objected(town, concern)
        with pytest.raises(Unfit, match="正在审核"):
            objected(town, concern)
        with pytest.raises(Unfit, match="正在审核"):
            commands.send_back(concern=concern, reason="不归我局", by=town.builder, at=NOON)
        assert [duty_queries.to_review(a, 9) for a in (town.clerk, town.officer)] == [[objection], [objection]]
        assert duty_queries.to_review(town.builder, 9) == [] == duty_queries.to_review(town.stranger, 9)
        assert [o.pk for o in duty_queries.objections_seen(town.builder, 9)] == [objection.pk]
        assert duty_queries.objections_seen(town.stranger, 9) == []

    def test_is_not_decided_by_the_one_who_raised_it(self, town):
        concern = commands.assign(concern=sorted_as(town, "医疗保险"), to=town.qingshui, by=town.clerk, at=NOON)
        objection = objected(town, concern, by=town.officer, names=None)

        with pytest.raises(NotAllowed, match="不能审核本单位"):
            _upheld(town, objection, by=town.officer)
        assert duty_queries.to_review(town.officer, 9) == []
        with pytest.raises(NotAllowed):
            _upheld(town, objection, by=town.inspector)
        _upheld(town, objection, by=town.clerk)

    def test_upheld_goes_at_once_to_the_right_unit_and_the_first_one_stays_until_that_accepts(self, town):
        concern = handed(town)
        before = (concern.first_due_on, concern.due_on, concern.received_on)
        _upheld(town, objected(town, concern), to=town.water_bureau, at=days(2))

        concern.refresh_from_db()
        assert (concern.status, concern.handler, concern.sent_back) == ("assigned", town.water_bureau, 1)
        assert (concern.first_due_on, concern.due_on, concern.received_on) == before
        first = concern.tasks.get()
        assert (first.role, first.unit) == (TaskRole.FIRST, town.building)
        commands.note_progress(concern=concern, comment="已告知群众转水利局。", by=town.builder, at=days(2))
        assert Concern.objects.reachable(by=town.builder, to=VIEW).exists()

        commands.acknowledge(concern=concern, by=town.water, at=days(3))

        assert not Concern.objects.reachable(by=town.builder, to=VIEW).exists()
        assert [e.event for e in book.story(concern.ref)][-5:] == [
            "concern.objected", "concern.objection_upheld", "concern.assigned", "task.progressed", "concern.acknowledged",
        ]  # fmt: skip

    def test_upheld_without_a_unit_goes_back_to_be_handed_out_anew(self, town):
        objection = _upheld(town, objected(town))

        concern = objection.concern
        concern.refresh_from_db()
        assert (concern.status, concern.handler, concern.sent_back) == ("returned", None, 1)
        with pytest.raises(Unfit, match="已经审核过"):
            _upheld(town, objection)

    def test_upheld_never_goes_to_a_village_or_to_the_one_complained_about(self, town):
        in_force(town)
        objection = objected(town, handed(town, kind="complaint", subject_units=[town.water_bureau]))

        with pytest.raises(Unfit, match="被反映的单位"):
            _upheld(town, objection, to=town.water_bureau)
        with pytest.raises(Unfit, match="不在石桥村的清单内"):
            _upheld(town, objection, to=town.shiqiao)
        objection.refresh_from_db()
        assert objection.result == "" and objection.concern.handler == town.building

    def test_rejected_stays_and_is_not_raised_again(self, town):
        """潍坊市热线条例 §22: 经研究确定的承办单位不得退回."""
        concern = handed(town)
        objection = objected(town, concern)
        with pytest.raises(Unfit, match="审核意见"):
            commands.review_objection(objection=objection, result="rejected", answer="", by=town.clerk, at=NOON)
        commands.review_objection(
            objection=objection, result="rejected", answer="三定方案写明由住建局负责。", by=town.clerk, at=NOON
        )

        concern.refresh_from_db()
        assert (concern.status, concern.handler, concern.sent_back) == ("assigned", town.building, 0)
        with pytest.raises(Unfit, match="不能再退回或提出异议"):
            objected(town, concern)
        with pytest.raises(Unfit, match="不能再退回或提出异议"):
            commands.send_back(concern=concern, reason="不归我局", by=town.builder, at=NOON)


class TestADepartmentOnTheList:
    def test_objects_instead_of_sending_back_and_the_rule_is_counted(self, town):
        in_force(town)
        concern = handed(town)

        with pytest.raises(Unfit, match="不能直接退回.*提出异议"):
            commands.send_back(concern=concern, reason="不归我局", by=town.builder, at=NOON)
        _upheld(town, objected(town, concern))
        other = handed(town)
        objection = objected(town, other)
        commands.review_objection(objection=objection, result="rejected", answer="仍由你局办。", by=town.clerk, at=NOON)

        mend = duty_queries.to_mend(town.clerk, 9)
        assert [(one.rule.topic.label, one.upheld, one.rejected, one.waiting) for one in mend] == [
            ("道路路灯", 1, 1, 0)
        ]

    def test_is_counted_for_nobody_from_whom_the_concern_is_walled_off(self, town):
        in_force(town)
        concern = handed(town, kind="complaint", subject_persons=[town.people["inspector"]])
        _upheld(town, objected(town, concern))

        assert duty_queries.to_mend(town.inspector, 9) == [] == duty_queries.objections_seen(town.inspector, 9)
        assert len(duty_queries.to_mend(town.auditor, 9)) == 1

    def test_sends_back_what_the_list_gives_to_others(self, town):
        in_force(town)
        concern = commands.assign(concern=sorted_as(town), to=town.water_bureau, by=town.clerk, at=NOON)

        assert commands.send_back(concern=concern, reason="路灯不归水利", by=town.water, at=NOON).status == "returned"


class TestTheClock:
    @pytest.mark.thorough
    @pytest.mark.parametrize("seed", range(6))
    def test_gains_nothing_by_any_wandering_from_hand_to_hand(self, town, seed):
        """T11: assign, send back, object, review, reassign in any order: the promise and the receipt stay as they were."""
        luck = random.Random(seed)
        if seed % 2:
            in_force(town)
        concern = sorted_as(town)
        first = (concern.first_due_on, concern.received_on, concern.clock_start)
        moved = 0
        for step in range(25):
            at = days(step // 4)
            moved += _one_step(town, concern, luck, at)
            concern.refresh_from_db()
            assert (concern.first_due_on, concern.received_on, concern.clock_start) == first
            assert concern.due_on <= concern.first_due_on
        assert moved >= 4


def _one_step(town, concern: Concern, luck: random.Random, at: datetime) -> bool:
    """One deed by chance; whether it was done and not refused."""
    open_ = Objection.objects.filter(concern=concern, result="").first()
    units = [town.building, town.water_bureau, town.qingshui, town.shiqiao]
    actor = {town.building.pk: town.builder, town.water_bureau.pk: town.water, town.qingshui.pk: town.officer,
             town.shiqiao.pk: town.worker}.get(concern.handler_id, town.clerk)  # fmt: skip
    to, reason = luck.choice(units), "理由写得很清楚"
    near: date | None = luck.choice([None, at.date()])
    deeds = [
        lambda: commands.assign(concern=concern, to=to, outside_reason=reason, due_on=near, by=town.clerk, at=at),
        lambda: commands.acknowledge(concern=concern, by=actor, at=at),
        lambda: commands.send_back(concern=concern, reason=reason, by=actor, at=at),
        lambda: commands.reassign(concern=concern, to=to, reason=reason, outside_reason=reason, by=town.clerk, at=at),
        lambda: commands.raise_objection(concern=concern, reason=reason, names=None, by=actor, at=at),
        lambda: open_ and commands.review_objection(
            objection=open_, result=luck.choice(["upheld", "rejected"]), answer=reason, outside_reason=reason,
            to=luck.choice([None, to]), by=town.clerk, at=at),
    ]  # fmt: skip
    try:
        return bool(luck.choice(deeds)())
    except (Unfit, NotAllowed, WrongState):
        return False


def _upheld(town, objection, **changes):
    given = {"by": town.clerk, "at": NOON, **changes}
    return commands.review_objection(objection=objection, result="upheld", answer="确不属该局。", **given)
