"""督查计划: approved by another person, drawn so that anyone can do it again, within the limit (M222, F080, F082)."""

from datetime import date, timedelta

import pytest

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections import commands, queries
from lianxin.work.inspections.models import Draw, InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import VIEW
from tests.conftest import NOON
from tests.work.inspection_scenes import WORKDAY, approved, more_units, plan_made


class TestAPlan:
    @pytest.mark.mechanism("M222")
    def test_is_carried_out_only_with_a_number_that_another_person_gave(self, town) -> None:
        plan = plan_made(town, by=town.clerk)

        with pytest.raises(WrongState):
            commands.draw(plan=plan, on=WORKDAY, size=1, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.approve(plan=plan, approval_number="1号", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="没有批准文号"):
            commands.approve(plan=plan, approval_number=" ", by=town.county_leader, at=NOON)
        commands.approve(plan=plan, approval_number="定群督〔2026〕11号", by=town.county_leader, at=NOON)
        draw = commands.draw(plan=plan, on=WORKDAY, size=2, by=town.clerk, at=NOON)

        assert queries.targets(plan).count() == draw.size == 2
        assert [e.event for e in book.story(plan.ref)] == [
            "inspection.drafted", "inspection.approved", "inspection.sealed", "inspection.drawn",
        ]  # fmt: skip
        with pytest.raises(NotAllowed):
            plan_made(town, unit=town.qingshui, by=town.officer)
