"""补录整改: an item of an older ledger with its own days; what is done is entered as done, what is not must still have time."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.rectification.commands.issuing import complete
from lianxin.work.rectification.models import Rectification, RectificationRound
from lianxin.work.rectification.rules import must_be_concrete, must_be_in_duty
from lianxin.work.rectification.terms import ISSUE, SIGN_OFF, Source, Status


@transaction.atomic
def bring_in(
    *, unit: Unit, owner: Unit, source: str, source_label: str, problem: str, measure: str, starts_on: date | None,
    ends_on: date | None, person: str, supervisor: str, by: Actor, at: datetime, issued_on: date | None = None,
    section: str = "", outside_reason: str = "", report: str = "", reported_on: date | None = None, note: str = "",
    signed_off_on: date | None = None, told_on: date | None = None, told_how: str = "",
) -> Rectification:  # fmt: skip
    """补录整改: issued by `unit` on its day, reported and signed off on theirs, as the office's own ledger has it.

    What is signed off is history: its measure stands as it was written. What is open is held to what holds for a new item:
    a measure that can be checked and a date that has not passed, so that nothing arrives overdue.
    """
    for place in (unit, owner):
        by.must_at(ISSUE, place.path)
    today, is_done = localdate(at), signed_off_on is not None
    words = {
        "problem": problem.strip(),
        "measure": measure.strip(),
        "person": person.strip(),
        "supervisor": supervisor.strip(),
    }
    first, last = complete(words, starts_on, ends_on, min(today, ends_on) if is_done and ends_on else today)
    if not is_done:
        must_be_concrete(words["measure"])
        must_be_in_duty(owner=owner, issuer=unit, about=None, topic=None, reason=outside_reason, today=today)
    done_on = reported_on or signed_off_on
    issued_on = issued_on or min(first, today)
    _in_order(issued_on, done_on, signed_off_on, told_on, today)
    state = Status.SIGNED_OFF if is_done else Status.REPORTED if done_on else Status.ISSUED
    item = Rectification.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, owner=owner, owner_path=owner.path, owner_name=owner.name,
        section=section.strip(), source_kind=Source(source), source_label=source_label.strip()[:120], starts_on=first,
        first_ends_on=last, ends_on=last, due_on=last, issued_on=issued_on, issued_by=by.name, status=state, done_on=done_on,
        signed_off_on=signed_off_on, told_on=told_on, outside_reason=outside_reason.strip(), **words,
    )  # fmt: skip
    if is_done:
        by.must(SIGN_OFF, item)
    RectificationRound.objects.create(
        rectification=item, number=1, measure=item.measure, ends_on=last, report=report.strip(), reported_on=done_on,
        reported_by=item.person if done_on else "", is_passed=True if is_done else None, check_note=note.strip(),
        checked_on=signed_off_on, checked_by=item.supervisor if is_done else "", told_on=told_on, told_how=told_how.strip()[:120],
    )  # fmt: skip
    book.record(
        "rectification.brought_in", of=item.ref, unit_path=unit.path, by=by, at=at, owner=owner.name,
        starts_on=first.isoformat(), ends_on=last.isoformat(), outcome=state.label,
    )  # fmt: skip
    return item


def _in_order(
    issued_on: date, done_on: date | None, signed_off_on: date | None, told_on: date | None, today: date
) -> None:
    days = [day for day in (issued_on, done_on, signed_off_on, told_on) if day is not None]
    if days != sorted(days) or days[-1] > today:
        raise Unfit(_("日期前后不合：下达、报完成、销号、反馈要依次，都不晚于今天。"), "signed_off_on")
    if told_on is not None and signed_off_on is None:
        raise Unfit(_("还没有销号，不能写反馈日期。"), "told_on")
