"""并案, 撤销并案, 拆分: one matter told by several, several matters told by one. Nobody's request is lost by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.search import index
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands import copies
from lianxin.work.concerns.commands.intake import RESIDENT, searched_text, title_of
from lianxin.work.concerns.models import Concern, ConcernSubject, Merge, Requester
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, Kind, Status
from lianxin.work.concerns.through_terms import MERGE, SPLIT

MOST_PARTS = 9


@dataclass(frozen=True)
class Part:
    """拆出的一件: what it is about; kind empty as the whole."""

    text: str
    title: str = ""
    kind: str = ""


@transaction.atomic
def merge(*, concern: Concern, into: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """并案: handle this one with another that is the same matter; its requester keeps his code and is answered.

    Raises Unfit where they complain about different subjects (one's wall would not stand before the other), where
    the main one is answered already, is merged itself, or has no reason why they are the same matter (T12).
    """
    main, concern = _both(into, concern)
    by.must(MERGE, concern)
    by.must(MERGE, main)
    before = concern.status
    concern.status = FLOW.after("merge", concern.status)
    if main.pk == concern.pk:
        raise Unfit(_("不能并到它自己，请写另一件的编号。"), "into")
    if not FLOW.can("merge", main.status) or main.merged_into_id is not None:
        raise Unfit(_("主件要在办理中，而且自己没有并到别的诉求里。"), "into")
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么是同一件事。"), "reason")
    if _subjects(main) != _subjects(concern):
        raise Unfit(_("两件反映的对象不同，不能并案，请分别办理。"), "into")
    copies.must_be_without(concern)
    Merge.objects.create(
        copy=concern, main=main, reason=reason, at=at, by_name=by.name, status_before=before,
        handler_before=concern.handler,
    )  # fmt: skip
    concern.merged_into = main
    concern.save()
    book.record(
        "concern.merged", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        into=main.code,
    )  # fmt: skip
    book.record("concern.took_in", of=main.ref, unit_path=main.unit_path, by=by, at=at, code=concern.code)
    return concern


def _both(main: Concern, copy: Concern) -> tuple[Concern, Concern]:
    """Both locked in one order, so that two merges the other way round do not wait for each other."""
    rows = {row.pk: row for row in Concern.objects.select_for_update().filter(pk__in={main.pk, copy.pk}).order_by("pk")}
    return rows[main.pk], rows[copy.pk]


def _subjects(concern: Concern) -> set[tuple[str, int | None]]:
    return {(subject.unit_path, subject.person_id) for subject in concern.subjects.all()}


@transaction.atomic
def unmerge(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """撤销并案: back to where it was before, in the hands of the same unit; its clock ran on all the while (T11)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(MERGE, concern)
    if not reason.strip():
        raise Unfit(_("请写明撤销并案的理由。"), "reason")
    return _apart(concern, reason, by, at)


@transaction.atomic
def part_from_main(*, concern: Concern, secret: str, at: datetime, reason: str = "", by: Actor = RESIDENT) -> Concern:
    """群众要求单独办理: the requester of a merged concern may part from the others, by his own secret (T12)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if concern.secret_tries >= secrets.TRIES or not secrets.matches(concern.secret_hash, secret):
        raise Unfit(_("查询密码不对，请核对回执上的 12 位数字。"), "secret")
    return _apart(concern, reason or str(_("群众要求单独办理。")), by, at)


def _apart(concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    main = concern.merged_into
    concern.status = FLOW.after("unmerge", concern.status)
    merged = copies.let_go(concern, reason=reason, at=at)
    if merged is not None and merged.handler_before is not None and FLOW.can("assign", concern.status):
        concern.status = FLOW.after("assign", concern.status)
        if merged.status_before == Status.IN_HAND:
            concern.status = FLOW.after("acknowledge", concern.status)
    elif merged is not None and merged.status_before == Status.REGISTERED:
        concern.status = Status.REGISTERED  # nobody had sent it back: it waits to be sorted as before
    concern.save()
    book.record(
        "concern.unmerged", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        state=concern.status,
    )  # fmt: skip
    if main is not None:
        book.record("concern.let_go", of=main.ref, unit_path=main.unit_path, by=by, at=at, code=concern.code)
    return concern


@transaction.atomic
def split(*, concern: Concern, parts: Sequence[Part], by: Actor, at: datetime) -> list[Concern]:
    """拆分: several matters in one letter become concerns of their own, each with the same promise and the same requester.

    The parts open with the receipt's own secret, start on the day of the whole, and are counted as matters, not as
    further requests. The whole stays: it is answered when its parts are (T11, T12).
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(SPLIT, concern)
    concern.status = FLOW.after("split", concern.status)
    wanted = [part for part in parts if part.text.strip()]
    if not 2 <= len(wanted) <= MOST_PARTS:
        raise Unfit(_("请写明拆出的每一件，至少 2 件，最多 %(most)s 件。") % {"most": MOST_PARTS}, "parts")
    if concern.split_from_id is not None:
        raise Unfit(_("这一件已经是拆出来的，请从原件拆分。"))
    found = [_part_of(concern, part, by, at) for part in wanted]
    for part in found:
        book.record(
            "concern.split", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"title": part.title},
            code=part.code,
        )  # fmt: skip
    return found


INHERITED = (
    "channel", "place", "unit", "unit_path", "is_confidential", "minor", "may_publish", "received_on", "occurred_on", "clock",
    "clock_version", "clock_start", "round_clock_start", "first_due_on", "due_on", "due_is_provisional", "extended_by",
    "secret_hash", "external_number",
)  # fmt: skip


def _part_of(whole: Concern, part: Part, by: Actor, at: datetime) -> Concern:
    new = Concern(**{name: getattr(whole, name) for name in INHERITED})
    new.code, new.kind = secrets.new_code(), part.kind or whole.kind
    new.is_confidential = whole.is_confidential
    new.text, new.title = part.text.strip(), part.title.strip() or title_of(part.text)
    new.recorded_at, new.split_from, new.registered_by_id = at, whole, by.person_id
    new.save(force_insert=True)
    asker = getattr(whole, "requester", None) or Requester()
    Requester.objects.create(
        concern=new, name=asker.name, phone=asker.phone, address=asker.address, people_count=asker.people_count,
        category=asker.category,
    )  # fmt: skip
    ConcernSubject.objects.bulk_create(
        ConcernSubject(concern=new, unit=one.unit, unit_path=one.unit_path, person=one.person)
        for one in whole.subjects.all()
    )
    index.put("concern", new.pk, searched_text(new, asker.name, asker.phone))
    book.record(
        "concern.split_off", of=new.ref, unit_path=new.unit_path, by=by, at=at, code=whole.code,
        kind=Kind(new.kind).label, due_on=clocking.working_date(new).isoformat() if new.due_on else "",
    )  # fmt: skip
    return new
