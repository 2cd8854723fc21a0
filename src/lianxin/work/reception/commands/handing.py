"""转办的去向: to which unit a matter goes that was handed to a unit or a leader, and the week in which to answer."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionEntry
from lianxin.work.reception.terms import ANSWER, Disposition


def target(to_unit: Unit | None, to_person: Person | None, under: Unit, on: date) -> Unit:
    """The unit that gets the task; raises Unfit where neither unit nor leader says one that can sign for it."""
    if to_unit is None and to_person is None:
        raise Unfit(_("请写明转给哪位领导或哪个单位。"), "to_unit")
    unit = to_unit or (queries.unit_of(to_person, under, on) if to_person else None)
    if unit is None:
        raise Unfit(_("这位领导不在本单位任职，请同时写明承办单位。"), "to_unit")
    if not queries.has_handler(unit, on):
        raise Unfit(_("%(unit)s没有签收办理的人，请写明具体承办单位。") % {"unit": unit.name}, "to_unit")
    return unit


def hand_out(
    entry: ReceptionEntry, *, by: Actor, at: datetime, instruction: str = "", outside_reason: str = ""
) -> ReceptionEntry:
    """Make the task: assign the concern, to be answered within a week or by its promise, whichever is sooner (M010, M018).

    A matter outside the duty list of a township or village needs a reason there too, which is counted (JF-10).
    """
    today, under = localdate(at), entry.session.unit
    is_own = entry.disposition == Disposition.LATER and entry.to_unit is None and entry.to_person is None
    if is_own and not queries.has_handler(under, today):
        return entry  # nobody here signs for tasks: the office hands it out by hand
    unit = under if is_own else target(entry.to_unit, entry.to_person, under, today)
    words = "\n".join(filter(None, (entry.to, instruction.strip() or entry.decision or entry.opinion)))
    promise = entry.concern.due_on or today
    answer_due_on = promise if is_own else queries.due(ANSWER, today)
    concern = concerns.assign(
        concern=entry.concern, to=unit, due_on=max(today, min(answer_due_on, promise)), instruction=words,
        outside_reason=outside_reason, by=by, at=at,
    )  # fmt: skip
    entry.concern, entry.transferred_on = concern, today
    entry.to_unit, entry.answer_due_on = unit, None if is_own else answer_due_on
    entry.save(update_fields=["transferred_on", "to_unit", "answer_due_on"])
    if not is_own:
        book.record(
            "reception.transferred", of=entry.ref, unit_path=entry.unit_path, by=by, at=at, to=entry.to,
            due_on=answer_due_on.isoformat(),
        )  # fmt: skip
    return entry
