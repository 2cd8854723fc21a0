"""帮扶事项: listed with unit and quantity, carried out by dated entries; the total is never typed (M118)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.helping.commands.plans import held
from lianxin.work.helping.models import HelpEntry, HelpItem, HelpPlan
from lianxin.work.helping.terms import HelpKind


@transaction.atomic
def add_item(
    *, plan: HelpPlan, kind: str, item: str, measure: str, planned: Decimal, by: Actor, at: datetime,
    due_on: date | None = None,
) -> HelpItem:  # fmt: skip
    """列入帮扶事项: 化肥 20 袋, 生猪 5 头, 蔬菜 3 亩; kind, what, unit and quantity."""
    plan = held(plan, by)
    if kind not in HelpKind.values:
        raise Unfit(_("请选择帮扶类别。"), "kind")
    if not item.strip() or not measure.strip():
        raise Unfit(_("请写明帮扶什么、用什么计量单位。"), "item" if not item.strip() else "measure")
    _must_be_some(planned, "planned")
    made = HelpItem.objects.create(
        code=new_code(), plan=plan, unit_id=plan.unit_id, unit_path=plan.unit_path, home_path=plan.home_path, kind=kind,
        item=item.strip(), measure=measure.strip(), planned=planned, due_on=due_on, added_on=localdate(at),
    )  # fmt: skip
    book.record(
        "help.item_added", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, kind=HelpKind(kind).label,
        planned=f"{planned:f}", measure=made.measure, private={"item": made.item},
    )  # fmt: skip
    return made


@transaction.atomic
def give(
    *,
    item: HelpItem,
    on: date,
    quantity: Decimal,
    by: Actor,
    at: datetime,
    note: str = "",
    person: Person | None = None,
) -> HelpEntry:
    """落实帮扶: one entry of that day; what it adds up to, and whether the item is finished, follows from the entries."""
    plan, item = held(item.plan, by), HelpItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.dropped_on is not None:
        raise Unfit(_("这一项已经撤下。"))
    _must_be_some(quantity, "quantity")
    if not plan.since <= on <= localdate(at):
        raise Unfit(_("日期应在计划开始日期和今天之间。"), "on")
    person_id = person.pk if person else by.person_id
    if person_id is None:
        raise Unfit(_("请写明经办人。"), "person")
    entry = HelpEntry.objects.create(item=item, on=on, quantity=quantity, note=note.strip(), person_id=person_id)
    _settle(item)
    book.record(
        "help.given", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, kind=HelpKind(item.kind).label,
        quantity=f"{quantity:f}", measure=item.measure, private={"note": entry.note},
    )  # fmt: skip
    return entry


@transaction.atomic
def void_entry(*, entry: HelpEntry, reason: str, by: Actor, at: datetime) -> HelpEntry:
    """撤销一笔落实: it counts no more, its line stays with the reason."""
    entry = HelpEntry.objects.select_for_update(of=("self",)).select_related("item__plan").get(pk=entry.pk)
    plan = held(entry.item.plan, by)
    if entry.voided_on is not None:
        raise Unfit(_("这一笔已经撤销。"))
    if not reason.strip():
        raise Unfit(_("请写明撤销的理由。"), "reason")
    entry.voided_on, entry.void_reason = localdate(at), reason.strip()
    entry.save(update_fields=["voided_on", "void_reason"])
    _settle(entry.item)
    book.record(
        "help.given_voided", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, quantity=f"{entry.quantity:f}",
        measure=entry.item.measure, private={"reason": entry.void_reason},
    )  # fmt: skip
    return entry


@transaction.atomic
def drop_item(*, item: HelpItem, reason: str, by: Actor, at: datetime) -> HelpItem:
    """撤下帮扶事项: no longer planned; one that has been carried out in part stays."""
    plan, item = held(item.plan, by), HelpItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由。"), "reason")
    if item.dropped_on is not None or item.entries.filter(voided_on=None).exists():
        raise Unfit(_("已经落实过的事项不能撤下。"))
    item.dropped_on = localdate(at)
    item.save(update_fields=["dropped_on"])
    book.record(
        "help.item_dropped", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, private={"reason": reason.strip()}
    )
    return item


def _must_be_some(quantity: Decimal, field: str) -> None:
    if not Decimal(0) < quantity < Decimal(10) ** 9:
        raise Unfit(_("数量应大于 0。"), field)


def _settle(item: HelpItem) -> None:
    """Whether it is finished, and since when: the day on which the entries reached the plan."""
    total = item.entries.filter(voided_on=None).aggregate(n=Sum("quantity"))["n"] or Decimal(0)
    reached = Decimal(0)
    finished_on = None
    if total >= item.planned:
        for on, quantity in item.entries.filter(voided_on=None).order_by("on", "pk").values_list("on", "quantity"):
            reached += quantity
            if reached >= item.planned:
                finished_on = on
                break
    if item.finished_on != finished_on:
        item.finished_on = finished_on
        item.save(update_fields=["finished_on"])
