"""带出个人信息: asked for with purpose, rows and columns; allowed by another; given out once; every copy has a number."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody.models import Copy, ExportRequest
from lianxin.base.custody.terms import APPROVE, FLOW, LONGEST_DAYS, MOST_ROWS, ExportPurpose
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.codes import new_code
from lianxin.pure.problems import Unfit


@transaction.atomic
def ask_export(
    *, title: str, keys: Sequence[str], columns: Sequence[str], purpose: str, reason: str, days: int, by: Actor,
    at: datetime, ledger: str = "",
) -> ExportRequest:  # fmt: skip
    """申请带出: the rows are fixed now; who may ask for which rows the room above has weighed."""
    if not keys:
        raise Unfit(_("没有可以带出的内容。"))
    if len(keys) > MOST_ROWS:
        raise Unfit(_("一次最多带出 %(most)s 条，请缩小范围。") % {"most": MOST_ROWS})
    if purpose not in ExportPurpose.values:
        raise Unfit(_("请选择用途。"), "purpose")
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么要带出、谁来用。"), "reason")
    if not 1 <= days <= LONGEST_DAYS:
        raise Unfit(_("有效天数在 1 到 %(most)s 天之间。") % {"most": LONGEST_DAYS}, "days")
    made = ExportRequest.objects.create(
        code=new_code(SystemRandom()), title=title[:120], ledger=ledger, keys=list(keys), columns=list(columns), purpose=purpose,
        reason=reason.strip()[:200], days=days, unit_path=by.own_path, by=by.ref, by_name=by.name, by_post=by.post,
        at=at,
    )  # fmt: skip
    book.record(
        "custody.export_asked", of=made.ref, unit_path=made.unit_path, by=by, at=at, rows=made.rows,
        outcome=ExportPurpose(purpose).label, private={"title": made.title, "reason": made.reason},
    )  # fmt: skip
    return made


@transaction.atomic
def decide_export(*, asked: ExportRequest, accepts: bool, by: Actor, at: datetime, why_not: str = "") -> ExportRequest:
    """批准或不批准带出: by another person who leads there."""
    asked = ExportRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    by.must(APPROVE, asked)
    if asked.by == by.ref:
        raise NotAllowed(_("自己申请的，由别人批准。"))
    asked.state = FLOW.after("approve" if accepts else "decline", asked.state) or asked.state
    if not accepts and len(why_not.strip()) < 4:
        raise Unfit(_("请写明不批准的理由。"), "why_not")
    asked.decided_by, asked.decided_by_name, asked.decided_by_post = by.ref, by.name, by.post
    asked.decided_at, asked.why_not = at, "" if accepts else why_not.strip()[:200]
    asked.until = at + timedelta(days=asked.days) if accepts else None
    asked.save()
    if accepts:
        book.record("custody.export_approved", of=asked.ref, unit_path=asked.unit_path, by=by, at=at,
                    rows=asked.rows, days=asked.days)  # fmt: skip
    else:
        book.record("custody.export_declined", of=asked.ref, unit_path=asked.unit_path, by=by, at=at,
                    private={"reason": asked.why_not})  # fmt: skip
    return asked


@transaction.atomic
def take_export(*, asked: ExportRequest, rows: int, by: Actor, at: datetime) -> Copy:
    """取走文件: once, by who asked, before it lapses; the copy's number is given here."""
    asked = ExportRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.by != by.ref:
        raise NotAllowed(_("只能由申请人本人取。"))
    if asked.until is not None and at >= asked.until:
        raise Unfit(_("批准已经过期，请重新申请。"))
    asked.state = FLOW.after("use", asked.state) or asked.state
    copy = note_copy(what=asked.title, rows=rows, by=by, at=at, has_particulars=True)
    asked.used_at, asked.copy = at, copy
    asked.save()
    book.record("custody.export_taken", of=asked.ref, unit_path=asked.unit_path, by=by, at=at, rows=rows,
                copy=copy.code)  # fmt: skip
    return copy


@transaction.atomic
def note_copy(*, what: str, rows: int, by: Actor, at: datetime, has_particulars: bool = False) -> Copy:
    """记下副本: which file, how many rows, whose; the number is printed in the file and marks its rows."""
    return Copy.objects.create(
        code=new_code(SystemRandom()), what=what[:120], rows=rows, has_particulars=has_particulars, by_name=by.name,
        by_post=by.post, unit_path=by.own_path, at=at,
    )  # fmt: skip


@transaction.atomic
def take_copy(*, what: str, rows: int, by: Actor, at: datetime) -> Copy:
    """取走一份台账: for rooms without an entry of their own; whether it may be read there the room has weighed."""
    copy = note_copy(what=what, rows=rows, by=by, at=at)
    book.record(
        "custody.copy_taken", of=f"copy:{copy.code}", unit_path=copy.unit_path, by=by, at=at, rows=rows, copy=copy.code,
        private={"title": copy.what},
    )  # fmt: skip
    return copy
