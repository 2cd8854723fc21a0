"""限期整改: a unit of which many matters are open is told to mend it by a day, and its superior to see to it (M064)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.problems import Unfit
from lianxin.work.supervision.commands.orders import must_report
from lianxin.work.supervision.models import Correction
from lianxin.work.supervision.queries import facts_of
from lianxin.work.supervision.terms import CONFIRM, CORRECT, CORRECTION_FLOW, CorrectionState

MOST = 500


@transaction.atomic
def correct(
    *, to: Unit, upper: Unit, fact: str, measures: str, answer_by: date, unit: Unit, by: Actor, at: datetime
) -> Correction:
    """限期整改通知: the facts are a counted list that opens; nobody is compared with anybody (JF-2)."""
    by.must_at(CORRECT, to.path)
    today = clocking.today(at)
    if not (is_within(to.path, upper.path) and to.path != upper.path and is_within(upper.path, by.own_path)):
        raise Unfit(_("督促整改的应是该单位的上级单位。"), "upper")
    if not measures.strip():
        raise Unfit(_("请写明整改要求。"), "measures")
    if answer_by <= today:
        raise Unfit(_("整改期限应在今天以后。"), "answer_by")
    facts = list(facts_of(to, fact, today, by).order_by("received_on", "code")[: MOST + 1])
    if not facts:
        raise Unfit(_("该单位没有这样的诉求，不能作为整改事由。"), "fact")
    if len(facts) > MOST:
        raise Unfit(_("件数超过 %(most)s 件，请选别的事由。") % {"most": MOST}, "fact")
    correction = Correction.objects.create(
        code=secrets.new_code(), unit=unit, unit_path=by.own_path, to=to, to_path=to.path, upper=upper,
        upper_path=upper.path, fact=fact, counted=len(facts), measures=measures.strip(), answer_by=answer_by,
        issued_on=today, issued_by_name=by.name,
    )  # fmt: skip
    correction.concerns.set(facts)
    book.record(
        "correction.issued", of=correction.ref, unit_path=correction.unit_path, by=by, at=at, to=to.name,
        upper=upper.name, answer_by=answer_by.isoformat(), count=len(facts),
    )  # fmt: skip
    return correction


@transaction.atomic
def answer_correction(*, correction: Correction, text: str, by: Actor, at: datetime) -> Correction:
    """报整改情况: what the unit changed."""
    correction = _held(correction)
    must_report(correction, by)
    correction.state = CorrectionState(CORRECTION_FLOW.after("answer", correction.state))
    correction.answer, correction.answered_on = _said(text), clocking.today(at)
    correction.save()
    _tell("correction.answered", correction, by, at, text, to=correction.to.name)
    return correction


@transaction.atomic
def return_correction(*, correction: Correction, text: str, by: Actor, at: datetime) -> Correction:
    """退回再改: by the superior unit, with what is missing."""
    correction = _held(correction)
    by.must(CONFIRM, correction)
    correction.state = CorrectionState(CORRECTION_FLOW.after("ask_again", correction.state))
    correction.remark, correction.answered_on = _said(text), None
    correction.save()
    _tell("correction.asked_again", correction, by, at, text)
    return correction


@transaction.atomic
def confirm(*, correction: Correction, text: str, by: Actor, at: datetime) -> Correction:
    """确认整改: the superior unit has looked and says so."""
    correction = _held(correction)
    by.must(CONFIRM, correction)
    correction.state = CorrectionState(CORRECTION_FLOW.after("confirm", correction.state))
    correction.remark, correction.confirmed_on = _said(text), clocking.today(at)
    correction.save()
    _tell("correction.confirmed", correction, by, at, text, upper=correction.upper.name)
    return correction


def _held(correction: Correction) -> Correction:
    return Correction.objects.select_for_update(of=("self",)).select_related("to", "upper").get(pk=correction.pk)


def _said(text: str) -> str:
    if not text.strip():
        raise Unfit(_("请写明内容。"), "text")
    return text.strip()


def _tell(event: str, one: Correction, by: Actor, at: datetime, words: str, **detail: str) -> None:
    book.record(event, of=one.ref, unit_path=one.unit_path, by=by, at=at, private={"words": words.strip()}, **detail)
