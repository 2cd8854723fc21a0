"""给谁看: black out who could be known, wall off complaints, show to the unit concerned, publish what became of it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.polling import LEAST_REMARKS
from lianxin.pure.redaction import find
from lianxin.pure.vague import vague_amounts
from lianxin.work.concerns.problems import Unfit
from lianxin.work.opinions import queries
from lianxin.work.opinions.models import Remark
from lianxin.work.opinions.terms import REPLY, SORT, Fate


def _held(remark: Remark, by: Actor) -> Remark:
    remark = Remark.objects.select_for_update(of=("self",)).select_related("collection").get(pk=remark.pk)
    by.must(SORT, remark)
    return remark


def _refuse_particulars(text: str, names: Sequence[str], field: str) -> None:
    left = "、".join(dict.fromkeys(mark.text for mark in find(text, names=names)))
    if left:
        raise Unfit(_("文字里还有能认出人的内容：%(left)s。请隐去后再保存。") % {"left": left}, field)


def _refuse_vague(text: str, field: str) -> None:
    """近几十条 is no number (000-5): whoever publishes knows how many."""
    if found := "、".join(fault.words for fault in vague_amounts(text)):
        raise Unfit(_("“%(found)s”说得含糊，请写准确的数，系统里数得出来。") % {"found": found}, field)


@transaction.atomic
def clear(*, remark: Remark, text: str, by: Actor, at: datetime) -> Remark:
    """隐去: a person has read it and taken out what names or describes somebody; numbers and known names are refused."""
    remark = _held(remark, by)
    if not text.strip():
        raise Unfit(_("请保留意见的要点。"), "text")
    _refuse_particulars(text, queries.known_names(remark), "text")
    remark.cleared_text = text.strip()
    remark.save(update_fields=["cleared_text"])
    book.record("remark.cleared", of=remark.ref, unit_path=remark.unit_path, by=by, at=at)
    return remark


@transaction.atomic
def wall_off(
    *, remark: Remark, by: Actor, at: datetime, unit: Unit | None = None, person: Person | None = None
) -> Remark:
    """标为反映人员或单位: from now on that unit, all below it, and that person cannot see it (条例 §30)."""
    remark = _held(remark, by)
    if unit is None and person is None:
        raise Unfit(_("请写明反映的单位或人员。"), "unit")
    if unit is not None and unit.parent_id is None:
        raise Unfit(_("反映本级最上级单位的问题，请向上级信访部门或拨打 12388 反映，这里的人无权查看。"), "unit")
    if remark.published_on is not None:
        raise Unfit(_("这条意见已经公开，请先撤下。"))
    remark.is_complaint, remark.about_path, remark.about_person = True, unit.path if unit else "", person
    if unit is not None and is_within(remark.owner_path or "-", unit.path):
        remark.owner, remark.owner_path = None, ""
    remark.save(update_fields=["is_complaint", "about_path", "about_person", "owner", "owner_path"])
    book.record("remark.walled", of=remark.ref, unit_path=remark.unit_path, by=by, at=at)
    return remark


@transaction.atomic
def show(*, remarks: Sequence[Remark], to: Unit, by: Actor, at: datetime) -> list[Remark]:
    """交有关单位看: only what was blacked out, complains of nobody, and comes from a group of ten or more (T2)."""
    found = [_held(one, by) for one in remarks]
    if not found:
        raise Unfit(_("请先勾选意见。"), "remarks")
    for one in found:
        crowd = queries.crowd(one)
        if crowd < LEAST_REMARKS:
            raise Unfit(
                _("这些意见只来自 %(crowd)s 人，不足 %(least)s 人，给被评议单位看会认出人。请由本级归纳后转达。")
                % {"crowd": crowd, "least": LEAST_REMARKS}
            )
        if one.is_complaint:
            raise Unfit(_("其中有反映具体人员或单位的意见，不能给下级单位看。"))
        if not one.cleared_text:
            raise Unfit(_("还有意见没有隐去能认出人的内容，请先逐条核对。"))
    for one in found:
        one.owner, one.owner_path = to, to.path
        one.save(update_fields=["owner", "owner_path"])
    collection = found[0].collection
    book.record(
        "remark.shown", of=collection.ref, unit_path=collection.unit_path, by=by, at=at, count=len(found), to=to.name
    )
    return found


@transaction.atomic
def publish(*, remark: Remark, text: str, answer: str, by: Actor, at: datetime) -> Remark:
    """公开“您说的，我们办了”: a person writes both sentences; nothing is published that could name anybody."""
    remark = _held(remark, by)
    by.must(REPLY, remark)
    if remark.is_complaint or remark.fate in (Fate.OPEN, Fate.CONCERN):
        raise Unfit(_("反映具体人员、待定去向或转为诉求的意见不在这里公开。"))
    if queries.crowd(remark) < LEAST_REMARKS:
        raise Unfit(
            _("这批意见只来自 %(crowd)s 人，不足 %(least)s 人，公开会认出人。")
            % {"crowd": queries.crowd(remark), "least": LEAST_REMARKS}
        )
    for field, words in (("text", text), ("answer", answer)):
        if not words.strip():
            raise Unfit(_("请写明意见的要点和办理结果。"), field)
        _refuse_particulars(words, queries.known_names(remark), field)
        _refuse_vague(words, field)
    clearance.demand({"text": text, "answer": answer})
    remark.public_text, remark.public_answer, remark.published_on = text.strip(), answer.strip(), localdate(at)
    remark.save(update_fields=["public_text", "public_answer", "published_on"])
    book.record("remark.published", of=remark.ref, unit_path=remark.unit_path, by=by, at=at)
    return remark


@transaction.atomic
def take_down(*, remark: Remark, reason: str, by: Actor, at: datetime) -> Remark:
    """撤下: it is no longer public; the journal keeps that it was."""
    remark = _held(remark, by)
    by.must(REPLY, remark)
    if remark.published_on is None:
        raise Unfit(_("这条意见没有公开。"))
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由。"), "reason")
    remark.published_on = None
    remark.save(update_fields=["published_on"])
    book.record(
        "remark.taken_down", of=remark.ref, unit_path=remark.unit_path, by=by, at=at, private={"reason": reason.strip()}
    )
    return remark
