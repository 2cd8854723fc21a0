"""处置: settled without a mediation, reported upwards, handed on, taken back, or gone on as a concern (M252)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import register_finding
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import REGISTER, Channel
from lianxin.work.disputes.commands.mediating import conclude_failed, move
from lianxin.work.disputes.commands.recording import standing
from lianxin.work.disputes.models import Dispute
from lianxin.work.disputes.terms import FLOW, RECORD, DisputeStatus


@transaction.atomic
def settle(*, dispute: Dispute, result: str, by: Actor, at: datetime, on: date | None = None) -> Dispute:
    """登记处置结果: it was settled on the spot, or above after it was reported."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    dispute.result = _words(result, "result", _("请写怎样处置的。"))
    return _moved("settle", dispute, dispute.result, by, at, on)


@transaction.atomic
def report_up(*, dispute: Dispute, to: str, note: str, by: Actor, at: datetime, on: date | None = None) -> Dispute:
    """上报上级: the superior deals with it; a mediation that runs ends without an agreement."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    dispute.handed_to = _words(to, "to", _("请写上报给谁，如“镇党委、政府”。"))[:60]
    return _moved("report_up", dispute, note, by, at, on, to=dispute.handed_to)


@transaction.atomic
def transfer(*, dispute: Dispute, to: str, note: str, by: Actor, at: datetime, on: date | None = None) -> Dispute:
    """移交: a court, an arbitration or an office that is in charge deals with it from now on."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    dispute.handed_to = _words(to, "to", _("请写移交给谁，如“县劳动仲裁院”。"))[:60]
    return _moved("transfer", dispute, note, by, at, on, to=dispute.handed_to)


@transaction.atomic
def take_back(*, dispute: Dispute, reason: str, by: Actor, at: datetime) -> Dispute:
    """退回重新处置: what was reported or handed on came back."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    reason = _words(reason, "reason", _("请写为什么退回。"))
    dispute.handed_to = ""
    return _moved("take_back", dispute, reason, by, at, None)


@transaction.atomic
def become_concern(*, dispute: Dispute, kind: str, by: Actor, at: datetime) -> Concern:
    """转为诉求办理: an office has to act; it goes its way as a concern, and the dispute stands as handed on."""
    dispute = standing(dispute)
    by.must(RECORD, dispute)
    if dispute.concern_id is not None:
        raise Unfit(_("这件纠纷已经和一件诉求连着，请在诉求里办理。"))
    grants = {**by.grants, REGISTER.code: (*by.grants.get(REGISTER.code, ()), dispute.unit_path)}
    receipt = register_finding(
        source=_("纠纷排查，%(on)s") % {"on": dispute.found_on.isoformat()}, of=dispute.ref, text=dispute.text,
        title=dispute.title, kind=kind, unit=dispute.unit, channel=Channel.VISIT, place=dispute.place,
        occurred_on=dispute.found_on, by=replace(by, grants=grants), at=at,
    )  # fmt: skip
    dispute.concern, dispute.handed_to = receipt.concern, _("诉求办理")
    _moved("transfer", dispute, _("转为诉求办理。"), by, at, None, to=dispute.handed_to)
    return receipt.concern


def _words(text: str, field: str, sentence: Any) -> str:
    if not text.strip():
        raise Unfit(sentence, field)
    return text.strip()[:200]


def _moved(
    verb: str, dispute: Dispute, note: str, by: Actor, at: datetime, on: date | None, **told: str
) -> Dispute:  # fmt: skip
    """The move with its date; a running mediation is concluded as failed, since no agreement came of it."""
    status, on = DisputeStatus(FLOW.after(verb, dispute.status)), on or localdate(at)
    if on > localdate(at) or on < dispute.found_on:
        raise Unfit(_("日期不能晚于今天，也不能早于发现那天。"), "on")
    running = dispute.mediations.filter(concluded_on=None).first()
    if running is not None:
        conclude_failed(running, note or _("上报或移交，未再调解。"), max(on, running.started_on))
    move(dispute, status, on)
    book.record(
        f"dispute.{verb}", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at,
        private={"note": note.strip()[:200]}, **told,
    )  # fmt: skip
    return dispute
