"""移交与谈心: a link goes to a successor without a gap; a talk is noted with consent, its content never (M107)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pairings.commands.pairing import close, may_change, pair, refuse_ended
from lianxin.work.pairings.models import Pairing, Talk


@transaction.atomic
def hand_over(
    *, pairing: Pairing, to: Person, since: date, by: Actor, at: datetime, home: Unit | None = None, over_why: str = ""
) -> Pairing:
    """移交联系: one deed ends the old link the day before and begins the new one, so that no day is without anyone.

    The counterpart, the duty and the day up to which the link was to last go over; a hand-over is not an early end.
    Gives the new link. Raises Unfit where the successor is the same person, or `since` does not come after the start.
    """
    pairing = Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    may_change(by, pairing)
    if to == pairing.person:
        raise Unfit(_("接手人就是现在的联系人，请选另一个人。"), "to")
    if since <= pairing.since:
        raise Unfit(_("接手日期要在原联系开始之后。"), "since")
    refuse_ended(pairing, since - timedelta(days=1), localdate(at))
    planned = pairing.until
    close(pairing, since - timedelta(days=1), by, at)
    new = pair(
        kind=pairing.kind, person=to, since=since, by=by, at=at, unit=pairing.unit, household=pairing.household,
        label=pairing.label, until=planned if planned and planned >= since else None, home=home, duty=pairing.duty,
        skill=pairing.skill, basis=pairing.basis, over_why=over_why,
    )  # fmt: skip
    _carry_on(pairing, new)
    book.record(
        "pairing.handed_over", of=pairing.ref, unit_path=pairing.unit_path, by=by, at=at, private={"person": to.name},
        since=since.isoformat(),
    )  # fmt: skip
    return new


def _carry_on(old: Pairing, new: Pairing) -> None:
    """The old link is followed by the new one, which need not begin the least duration anew."""
    old.successor = new
    old.save(update_fields=["successor"])
    if old.least_until is not None:
        new.least_until = old.least_until
        new.save(update_fields=["least_until"])


@transaction.atomic
def note_talk(*, pairing: Pairing, on: date, has_consent: bool, by: Actor, at: datetime) -> Talk:
    """谈心记录: by the person of the link alone; the day and that the other agreed to the note, nothing else.

    Raises Unfit without consent (then nothing is noted), for a day outside the link or in the future, or a second time.
    """
    pairing = Pairing.objects.select_for_update(of=("self",)).get(pk=pairing.pk)
    if pairing.person_id != by.person_id:
        raise NotAllowed(_("谈心由联系人本人记录。"))
    if not pairing.spec.may_talk:
        raise Unfit(_("这一类联系不记谈心。"))
    if not has_consent:
        raise Unfit(_("对方不同意记录的，不记。"), "has_consent")
    if on > localdate(at) or not pairing.stands(on):
        raise Unfit(_("日期应在联系期间，不能晚于今天。"), "on")
    if Talk.objects.filter(pairing=pairing, on=on).exists():
        raise Unfit(_("这一天已经记过。"), "on")
    talk = Talk.objects.create(pairing=pairing, on=on, has_consent=True, noted_at=at)
    book.record("pairing.talked", of=pairing.ref, unit_path=pairing.unit_path, by=by, at=at, on=on.isoformat())
    return talk
