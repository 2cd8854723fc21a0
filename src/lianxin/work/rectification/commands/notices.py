"""整改情况通报: prepared by one person, read and published by another, taken down with a reason (M203)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.redaction import blanked, find
from lianxin.pure.vague import vague_amounts
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.rectification import queries
from lianxin.work.rectification.models import Rectification, RectificationNotice
from lianxin.work.rectification.terms import ISSUE, NOTICE_FLOW, SIGN_OFF, VIEW, Status


@transaction.atomic
def prepare_notice(*, title: str, intro: str, codes: Sequence[str], by: Actor, at: datetime) -> RectificationNotice:
    """拟整改情况通报: the chosen items as they stand; personal data is blanked, amounts that nobody can count are refused."""
    by.must_at(ISSUE, by.own_path)
    unit = Unit.objects.get(path=by.own_path)
    if not title.strip():
        raise Unfit(_("请写明通报的名称。"), "title")
    seen = queries.ledger().reachable(by=by, to=VIEW).exclude(status=Status.WITHDRAWN)
    items = list(seen.filter(code__in=list(codes), unit_path=unit.path).order_by("owner_path", "pk"))
    if not items:
        raise Unfit(_("请至少选一项整改。"), "codes")
    _count_exactly(intro, items)
    names = _names(items)
    lines = [_line(item, names) for item in items]
    marks = find(intro, names)
    notice = RectificationNotice.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, title=title.strip(), intro=blanked(intro.strip(), find(intro.strip(), names)),
        lines=[line for line, _number in lines], blanked=sum(number for _line, number in lines) + len(marks),
        prepared_on=localdate(at), prepared_by=by.name, prepared_by_ref=by.ref,
    )  # fmt: skip
    book.record(
        "rectnotice.prepared",
        of=notice.ref,
        unit_path=unit.path,
        by=by,
        at=at,
        count=len(items),
        blanked=notice.blanked,
    )
    return notice


def _count_exactly(intro: str, items: Sequence[Rectification]) -> None:
    faults = vague_amounts(intro)
    if faults:
        done = sum(item.status == Status.SIGNED_OFF for item in items)
        raise Unfit(
            _("“%(words)s”没有准数。这份通报选了 %(total)s 项，其中已销号 %(done)s 项，请照实写。")
            % {"words": faults[0].words, "total": len(items), "done": done},
            "intro",
        )


def _names(items: Sequence[Rectification]) -> list[str]:
    """The roll to look for: who is responsible, who supervises, and the staff of the units."""
    named = {name for item in items for name in (item.person, item.supervisor, item.issued_by)}
    units = {item.owner_id for item in items} | {item.unit_id for item in items}
    return [*named, *Person.objects.filter(postings__unit__in=units).values_list("name", flat=True)]


def _line(item: Rectification, names: Sequence[str]) -> tuple[dict[str, Any], int]:
    now = queries.present(item)
    texts = {
        "problem": item.problem, "measure": item.measure,
        "result": now.check_note if now and item.status == Status.SIGNED_OFF else "",
    }  # fmt: skip
    marks = {key: find(text, names) for key, text in texts.items()}
    line: dict[str, Any] = {key: blanked(text, marks[key]) for key, text in texts.items()}
    line |= {"owner": item.owner_name, "is_signed_off": item.status == Status.SIGNED_OFF, "code": item.code}
    return line, sum(map(len, marks.values()))


@transaction.atomic
def publish_notice(*, notice: RectificationNotice, is_read: bool, by: Actor, at: datetime) -> RectificationNotice:
    """发布整改情况通报: by somebody else than who prepared it, who has read the whole of it."""
    notice = RectificationNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    by.must(SIGN_OFF, notice)
    notice.state = NOTICE_FLOW.after("publish", notice.state)
    if notice.prepared_by_ref == by.ref:
        raise NotAllowed(_("通报由拟稿人以外的人核看后发布。"))
    if not is_read:
        raise Unfit(_("请通读全文，确认没有个人信息，再勾选发布。"), "is_read")
    lines = [str(line[key]) for line in notice.lines for key in ("problem", "measure", "result")]
    clearance.demand({"title": notice.title, "intro": notice.intro, "is_read": lines})
    notice.published_on, notice.published_by = localdate(at), by.name
    notice.save(update_fields=["state", "published_on", "published_by"])
    book.record("rectnotice.published", of=notice.ref, unit_path=notice.unit_path, by=by, at=at)
    return notice


@transaction.atomic
def take_down_notice(*, notice: RectificationNotice, reason: str, by: Actor, at: datetime) -> RectificationNotice:
    """撤下整改情况通报: nobody outside reads it any more; it stays in the office with the reason."""
    notice = RectificationNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    by.must(SIGN_OFF, notice)
    notice.state = NOTICE_FLOW.after("take_down", notice.state)
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由。"), "reason")
    notice.taken_down_reason = reason.strip()
    notice.save(update_fields=["state", "taken_down_reason"])
    book.record(
        "rectnotice.taken_down", of=notice.ref, unit_path=notice.unit_path, by=by, at=at,
        private={"reason": notice.taken_down_reason},
    )  # fmt: skip
    return notice
