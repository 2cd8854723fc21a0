"""日记与报告的事项: keep, hand in, take back; answer a suggestion; enter publicity (M088, M106, M137)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import VIEW as SEE_DRIVE
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT
from lianxin.work.writings.models import Publicity, Spread, Writing
from lianxin.work.writings.terms import (
    ANSWER,
    PUBLICIZE,
    WRITE,
    WRITING_FLOW,
    PublicityKind,
    WritingKind,
    WritingStatus,
)

SPREAD_FIELDS = ("from_where", "to_where", "result")


@transaction.atomic
def keep_draft(
    *, kind: str, on: date, title: str, text: str, by: Actor, at: datetime, writing: Writing | None = None,
    visit: Visit | None = None, drive: Drive | None = None, spread: dict[str, Any] | None = None, client_key: str = "",
) -> Writing:  # fmt: skip
    """存草稿: begin a writing of one's own, or go on with it; nobody else reads it before it is handed in.

    `spread` holds from_where, to_where, result and concern of an account of experience. The same `client_key` gives
    the writing that was begun with it.
    """
    by.must_at(WRITE, by.own_path)
    if by.person_id is None or by.unit_id is None:
        raise NotAllowed(_("只有作者本人能办。"))
    if client_key and (known := Writing.objects.filter(client_key=client_key, person_id=by.person_id).first()):
        return known
    if kind not in WritingKind.values or not title.strip():
        raise Unfit(_("请写标题。"), "title")
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    _must_see(by, visit=visit, drive=drive, concern=(spread or {}).get("concern"))
    if writing is None:
        writing = Writing(
            code=new_code(), kind=kind, person_id=by.person_id, home_id=by.unit_id, home_path=by.own_path,
            client_key=client_key or None,
        )  # fmt: skip
    else:
        writing = _own_draft(writing, by)
    writing.on, writing.title, writing.text = on, title.strip(), text.strip()
    writing.visit, writing.drive = visit, drive
    writing.save()
    if writing.kind == WritingKind.EXPERIENCE:
        _keep_spread(writing, spread or {})
    book.record("writing.kept", of=writing.ref, unit_path=writing.home_path, by=by, at=at, kind=_label(writing))
    return writing


def _keep_spread(writing: Writing, spread: dict[str, Any]) -> None:
    words = {name: str(spread.get(name, "")).strip() for name in SPREAD_FIELDS}
    Spread.objects.update_or_create(writing=writing, defaults={**words, "concern": spread.get("concern")})


def _own_draft(writing: Writing, by: Actor) -> Writing:
    writing = _own(writing, by)
    if writing.status not in (WritingStatus.DRAFT, WritingStatus.WITHDRAWN):
        raise Unfit(_("已经交出，要改请先收回。"))
    return writing


def _own(writing: Writing, by: Actor) -> Writing:
    writing = Writing.objects.select_for_update(of=("self",)).get(pk=writing.pk)
    if not by.is_person or writing.person_id != by.person_id:
        raise NotAllowed(_("只有作者本人能办。"))
    return writing


def _label(writing: Writing) -> Any:
    return WritingKind(writing.kind).label


def _must_see(
    by: Actor, *, visit: Visit | None = None, drive: Drive | None = None, concern: Concern | None = None
) -> None:
    """What a writing refers to, its writer must be able to see himself."""
    if visit is not None:
        by.must(SEE_VISIT, visit)
    if drive is not None:
        by.must(SEE_DRIVE, drive)
    if concern is not None:
        by.must(SEE_CONCERN, concern)


@transaction.atomic
def submit(*, writing: Writing, to: Unit, by: Actor, at: datetime) -> Writing:
    """交出: to one's own unit or another, which may then read it; a suggestion is answered there."""
    writing = _own(writing, by)
    writing.status = WRITING_FLOW.after("submit", writing.status)
    if not writing.text and writing.kind != WritingKind.EXPERIENCE:
        raise Unfit(_("还没有写正文。"))
    if writing.kind == WritingKind.EXPERIENCE:
        _must_be_backed(writing)
    writing.unit, writing.unit_path, writing.submitted_on = to, to.path, localdate(at)
    writing.save(update_fields=["status", "unit", "unit_path", "submitted_on"])
    _tell("writing.submitted", writing, by, at)
    return writing


def _must_be_backed(writing: Writing) -> None:
    spread = Spread.objects.filter(writing=writing).first()
    if spread is None or not all(getattr(spread, name) for name in SPREAD_FIELDS):
        raise Unfit(_("经验来自哪里、推广到哪里、取得什么实效，都要写。"))
    if not (spread.concern_id or writing.visit_id or writing.drive_id):
        raise Unfit(_("请选一条佐证的记录：走访、走访活动或诉求。"))


