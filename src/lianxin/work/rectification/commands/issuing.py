"""下达与报告: an item with everything it needs, and the owner's word that it is done (M188, M190, M191)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.rectification.models import Rectification, RectificationRound
from lianxin.work.rectification.rules import must_be_concrete, must_be_in_duty
from lianxin.work.rectification.terms import FLOW, ISSUE, REPORT, Source


@transaction.atomic
def issue(
    *, source: str, source_ref: str, source_label: str, problem: str, owner: Unit, measure: str, starts_on: date | None,
    ends_on: date | None, person: str, supervisor: str, by: Actor, at: datetime, section: str = "",
    about: Unit | None = None, topic: Topic | None = None, outside_reason: str = "",
) -> Rectification:  # fmt: skip
    """下达整改: problem, owner, measure, start, end, person and supervisor, all of them (000-5); raises Unfit otherwise.

    `source_ref` names the record of another room that is answered, `about` the unit whose work the problem is,
    `topic` what kind of matter it is: what belongs to a department is not pushed down to a village (JF-10).
    """
    by.must_at(ISSUE, owner.path)
    unit = Unit.objects.get(path=by.own_path)
    today = localdate(at)
    words = {name: text.strip() for name, text in (
        ("problem", problem), ("measure", measure), ("person", person), ("supervisor", supervisor),
    )}  # fmt: skip
    first, last = complete(words, starts_on, ends_on, today)
    must_be_concrete(words["measure"])
    must_be_in_duty(owner=owner, issuer=unit, about=about, topic=topic, reason=outside_reason, today=today)
    item = Rectification.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, owner=owner, owner_path=owner.path, owner_name=owner.name,
        section=section.strip(), source_kind=Source(source), source_ref=source_ref, source_label=source_label.strip(),
        starts_on=first, first_ends_on=last, ends_on=last, due_on=last, issued_on=today, issued_by=by.name,
        outside_reason=outside_reason.strip(), **words,
    )  # fmt: skip
    RectificationRound.objects.create(rectification=item, number=1, measure=item.measure, ends_on=last)
    book.record(
        "rectification.issued", of=item.ref, unit_path=unit.path, by=by, at=at, owner=owner.name, source_ref=source_ref,
        starts_on=first.isoformat(), ends_on=last.isoformat(), about=Source(source).label,
    )  # fmt: skip
    return item


_MISSING = {
    "problem": lambda: _("请写明问题。"),
    "measure": lambda: _("请写明整改措施。"),
    "person": lambda: _("请写明责任人姓名。"),
    "supervisor": lambda: _("请写明监督责任人姓名。"),
}


def complete(words: dict[str, str], starts_on: date | None, ends_on: date | None, today: date) -> tuple[date, date]:
    """Everything is there and fits: 000-5 “学校的整改目标、责任、时限不够明确” was the complaint."""
    for name, sentence in _MISSING.items():
        if not words[name]:
            raise Unfit(sentence(), name)
    if starts_on is None:
        raise Unfit(_("请写明开始时间。"), "starts_on")
    if ends_on is None:
        raise Unfit(_("请写明完成时间。"), "ends_on")
    if ends_on < starts_on:
        raise Unfit(_("完成时间不能早于开始时间。"), "ends_on")
    if ends_on < today:
        raise Unfit(_("完成时间已经过去，请写今天或以后的日期。"), "ends_on")
    if "".join(words["person"].split()) == "".join(words["supervisor"].split()):
        raise Unfit(_("责任人和监督责任人不能是同一个人。"), "supervisor")
    return starts_on, ends_on


def held(item: Rectification, by: Actor, permission: Any, verb: str) -> tuple[Rectification, RectificationRound]:
    """The item, locked, with its present round; raises NotAllowed or WrongState."""
    item = Rectification.objects.select_for_update(of=("self",)).get(pk=item.pk)
    by.must(permission, item)
    FLOW.after(verb, item.status)
    return item, item.rounds.get(number=item.round)


@transaction.atomic
def note_progress(*, item: Rectification, text: str, by: Actor, at: datetime) -> Rectification:
    """记进展: how far it is, as often or seldom as the owner likes; nothing counts these (JF-3)."""
    item, now = held(item, by, REPORT, "note_progress")
    if not text.strip():
        raise Unfit(_("请写明进展。"), "text")
    now.progress, now.progressed_on = text.strip(), localdate(at)
    now.save(update_fields=["progress", "progressed_on"])
    book.record(
        "rectification.progressed", of=item.ref, unit_path=item.unit_path, by=by, at=at, private={"text": now.progress}
    )
    return item


@transaction.atomic
def report(*, item: Rectification, text: str, by: Actor, at: datetime, evidence: str = "") -> Rectification:
    """报整改完成: what was done; where it can be seen is said if the owner likes (no photograph is asked for, JF-1)."""
    item, now = held(item, by, REPORT, "report")
    if not text.strip():
        raise Unfit(_("请写明做了什么、结果怎样。"), "text")
    today = localdate(at)
    now.report, now.report_evidence, now.reported_on = text.strip(), evidence.strip(), today
    now.reported_by, now.reported_by_ref = by.name, by.ref
    now.save(update_fields=["report", "report_evidence", "reported_on", "reported_by", "reported_by_ref"])
    item.status, item.done_on = FLOW.after("report", item.status), today
    item.save(update_fields=["status", "done_on"])
    book.record(
        "rectification.reported", of=item.ref, unit_path=item.unit_path, by=by, at=at, private={"text": now.report},
        round=item.round,
    )  # fmt: skip
    return item


@transaction.atomic
def withdraw(*, item: Rectification, reason: str, by: Actor, at: datetime) -> Rectification:
    """撤销整改: issued wrongly; it stays in the ledger with the reason and is counted nowhere."""
    item, _now = held(item, by, ISSUE, "withdraw")
    if not reason.strip():
        raise Unfit(_("请写明撤销的理由。"), "reason")
    item.status, item.withdrawn_reason = FLOW.after("withdraw", item.status), reason.strip()
    item.save(update_fields=["status", "withdrawn_reason"])
    book.record(
        "rectification.withdrawn", of=item.ref, unit_path=item.unit_path, by=by, at=at,
        private={"reason": item.withdrawn_reason},
    )  # fmt: skip
    return item
