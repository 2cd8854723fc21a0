"""群众本人的: may it be published, was I troubled; and what staff leave behind when they look or tell by telephone."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure import codes
from lianxin.work.concerns.commands import submit
from lianxin.work.concerns.commands.intake import RESIDENT, Receipt
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Kind
from lianxin.work.publishing.models import Consent, Disturbance, Opening, Publication
from lianxin.work.publishing.terms import TELL, VersionState

NO_CONSENT = "群众本人不同意公开"


@transaction.atomic
def agree(*, concern: Concern, agrees: bool, at: datetime, by: Actor = RESIDENT) -> Consent:
    """同意或者不同意公开: the resident's word, by his own receipt; a no takes down what is public and stops the rest."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if by != RESIDENT:
        raise NotAllowed(_("公开不公开，只能由群众本人凭回执决定。"))
    consent, _new = Consent.objects.update_or_create(concern=concern, defaults={"agrees": agrees, "at": at})
    if not agrees:
        _stop(concern, by, at)
    book.record(
        "publication.consented" if agrees else "publication.withdrawn", of=concern.ref, unit_path=concern.unit_path,
        by=by, at=at,
    )  # fmt: skip
    return consent


def _stop(concern: Concern, by: Actor, at: datetime) -> None:
    publication = Publication.objects.select_for_update().filter(concern=concern).first()
    if publication is None:
        return
    waiting = publication.versions.filter(state=VersionState.PREPARED)
    waiting.update(state=VersionState.REFUSED, reason=NO_CONSENT, decided_at=at)
    if publication.shown is not None and publication.taken_down_on is None:
        publication.taken_down_on, publication.taken_down_why = localdate(at), NO_CONSENT
        publication.save()
        book.record(
            "publication.taken_down", of=publication.ref, unit_path=publication.unit_path, by=by, at=at,
            private={"reason": NO_CONSENT},
        )  # fmt: skip


def troubling_units(concern: Concern) -> list[Unit]:
    """Who may have troubled him: whoever handles it, whoever took it in, whom it is about; each with one above it."""
    found = [concern.handler, concern.unit, *(one.unit for one in concern.subjects.select_related("unit__parent"))]
    units = {unit.pk: unit for unit in found if unit is not None and unit.parent_id is not None}
    return list(units.values())


def unit_above(unit: Unit, concern: Concern) -> Unit | None:
    """上一级: the nearest unit above that neither is troubled about nor was complained about in the first place."""
    walled = [one.unit_path for one in concern.subjects.all() if one.unit_path]
    above = unit.parent
    while above is not None and any(is_within(above.path, path) for path in walled):
        above = above.parent
    return above


@transaction.atomic
def report_disturbance(
    *, concern: Concern, unit: Unit, text: str, at: datetime, by: Actor = RESIDENT, entry_key: str = ""
) -> Receipt:
    """被打扰: a complaint one level above the unit that it is about, which cannot see it; with a receipt of its own (T7)."""
    if not text.strip():
        raise Unfit(_("请写一写是谁、什么时候、怎么打扰您的。"), "text")
    above = unit_above(unit, concern) if unit in troubling_units(concern) else None
    if above is None:
        raise Unfit(_("请选择打扰您的单位；反映县一级的，请拨打 12388 或向上级信访部门反映。"), "unit")
    about = [unit, *(one.unit for one in concern.subjects.select_related("unit") if one.unit and one.unit != unit)]
    receipt = submit(
        text=f"反映被打扰：{text.strip()}\n原来反映的事：{concern.title}",
        kind=Kind.COMPLAINT, unit=above, at=at, by=by, entry_key=entry_key, about_units=about,
        about_persons=[one.person for one in concern.subjects.select_related("person") if one.person],
    )  # fmt: skip
    if receipt.is_new:
        Disturbance.objects.create(first=concern, second=receipt.concern, at=at)
        book.record("disturbance.told", of=receipt.concern.ref, unit_path=above.path, by=by, at=at)
    return receipt


@transaction.atomic
def tell_status(*, code: str, by: Actor, at: datetime) -> Concern | None:
    """电话告知进展: by the code alone, and no more than stands in NOW; who is complained about finds nothing (F038)."""
    if not by.has(TELL):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": TELL.label})
    found = Concern.objects.past_the_wall(by=by).filter(code=codes.read_code(code) or "").first()
    if found is not None:
        book.record("status.told", of=found.ref, unit_path=found.unit_path, by=by, at=at)
    return found


@transaction.atomic
def note_opening(*, concern: Concern, purpose: str, by: Actor, at: datetime) -> Opening:
    """记下查阅: staff looked at the page of a confidential concern; one line for each view, for the resident to read."""
    return Opening.objects.create(concern=concern, post=by.post, purpose=purpose, at=at)
