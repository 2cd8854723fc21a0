"""帮扶资金: source, amount in yuan, use, dated; a wrong entry is voided, never changed (M120)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.helping.models import HelpFund, HelpPlan, VillageProject
from lianxin.work.helping.terms import PLAN

MOST_YUAN = 10**10


@transaction.atomic
def enter_fund(
    *, unit: Unit, home: Unit, on: date, amount_yuan: int, source: str, use: str, by: Actor, at: datetime,
    document: str = "", plan: HelpPlan | None = None, project: VillageProject | None = None,
) -> HelpFund:  # fmt: skip
    """登记帮扶资金: for a household's or village's plan, a project, or the village itself; whole yuan."""
    if not (by.may_at(PLAN, unit.path) or by.may_at(PLAN, home.path)):
        raise NotAllowed(_("您现在的职务不能为这个单位登记帮扶资金。"))
    if not 0 < amount_yuan <= MOST_YUAN:
        raise Unfit(_("金额应是大于 0 的整数，单位是元。"), "amount_yuan")
    if not source.strip() or not use.strip():
        raise Unfit(_("请写明资金来源和用途。"), "use" if source.strip() else "source")
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    if any(one is not None and one.unit_id != unit.pk for one in (plan, project)):
        raise Unfit(_("计划、项目和资金要在同一个单位。"))
    fund = HelpFund.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, home=home, home_path=home.path, on=on, amount_yuan=amount_yuan,
        source=source.strip(), use=use.strip(), document=document.strip(), plan=plan, project=project, by_name=by.name,
    )  # fmt: skip
    book.record(
        "help.funded", of=fund.ref, unit_path=unit.path, by=by, at=at, amount=amount_yuan, source=fund.source,
        private={"use": fund.use},
    )  # fmt: skip
    return fund


@transaction.atomic
def void_fund(*, fund: HelpFund, reason: str, by: Actor, at: datetime) -> HelpFund:
    """撤销一笔资金: it is in no total any more, its line stays with the reason."""
    fund = HelpFund.objects.select_for_update(of=("self",)).get(pk=fund.pk)
    by.must(PLAN, fund)
    if fund.voided_on is not None:
        raise Unfit(_("这一笔已经撤销。"))
    if not reason.strip():
        raise Unfit(_("请写明撤销的理由。"), "reason")
    fund.voided_on, fund.void_reason = localdate(at), reason.strip()
    fund.save(update_fields=["voided_on", "void_reason"])
    book.record(
        "help.fund_voided", of=fund.ref, unit_path=fund.unit_path, by=by, at=at, amount=fund.amount_yuan,
        private={"reason": fund.void_reason},
    )  # fmt: skip
    return fund