def _tell(event: str, writing: Writing, by: Actor, at: datetime) -> None:
    book.record(
        event, of=writing.ref, unit_path=writing.home_path, by=by, at=at, private={"title": writing.title},
        kind=_label(writing),
    )  # fmt: skip


@transaction.atomic
def take_back(*, writing: Writing, by: Actor, at: datetime) -> Writing:
    """收回: not handed in any more, to be gone on with; what was answered stays answered."""
    writing = _own(writing, by)
    writing.status = WRITING_FLOW.after("take_back", writing.status)
    writing.submitted_on = None
    writing.save(update_fields=["status", "submitted_on"])
    _tell("writing.taken_back", writing, by, at)
    return writing


@transaction.atomic
def discard(*, writing: Writing, by: Actor, at: datetime) -> None:
    """丢弃草稿: a draft that was never handed in; nobody but its writer ever knew what stood in it."""
    writing = _own_draft(writing, by)
    book.record("writing.discarded", of=writing.ref, unit_path=writing.home_path, by=by, at=at, kind=_label(writing))
    writing.delete()


@transaction.atomic
def answer_suggestion(*, writing: Writing, adopted: bool, why: str, by: Actor, at: datetime) -> Writing:
    """答复工作建议: adopted or not, and why, by the unit that it went to; the writer is told on 今日."""
    writing = Writing.objects.select_for_update(of=("self",)).get(pk=writing.pk)
    by.must(ANSWER, writing)
    if writing.kind != WritingKind.SUGGESTION:
        raise Unfit(_("只有工作建议需要答复。"))
    if writing.person_id == by.person_id:
        raise Unfit(_("自己提的建议，请别人答复。"))
    writing.status = WRITING_FLOW.after("adopt" if adopted else "not_adopt", writing.status)
    if not why.strip():
        raise Unfit(_("请写明理由：采纳的写怎么办，不采纳的写为什么。"), "why")
    writing.answer, writing.answered_on, writing.answered_by_name = why.strip(), localdate(at), by.name
    writing.save(update_fields=["status", "answer", "answered_on", "answered_by_name"])
    book.record(
        "writing.answered", of=writing.ref, unit_path=writing.unit_path, by=by, at=at, private={"why": writing.answer},
        result=WritingStatus(writing.status).label,
    )  # fmt: skip
    return writing


@transaction.atomic
def enter_publicity(
    *, unit: Unit, kind: str, title: str, outlet: str, published_on: date, by: Actor, at: datetime, author: str = "",
    link: str = "", visit: Visit | None = None, drive: Drive | None = None, concern: Concern | None = None,
) -> Publicity:  # fmt: skip
    """登记宣传稿件: what was published where, and the real record that it reports on (M137)."""
    by.must_at(PUBLICIZE, unit.path)
    if kind not in PublicityKind.values or not title.strip():
        raise Unfit(_("请写标题。"), "title")
    if not outlet.strip():
        raise Unfit(_("请写明刊播在哪里。"), "outlet")
    if published_on > localdate(at):
        raise Unfit(_("刊播之后再登记。"), "published_on")
    if sum(one is not None for one in (visit, drive, concern)) != 1:
        raise Unfit(_("写明报道的是哪一条记录：一次走访、一项活动或一件诉求。宣传要有真实的记录。"), "backing")
    _must_see(by, visit=visit, drive=drive, concern=concern)
    if concern is not None and concern.is_confidential:
        raise Unfit(_("要求保密的诉求不作宣传。"), "backing")
    found = Publicity.objects.create(
        code=new_code(), kind=kind, title=title.strip(), outlet=outlet.strip(), published_on=published_on,
        author=author.strip(), link=link.strip(), home=unit, home_path=unit.path, visit=visit, drive=drive,
        concern=concern, entered_on=localdate(at), by_name=by.name,
    )  # fmt: skip
    book.record(
        "publicity.entered", of=found.ref, unit_path=unit.path, by=by, at=at, private={"title": found.title},
        outlet=found.outlet,
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw_publicity(*, publicity: Publicity, reason: str, by: Actor, at: datetime) -> Publicity:
    """撤下宣传稿件: entered wrongly; it stays with its reason and counts no more."""
    publicity = Publicity.objects.select_for_update(of=("self",)).get(pk=publicity.pk)
    by.must(PUBLICIZE, publicity)
    if publicity.withdrawn_on is not None:
        raise Unfit(_("这篇稿件已经撤下。"))
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由。"), "reason")
    publicity.withdrawn_on, publicity.withdrawn_why = localdate(at), reason.strip()
    publicity.save(update_fields=["withdrawn_on", "withdrawn_why"])
    book.record(
        "publicity.withdrawn", of=publicity.ref, unit_path=publicity.home_path, by=by, at=at,
        private={"title": publicity.title, "reason": publicity.withdrawn_why},
    )  # fmt: skip
    return publicity
