"""异议 (M289): a unit objects to one item, and gets an answer with a reason; what is put right stands beside what was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.keysets import plain
from lianxin.reports.assessments import queries, reckoning, words
from lianxin.reports.assessments.models import Cell, Objection, Revision, Run, Sheet
from lianxin.reports.assessments.problems import Unfit
from lianxin.reports.assessments.terms import OBJECT, OBJECTION_FLOW, RUN, About, ObjectionState, RunState, Way
from lianxin.reports.freezes.commands import note_late
from lianxin.reports.freezes.kept import kept_of

MOST_NAMES, LONGEST = 50, 1000


@transaction.atomic
def raise_objection(
    *, cell: Cell, about: str, text: str, by: Actor, at: datetime, names: Sequence[str] = ()
) -> Objection:
    """提出异议 to one item until the day named: against records, by their numbers, or against the definition."""
    cell = Cell.objects.select_related("sheet__run__scheme", "sheet__unit", "item").get(pk=cell.pk)
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("run").get(pk=cell.sheet_id)
    by.must(OBJECT, sheet)
    if not sheet.run.may_object(localdate(at)):
        raise Unfit(_("提出异议的时间已过，或者还没有开始核对。"))
    if about not in About.values or not text.strip():
        raise Unfit(_("请写明哪里不对。"), "text")
    if cell.objections.filter(state=ObjectionState.RAISED).exists():
        raise Unfit(_("这一项的异议还没有答复，先等答复或者撤回。"))
    asked = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    known = queries.named_records(cell, asked, by, localdate(at)) if asked else {}
    if missing := [name for name in asked if name not in known]:
        raise Unfit(_("这一项的记录里没有编号 %(name)s，请打开记录核对。") % {"name": missing[0][:20]}, "names")
    if about == About.RECORDS and not asked:
        raise Unfit(_("说记录不对的，请写是哪几条的编号。"), "names")
    if len(asked) > MOST_NAMES:
        raise Unfit(_("一次最多点名 50 条记录。"), "names")
    found = Objection.objects.create(
        sheet=sheet, cell=cell, unit_path=sheet.unit_path, organiser_path=sheet.run.unit_path, about=about,
        text=text.strip()[:LONGEST], names=asked, keys=[known[name] for name in asked], by_name=by.name, by_ref=by.ref,
        on=localdate(at),
    )  # fmt: skip
    sheet.confirmed_by, sheet.confirmed_on = "", None
    sheet.save(update_fields=["confirmed_by", "confirmed_on"])
    _tell(found, "assessment.objected", by, at, private={"text": found.text})
    return found


@transaction.atomic
def withdraw_objection(*, objection: Objection, by: Actor, at: datetime) -> Objection:
    """撤回异议, by the unit that raised it, before it is answered."""
    objection = _moved(objection, "withdraw")
    by.must(OBJECT, objection.sheet)
    objection.save(update_fields=["state"])
    _tell(objection, "assessment.objection_withdrawn", by, at)
    return objection


@transaction.atomic
def reject_objection(*, objection: Objection, answer: str, by: Actor, at: datetime) -> Objection:
    """异议不成立, with the reason; the result stays."""
    objection = _moved(objection, "reject")
    _answered(objection, answer, by, at)
    objection.save()
    _tell(objection, "assessment.objection_rejected", by, at, private={"reason": objection.answer})
    return objection


@transaction.atomic
def uphold_objection(*, objection: Objection, way: str, answer: str, by: Actor, at: datetime) -> Objection:
    """异议成立, with the reason: count again from corrected records, take named ones out, or do without the item.

    What the item was stays beside what it is now; the frozen figure is not touched, a new count is a late change of it.
    """
    objection = _moved(objection, "uphold")
    _answered(objection, answer, by, at)
    if way not in Way.values:
        raise Unfit(_("请选成立后怎么办。"), "way")
    cell = Cell.objects.select_for_update(of=("self",)).select_related("item", "frozen__unit", "sheet").get(
        pk=objection.cell_id
    )  # fmt: skip
    was = _state(cell)
    _put_right(cell, objection, Way(way), by, at)
    _reweigh(objection.sheet, cell)
    now = _state(cell)
    if _figures(was) == _figures(now):
        raise Unfit(_("这样处理以后数没有变：记录还没有改正，或者点名的记录本来就不在里面。"), "way")
    Revision.objects.create(objection=objection, cell=cell, way=way, was=was, now=now, on=localdate(at))
    objection.way = way
    objection.save()
    _tell(objection, "assessment.objection_upheld", by, at, private={"reason": objection.answer}, was=was["words"],
          now=now["words"])  # fmt: skip
    return objection


def _moved(objection: Objection, verb: str) -> Objection:
    """The objection after the verb, not yet saved; only while its run is shown."""
    run = Run.objects.select_for_update(of=("self",)).get(sheets__objections=objection.pk)
    found = Objection.objects.select_for_update(of=("self",)).select_related("sheet__unit", "cell__item")
    objection = found.get(pk=objection.pk)
    objection.sheet.run = run
    if run.state != RunState.OPEN:
        raise Unfit(_("这次考核的异议已经办完，或者已经作废。"))
    objection.state = ObjectionState(OBJECTION_FLOW.after(verb, objection.state))
    return objection


def _answered(objection: Objection, answer: str, by: Actor, at: datetime) -> None:
    by.must(RUN, objection.sheet.run)
    if by.ref == objection.by_ref:
        raise Unfit(_("异议由提出人以外的人答复。"))
    if not answer.strip():
        raise Unfit(_("请写明理由，单位看得到。"), "answer")
    objection.answer, objection.answered_by, objection.answered_on = answer.strip()[:400], by.name, localdate(at)


def _put_right(cell: Cell, objection: Objection, way: Way, by: Actor, at: datetime) -> None:
    """The item anew: from a late change of its figure, without the named records, or not rated."""
    if way == Way.WAIVE:
        reckoning.judge(cell, (cell.value, cell.part, cell.whole), waived=True)
        return
    assert cell.frozen is not None
    if way == Way.RECOUNT:
        reason = _("考核异议成立：%(answer)s") % {"answer": objection.answer}
        note_late(frozen=cell.frozen, reason=reason[:300], by=by, at=at)
    elif not objection.keys:
        raise Unfit(_("异议没有点名记录，没有可剔除的；请选别的办法。"), "way")
    else:
        cell.excluded = sorted({*cell.excluded, *objection.keys})
    last = cell.frozen.late.select_related("frozen").order_by("-turn").first() or cell.frozen
    reckoning.judge(cell, reckoning.numbers_of(reckoning.without(kept_of(last), cell.excluded)))


def _reweigh(sheet: Sheet, changed: Cell) -> None:
    """The weights and the total of the unit after one item changed."""
    run = sheet.run
    cells = [changed if one.pk == changed.pk else one for one in queries.cells_of(sheet)]
    reckoning.weigh(sheet, cells, run.scheme)
    for cell in cells:
        cell.save(update_fields=["value", "part", "whole", "used", "result", "not_rated", "excluded"])
    sheet.save(update_fields=["total", "band"])


def _state(cell: Cell) -> dict[str, Any]:
    """An item as it stands, for the line beside it."""
    return {
        "value": None if cell.value is None else plain(cell.value), "part": cell.part, "whole": cell.whole,
        "result": None if cell.result is None else plain(cell.result), "not_rated": cell.not_rated,
        "words": _("%(value)s，结果 %(result)s") % {"value": words.cell_value(cell), "result": words.result_of(cell)},
    }  # fmt: skip


def _figures(state: dict[str, Any]) -> list[Any]:
    return [state[name] for name in ("value", "part", "whole", "not_rated")]


def _tell(
    objection: Objection, event: str, by: Actor, at: datetime, *, private: dict[str, str] | None = None, **detail: Any
) -> None:
    sheet = objection.sheet
    book.record(
        event, of=sheet.ref, unit_path=sheet.unit_path, by=by, at=at, private=private or {}, unit=sheet.unit_name,
        item=objection.cell.item.label, **detail,
    )  # fmt: skip
