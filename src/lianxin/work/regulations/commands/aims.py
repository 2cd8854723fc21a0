"""目标的事项: set, changed and dropped with a reason; the things of one named and ticked (M215, M269)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators.registry import UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.regulations.models import Target, TargetItem
from lianxin.work.regulations.terms import EDIT

MOST_ITEMS = 60


@transaction.atomic
def set_target(
    *, unit: Unit, year: int, title: str, aim: int, measure: str, due_on: date, by: Actor, at: datetime,
    counted_by: str = "", is_most: bool = False, items: Iterable[str] = (),
) -> Target:  # fmt: skip
    """确定目标 of a unit for a year: so many of something, counted by an indicator or by named things (M269)."""
    by.must_at(EDIT, unit.path)
    names = [name.strip()[:80] for name in items if name.strip()]
    if not title.strip():
        raise Unfit(_("请写目标，如“打造党建示范点”。"), "title")
    if aim < 1:
        raise Unfit(_("目标数至少是 1。"), "aim")
    if due_on.year != year:
        raise Unfit(_("完成期限要在本年度内。"), "due_on")
    if not measure.strip():
        raise Unfit(_("请写量词，如 个、件、次。"), "measure")
    _must_be_counted(counted_by, names, is_most, aim)
    target = Target.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, year=year, title=title.strip(), aim=aim,
        measure=measure.strip()[:10], counted_by=counted_by, is_most=is_most, due_on=due_on, set_on=localdate(at),
        set_by_name=by.name,
    )  # fmt: skip
    TargetItem.objects.bulk_create(
        TargetItem(target=target, number=number, name=name) for number, name in enumerate(names, 1)
    )
    book.record(
        "target.set", of=target.ref, unit_path=unit.path, by=by, at=at, private={"title": target.title}, year=year,
        unit=unit.name, aim=aim, measure=target.measure,
    )  # fmt: skip
    return target


@transaction.atomic
def change_target(*, target: Target, aim: int, due_on: date, reason: str, by: Actor, at: datetime) -> Target:
    """修改目标: another number or day, with the reason in the journal."""
    target = _standing(target, by)
    if aim < 1:
        raise Unfit(_("目标数至少是 1。"), "aim")
    if due_on.year != target.year:
        raise Unfit(_("完成期限要在本年度内。"), "due_on")
    if not reason.strip():
        raise Unfit(_("请写明为什么改。"), "reason")
    target.aim, target.due_on = aim, due_on
    target.save(update_fields=["aim", "due_on"])
    book.record(
        "target.changed", of=target.ref, unit_path=target.unit_path, by=by, at=at, private={"reason": reason.strip()},
        aim=aim, measure=target.measure,
    )  # fmt: skip
    return target


@transaction.atomic
def drop_target(*, target: Target, reason: str, by: Actor, at: datetime) -> Target:
    """取消目标, with the reason; it stays to be read."""
    target = _standing(target, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么取消。"), "reason")
    target.dropped_on, target.dropped_why = localdate(at), reason.strip()[:200]
    target.save(update_fields=["dropped_on", "dropped_why"])
    book.record(
        "target.dropped",
        of=target.ref,
        unit_path=target.unit_path,
        by=by,
        at=at,
        private={"reason": target.dropped_why},
    )
    return target


@transaction.atomic
def name_item(*, target: Target, name: str, by: Actor, at: datetime) -> TargetItem:
    """列入一项: a thing by name, a village's branch, a model site; never a person."""
    target = _standing(target, by)
    if target.counted_by:
        raise Unfit(_("这个目标按指标计算，不用列项。"))
    if not name.strip():
        raise Unfit(_("请写名称。"), "name")
    last = target.items.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_ITEMS:
        raise Unfit(_("一个目标最多列 %(most)s 项。") % {"most": MOST_ITEMS}, "name")
    item = TargetItem.objects.create(target=target, number=last + 1, name=name.strip()[:80])
    book.record(
        "target.item_named", of=target.ref, unit_path=target.unit_path, by=by, at=at, private={"name": item.name}
    )
    return item


@transaction.atomic
def tick_item(*, item: TargetItem, on: date, evidence: str, by: Actor, at: datetime) -> TargetItem:
    """完成一项: on which day, and what shows it, in words (JF-1: no file is asked for)."""
    target = _standing(item.target, by)
    item = TargetItem.objects.select_for_update().get(pk=item.pk)
    if item.done_on is not None:
        raise Unfit(_("这一项已经完成。"))
    if on > localdate(at) or on.year != target.year:
        raise Unfit(_("完成日期要在本年度内，不能晚于今天。"), "on")
    if not evidence.strip():
        raise Unfit(_("请写一句凭什么说完成了，如“县委组织部验收文件”。"), "evidence")
    item.done_on, item.evidence, item.by_name = on, evidence.strip()[:200], by.name
    item.save()
    book.record(
        "target.item_done", of=target.ref, unit_path=target.unit_path, by=by, at=at,
        private={"name": item.name, "evidence": item.evidence}, on=on.isoformat(),
    )  # fmt: skip
    return item


@transaction.atomic
def untick_item(*, item: TargetItem, reason: str, by: Actor, at: datetime) -> TargetItem:
    """撤回一项的完成: it was ticked in error or did not hold."""
    target = _standing(item.target, by)
    item = TargetItem.objects.select_for_update().get(pk=item.pk)
    if item.done_on is None:
        raise Unfit(_("这一项还没有完成。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么撤回。"), "reason")
    item.done_on, item.evidence, item.by_name = None, "", ""
    item.save()
    book.record(
        "target.item_undone", of=target.ref, unit_path=target.unit_path, by=by, at=at,
        private={"name": item.name, "reason": reason.strip()},
    )  # fmt: skip
    return item


def _standing(target: Target, by: Actor) -> Target:
    found = Target.objects.select_for_update(of=("self",)).select_related("unit").get(pk=target.pk)
    by.must(EDIT, found)
    if found.dropped_on is not None:
        raise Unfit(_("这个目标已经取消。"))
    return found


def _must_be_counted(counted_by: str, names: list[str], is_most: bool, aim: int) -> None:
    if not counted_by:
        if is_most:
            raise Unfit(_("“不超过”的目标要按指标计算。"), "is_most")
        if len(names) > MOST_ITEMS:
            raise Unfit(_("一个目标最多列 %(most)s 项。") % {"most": MOST_ITEMS}, "items")
        return
    if names:
        raise Unfit(_("按指标计算的目标不用列项。"), "items")
    try:
        get(counted_by)
    except UnknownIndicator as problem:
        raise Unfit(_("没有这个指标。"), "counted_by") from problem
