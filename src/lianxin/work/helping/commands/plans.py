"""帮扶计划的事项: one plan per household (M126 因户施策) or for a village; made, changed, ended with its result."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.helping.models import HelpPlan
from lianxin.work.helping.terms import PLAN
from lianxin.work.households.models import Household
from lianxin.work.households.queries import may_see


@transaction.atomic
def make_plan(
    *, unit: Unit, home: Unit, person: Person, until: date, by: Actor, at: datetime, household: Household | None = None,
    aim: str = "", since: date | None = None,
) -> HelpPlan:  # fmt: skip
    """制订帮扶计划 for a household or a village: weighed there or at the unit that helps; raises NotAllowed, Unfit.

    A household must be one that the actor sees: by his post, or because it was entrusted to him.
    """
    today = localdate(at)
    since = since or today
    if not (by.may_at(PLAN, unit.path) or by.may_at(PLAN, home.path)):
        raise NotAllowed(_("您现在的职务不能为这个单位制订帮扶计划。"))
    if household is not None:
        household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
        _must_fit(household, unit, by, today)
    if until < since:
        raise Unfit(_("完成日期不能早于开始日期。"), "until")
    plan = HelpPlan.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, home=home, home_path=home.path, household=household,
        person=person, aim=aim.strip(), since=since, until=until,
    )  # fmt: skip
    book.record(
        "help.planned", of=plan.ref, unit_path=unit.path, by=by, at=at, person=person.name, until=until.isoformat(),
        private={"aim": plan.aim},
    )  # fmt: skip
    return plan


def _must_fit(household: Household, unit: Unit, by: Actor, on: date) -> None:
    if household.unit_id != unit.pk:
        raise Unfit(_("这一户不在这个村、社区。"), "household")
    if not may_see(household, by, on):
        raise NotAllowed(_("您现在的职务看不到这一户，请村里先授权。"))
    if household.valid_to is not None:
        raise Unfit(_("这一户已经离册。"))
    if HelpPlan.objects.filter(household=household, ended_on=None).exists():
        raise Unfit(_("这一户已经有帮扶计划，请在原来的计划上改。"))


@transaction.atomic
def change_plan(*, plan: HelpPlan, person: Person, aim: str, until: date, by: Actor, at: datetime) -> HelpPlan:
    """修改帮扶计划: who answers for it, by what way, until when."""
    plan = held(plan, by)
    if until < plan.since:
        raise Unfit(_("完成日期不能早于开始日期。"), "until")
    plan.person, plan.aim, plan.until = person, aim.strip(), until
    plan.save(update_fields=["person", "aim", "until"])
    book.record("help.changed", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, private={"aim": plan.aim})
    return plan


@transaction.atomic
def end_plan(*, plan: HelpPlan, result: str, by: Actor, at: datetime, on: date | None = None) -> HelpPlan:
    """结束帮扶计划: what came of it, in words; how much was given stands in the entries."""
    plan, on = held(plan, by), on or localdate(at)
    if not result.strip():
        raise Unfit(_("请写明帮扶的结果。"), "result")
    if not plan.since <= on <= localdate(at):
        raise Unfit(_("结束日期应在开始日期和今天之间。"), "on")
    plan.ended_on, plan.result = on, result.strip()
    plan.save(update_fields=["ended_on", "result"])
    book.record("help.ended", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, private={"result": plan.result})
    return plan


@transaction.atomic
def empty_plans(*, households: Collection[int], by: Actor, at: datetime) -> int:
    """到期清除 with their households: what was written in words goes, items, quantities and dates stay; returns how many."""
    plans = list(HelpPlan.objects.filter(household__in=households).prefetch_related("items", "goals__tasks"))
    for plan in plans:
        plan.ended_on, plan.aim, plan.result = plan.ended_on or localdate(at), "", ""
        plan.save(update_fields=["ended_on", "aim", "result"])
        for item in plan.items.all():
            item.entries.update(note="")
        plan.funds.update(use="")
        plan.goals.all().delete()
        book.erase_private(plan.ref)
        book.record("help.erased", of=plan.ref, unit_path=plan.unit_path, by=by, at=at)
    return len(plans)


def held(plan: HelpPlan, by: Actor) -> HelpPlan:
    """The plan, locked, if this actor may work on it and it has not ended. Raises NotAllowed, Unfit."""
    plan = HelpPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    by.must(PLAN, plan)
    if plan.ended_on is not None:
        raise Unfit(_("这个帮扶计划已经结束。"))
    return plan
