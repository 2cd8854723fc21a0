"""代办与信访代理: taken, sent, brought back, reported to the resident (M038, M044)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows.models import Errand
from lianxin.work.windows.terms import ERRAND_FLOW, SERVE, ErrandKind, ErrandStatus


@transaction.atomic
def take_errand(
    *, unit: Unit, what: str, report_by: date, by: Actor, at: datetime, for_name: str = "", for_phone: str = "",
    papers: Sequence[str] = (), concern: Concern | None = None,
) -> Errand:  # fmt: skip
    """代办接手: for whom, what, which papers he handed over, and by when he will be told."""
    by.must_at(SERVE, unit.path)
    if not what.strip():
        raise Unfit(_("请写明代办什么事。"), "what")
    if concern is not None:
        by.must(SEE_CONCERN, concern)
        if Errand.objects.filter(concern=concern).exists():
            raise Unfit(_("这件诉求已经有人代办。"))
    elif not for_name.strip():
        raise Unfit(_("请写明为谁代办。"), "for_name")
    errand = _taken(
        ErrandKind.ERRAND, unit, what.strip(), report_by, by, at, for_name=for_name.strip(),
        for_phone=for_phone.strip(), papers=list(papers), concern=concern,
    )  # fmt: skip
    _tell_taken(errand, by, at)
    return errand


@transaction.atomic
def file_petition(*, acts_for: Unit, report_by: date, by: Actor, at: datetime, **given: Any) -> Receipt:
    """信访代理: the resident is the requester, the actor registers for him and must report back (M044).

    `acts_for` is the unit of the actor; `given` is what `register` takes. The paper goes in at once: 已送交.
    """
    by.must_at(SERVE, acts_for.path)
    receipt = register(by=by, at=at, **{**given, "channel": Channel.AGENT})
    if not receipt.is_new:
        return receipt
    concern = receipt.concern
    errand = _taken(
        ErrandKind.PETITION, acts_for, concern.title, report_by, by, at, concern=concern, status=ErrandStatus.SENT,
        sent_to=concern.unit.name, sent_on=localdate(at), promised_on=concern.first_due_on,
    )  # fmt: skip
    _tell_taken(errand, by, at)
    return receipt


def _taken(kind: ErrandKind, unit: Unit, what: str, report_by: date, by: Actor, at: datetime, **more: Any) -> Errand:
    today = localdate(at)
    if report_by < today or by.person_id is None:
        raise Unfit(_("承诺回告的日期不能早于今天。"), "report_by")
    return Errand.objects.create(
        code=new_code(), kind=kind, unit=unit, unit_path=unit.path, taker_id=by.person_id, what=what,
        taken_on=today, report_by=report_by, **more,
    )  # fmt: skip


def _tell_taken(errand: Errand, by: Actor, at: datetime) -> None:
    book.record(
        "errand.taken", of=errand.ref, unit_path=errand.unit_path, by=by, at=at, private={"what": errand.what},
        kind=ErrandKind(errand.kind).label, report_by=errand.report_by.isoformat(),
    )  # fmt: skip


def _held(errand: Errand, by: Actor, verb: str) -> Errand:
    errand = Errand.objects.select_for_update(of=("self",)).get(pk=errand.pk)
    by.must(SERVE, errand)
    errand.status = ERRAND_FLOW.after(verb, errand.status)
    return errand


@transaction.atomic
def send(*, errand: Errand, sent_to: str, sent_on: date, promised_on: date, by: Actor, at: datetime) -> Errand:
    """送交: to which body, on which day, and when it promised the result."""
    errand = _held(errand, by, "send")
    if not sent_to.strip():
        raise Unfit(_("请写明送交哪个单位。"), "sent_to")
    if not errand.taken_on <= sent_on <= localdate(at):
        raise Unfit(_("送交日期应在接手日期和今天之间。"), "sent_on")
    if promised_on < sent_on:
        raise Unfit(_("约定取回的日期不能早于送交日期。"), "promised_on")
    errand.sent_to, errand.sent_on, errand.promised_on = sent_to.strip(), sent_on, promised_on
    errand.save(update_fields=["status", "sent_to", "sent_on", "promised_on"])
    book.record(
        "errand.sent", of=errand.ref, unit_path=errand.unit_path, by=by, at=at, private={"to": errand.sent_to},
        promised_on=promised_on.isoformat(),
    )  # fmt: skip
    return errand


@transaction.atomic
def bring_back(*, errand: Errand, result: str, by: Actor, at: datetime) -> Errand:
    """取回: it came back, with what result."""
    errand = _held(errand, by, "bring_back")
    if not result.strip():
        raise Unfit(_("请写明办理结果。"), "result")
    errand.result, errand.returned_on = result.strip(), localdate(at)
    errand.save(update_fields=["status", "result", "returned_on"])
    book.record(
        "errand.returned", of=errand.ref, unit_path=errand.unit_path, by=by, at=at, private={"result": errand.result}
    )
    return errand


@transaction.atomic
def report(*, errand: Errand, how: str, by: Actor, at: datetime) -> Errand:
    """回告群众: the duty of whoever acts for another; how the resident was told."""
    errand = _held(errand, by, "report")
    if not how.strip():
        raise Unfit(_("请写明怎样告诉群众的，如当面、电话。"), "how")
    errand.reported_how, errand.reported_on = how.strip(), localdate(at)
    errand.save(update_fields=["status", "reported_how", "reported_on"])
    book.record(
        "errand.reported", of=errand.ref, unit_path=errand.unit_path, by=by, at=at, private={"how": errand.reported_how}
    )
    return errand
