"""涉及未成年人: stated by whoever takes the matter in, taken back by another alone; a guardian's consent and its end."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody.terms import APPROVE
from lianxin.base.journal import book
from lianxin.base.notices import commands as notices
from lianxin.base.notices.models import Consent
from lianxin.base.notices.terms import About
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.minors import needs_guardian
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.telling import TOLD
from lianxin.work.concerns.terms import CLASSIFY, Channel, Minor


def school_letter(concern: Concern) -> str:
    """校长信箱: where nobody said, a letter to a school is taken for a pupil's; whoever sorts it may ask to take it back."""
    is_one = concern.channel == Channel.MAILBOX and concern.unit.kind == UnitKind.SCHOOL
    return Minor.UNDER_18.value if is_one else ""


def told_minor(concern: Concern, *, by: Actor, at: datetime, reason: str = "") -> None:
    """The line in the journal."""
    book.record(
        "concern.minor_stated", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        about=Minor(concern.minor).label, private={"reason": reason} if reason else {},
    )  # fmt: skip


@transaction.atomic
def state_minor(*, concern: Concern, minor: str, reason: str, by: Actor, at: datetime) -> Concern:
    """标明涉及未成年人: it is confidential from then on. To take it back needs who approves looks, and a reason.

    Else whoever wants to look would only have to say that there is no child.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if minor not in ("", *Minor.values):
        raise Unfit(_("请选择年龄。"), "minor")
    by.must(APPROVE if concern.minor and not minor else CLASSIFY, concern)
    if minor == concern.minor:
        raise Unfit(_("和现在的一样，没有改动。"), "minor")
    if concern.minor and len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么改。"), "reason")
    if not minor and any(entry.by == by.ref for entry in book.story(concern.ref) if entry.event in ASKED):
        raise Unfit(_("您申请看过这一件的诉求人，取消标明要由别人办。"), "minor")
    concern.minor, concern.is_confidential = minor, True
    concern.save(update_fields=["minor", "is_confidential"])
    if minor:
        told_minor(concern, by=by, at=at, reason=reason.strip()[:200])
    else:
        book.record("concern.minor_unstated", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
                    private={"reason": reason.strip()[:200]})  # fmt: skip
    return concern


ASKED = ("custody.identity_asked", "concern.revealed")


@transaction.atomic
def consent_of_guardian(*, concern: Concern, who: str, how: str, by: Actor, at: datetime) -> Consent:
    """监护人同意: of a child under fourteen; who he is to the child, and how he said so."""
    by.must(CLASSIFY, concern)
    if not needs_guardian(concern):
        raise Unfit(_("这一件不用监护人同意。"))
    channel = TOLD.get(Channel(concern.channel)) or "counter"
    return notices.give_consent(
        record=concern, about=About.GUARDIAN, who=who, how=how, channel=channel, by=by, at=at
    )  # fmt: skip


@transaction.atomic
def withdraw_guardian(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Consent:
    """监护人撤回同意: from then on nobody looks at who asked, and nothing of it is published; the matter is still handled."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CLASSIFY, concern)
    taken_back = notices.withdraw_consent(record=concern, about=About.GUARDIAN, reason=reason, by=by, at=at)
    concern.may_publish = False
    concern.save(update_fields=["may_publish"])
    return taken_back
