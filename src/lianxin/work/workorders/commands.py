"""收外来工单, 登记, 放在一边, 定稿回单: an order of another system comes in once, and its answer goes back in its own form."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base import clearance
from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy
from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import workslips
from lianxin.pure.ledgers.clean import line
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.levels import commands as levels
from lianxin.work.levels.commands import Letter
from lianxin.work.levels.terms import ENTER, GIVE_BACK
from lianxin.work.workorders import queries
from lianxin.work.workorders.models import Shape, Slip, WorkOrder
from lianxin.work.workorders.terms import SlipState

KEPT = timedelta(hours=24)
LONGEST_SOURCE = 8000


@dataclass(frozen=True)
class Paper:
    """来件上另外写着的: kept beside the concern, as confirmed."""

    received_words: str = ""
    due_words: str = ""
    due_at: datetime | None = None
    kind_words: str = ""
    topic_words: str = ""
    unit_words: str = ""
    instructions: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def receive(
    *, found: Sequence[workslips.Slip], form: str, file_name: str, unit: Unit, posting: Posting, by: Actor, at: datetime
) -> list[Slip]:
    """收下来件: what was read waits to be looked at; what lies unconfirmed for a day is deleted."""
    by.must_at(ENTER, unit.path)
    _erase_due(by, at)
    shapes = _shapes([slip.layout for slip in found], at)
    arrival, name = secrets.token_hex(16), line(file_name)[-200:] or str(_("粘贴的文字"))
    made = [
        Slip(  # type: ignore[misc]  # plain data: the field seals it
            token=secrets.token_hex(16), arrival=arrival, file_name=name, format=form, unit=unit, unit_path=unit.path,
            posting=posting, at=at, shape=shapes[slip.layout.fingerprint],
            found={
                "values": {code: asdict(one) for code, one in slip.values.items()}, "others": dict(slip.others),
                "source": slip.source[:LONGEST_SOURCE], "where": slip.where,
                "notes": list(slip.notes),
            },
        )
        for slip in found
    ]  # fmt: skip
    Slip.objects.bulk_create(made)
    book.record("work_order.received", of=f"arrival:{arrival}", unit_path=unit.path, by=by, at=at, count=len(made),
                private={"file": name})  # fmt: skip
    return made


def _shapes(layouts: Sequence[workslips.Layout], at: datetime) -> dict[str, Shape]:
    """The forms of these papers, new ones remembered."""
    wanted = {one.fingerprint: one for one in layouts}
    known = {one.fingerprint: one for one in Shape.objects.filter(fingerprint__in=wanted)}
    for mark, layout in wanted.items():
        if mark not in known:
            kept: Any = {"layout": layout.as_json()}  # plain data: the field seals it
            known[mark] = Shape.objects.create(fingerprint=mark, last_on=clocking.today(at), **kept)
    return known


@transaction.atomic
def erase_due(*, by: Actor, at: datetime) -> int:
    """删除到期的: orders that nobody confirmed within a day, whosever they are."""
    return _erase_due(by, at)


def _erase_due(by: Actor, at: datetime) -> int:
    due = Slip.objects.filter(at__lt=at - KEPT)
    waiting = due.filter(state__in=(SlipState.WAITING, SlipState.ASIDE)).only("pk", "unit_path")
    lines = [book.Line("work_order.dropped", slip.ref, slip.unit_path, by, at) for slip in waiting]
    due.delete()
    book.record_many(lines)
    return len(lines)


@transaction.atomic
def enter(*, slip: Slip, letter: Letter, paper: Paper, unit: Unit, by: Actor, at: datetime, **concern: Any) -> Receipt:
    """登记工单: the concern, the letter from above and the paper in one save; a number that is known makes nothing new.

    `concern` is what `concerns.register` takes. The sender's clock stands beside the house's own.
    """
    slip = Slip.objects.select_for_update(of=("self",)).select_related("shape").get(pk=slip.pk)
    by.must(ENTER, slip)
    by.must_at(ENTER, unit.path)
    if slip.state in (SlipState.ENTERED, SlipState.KNOWN) and slip.concern is not None:
        return Receipt(slip.concern, "", is_new=False)
    _must_wait(slip)
    known = queries.same_number(letter.number, by)
    if known:
        book.record(
            "work_order.known", of=slip.ref, unit_path=slip.unit_path, by=by, at=at, number=letter.number.strip()
        )
        _done(slip, SlipState.KNOWN, known[0])
        return Receipt(known[0], "", is_new=False)
    receipt = levels.enter(letter=letter, unit=unit, by=by, at=at, **{**concern, "entry_key": f"slip-{slip.token}"})
    order = WorkOrder(concern=receipt.concern, shape=slip.shape, format=slip.format)
    for name, value in asdict(paper).items():
        setattr(order, name, _carried(value) if name == "others" else value)
    order.save(force_insert=True)
    Shape.objects.filter(pk=slip.shape_id).update(source=letter.body.strip(), last_on=clocking.today(at))
    _done(slip, SlipState.ENTERED, receipt.concern)
    due = letter.return_by.isoformat() if letter.return_by else gettext_lazy("不限日期")
    book.record("work_order.entered", of=receipt.concern.ref, unit_path=unit.path, by=by, at=at,
                number=letter.number.strip(), due=due)  # fmt: skip
    return receipt


def _carried(others: Mapping[str, str]) -> dict[str, str]:
    """Further columns, without those in which an identity number, a card or a mobile telephone stands."""
    return {label: words for label, words in others.items() if clearance.barred(words) is None}


def _done(slip: Slip, state: str, concern: Any) -> None:
    """What was read is in the concern now and nowhere else."""
    slip.state, slip.concern, slip.found, slip.reason = state, concern, {}, ""
    slip.save(update_fields=["state", "concern", "found", "reason"])


def _must_wait(slip: Slip, *states: str) -> None:
    if slip.state not in (states or (SlipState.WAITING,)):
        raise Unfit(_("这件工单现在是“%(now)s”，请刷新页面后再办。") % {"now": SlipState(slip.state).label})


@transaction.atomic
def put_aside(*, slip: Slip, reason: str, by: Actor, at: datetime) -> Slip:
    """放在一边: this one is not entered, and why; the others of its file go in."""
    slip = Slip.objects.select_for_update().get(pk=slip.pk)
    by.must(ENTER, slip)
    _must_wait(slip)
    if not reason.strip():
        raise Unfit(_("请写明为什么放在一边。"), "reason")
    slip.state, slip.reason = SlipState.ASIDE, reason.strip()
    slip.save(update_fields=["state", "reason"])
    book.record(
        "work_order.put_aside", of=slip.ref, unit_path=slip.unit_path, by=by, at=at, private={"reason": slip.reason}
    )
    return slip


@transaction.atomic
def take_up(*, slip: Slip, by: Actor, at: datetime) -> Slip:
    """重新拿起 one that was put aside."""
    slip = Slip.objects.select_for_update().get(pk=slip.pk)
    by.must(ENTER, slip)
    _must_wait(slip, SlipState.ASIDE)
    slip.state, slip.reason = SlipState.WAITING, ""
    slip.save(update_fields=["state", "reason"])
    book.record("work_order.taken_up", of=slip.ref, unit_path=slip.unit_path, by=by, at=at)
    return slip


@transaction.atomic
def answer(
    *, order: WorkOrder, findings: str, contact: str, by: Actor, at: datetime, contact_phone: str = ""
) -> WorkOrder:
    """定稿回单: what goes back is fixed and counts as returned to the sender; no number of a person stands in it."""
    order = WorkOrder.objects.select_for_update(of=("self",)).select_related("concern__upper_order").get(pk=order.pk)
    by.must(GIVE_BACK, order)
    upper = order.concern.upper_order
    if not findings.strip():
        raise Unfit(_("请写明办理情况。"), "findings")
    if not contact.strip():
        raise Unfit(_("请写明联系人的职务，如 群工站站长。"), "contact")
    clearance.demand({"findings": findings, "contact": contact, "contact_phone": contact_phone}, own=(contact_phone,))
    if upper.returned_on is None:  # else it went back already, by a letter of its own
        levels.give_back(order=upper, findings=findings, number=upper.number, by=by, at=at)
    order.contact, order.contact_phone, order.answered_at = contact.strip(), contact_phone.strip(), at
    order.save(update_fields=["contact", "contact_phone", "answered_at"])
    book.record("work_order.answered", of=order.concern.ref, unit_path=order.unit_path, by=by, at=at, number=upper.number,
                contact=order.contact)  # fmt: skip
    return order


@transaction.atomic
def take_out(*, order: WorkOrder, by: Actor, at: datetime) -> Copy:
    """带走回单: what leaves leaves a trace (security.md T6)."""
    by.must(GIVE_BACK, order)
    if order.answered_at is None:
        raise Unfit(_("回单还没有定稿。"))
    copy = custody.note_copy(what=str(_("外来工单回单")), rows=1, by=by, at=at)
    book.record("work_order.taken_out", of=order.concern.ref, unit_path=order.unit_path, by=by, at=at,
                number=order.concern.external_number, copy=copy.code)  # fmt: skip
    return copy
