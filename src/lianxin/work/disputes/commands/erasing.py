"""到期清除: the parties and what they said to one another are emptied; the line stays, so that past counts hold (§47)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention.commands import note_erased
from lianxin.base.retention.queries import to_erase
from lianxin.work.disputes.models import Dispute, DisputeParty, FollowUp, Mediation, MediationSession
from lianxin.work.disputes.terms import RECORD


@transaction.atomic
def erase_expired(*, unit: Unit, by: Actor, at: datetime) -> int:
    """到期清除: of the disputes under the unit that ended three years ago; returns how many. Titles and dates remain."""
    by.must_at(RECORD, unit.path)
    today = localdate(at)
    expired = Dispute.objects.reachable(by=by, to=RECORD).filter(within("unit_path", unit.path)).expired(today)
    due, noted = to_erase("dispute", expired)
    note_erased(kind="dispute", found=noted, by=by, at=at)
    keys = [dispute.pk for dispute in due]
    DisputeParty.objects.filter(dispute__in=keys).update(name="", phone="", address="")
    Mediation.objects.filter(dispute__in=keys).update(agreement="", why_failed="")
    MediationSession.objects.filter(mediation__dispute__in=keys).update(text="")
    FollowUp.objects.filter(mediation__dispute__in=keys).update(note="")
    Dispute.objects.filter(pk__in=keys).update(text="", result="", erased_on=today)
    for dispute in due:
        book.record("dispute.erased", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at)
        book.erase_private(dispute.ref)
    return len(due)


@transaction.atomic
def note_dispute_erased(*, keys: Collection[str], by: Actor, at: datetime) -> int:
    """当事人资料已清除 by the night: its line says so; returns how many."""
    return Dispute.objects.filter(code__in=keys).update(erased_on=localdate(at))
