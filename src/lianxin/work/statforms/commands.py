"""统计单的事项: open one for a campaign, call things by their names, sign it with what it was counted from."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import statform
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import CampaignStatus
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.statforms import queries
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.terms import FILL, Wording


@transaction.atomic
def open_form(*, campaign: Campaign, wording: str, by: Actor, at: datetime) -> StatForm:
    """填报统计单: one for each campaign; it fills itself from the records."""
    by.must_at(FILL, campaign.unit_path)
    if wording not in Wording.values:
        raise Unfit(_("请选称谓。"), "wording")
    if campaign.status in (CampaignStatus.PLANNED, CampaignStatus.CANCELLED):
        raise Unfit(_("评议开始以后才能填报统计单。"))
    known = StatForm.objects.filter(campaign=campaign).first()
    if known is not None:
        return known
    form = StatForm.objects.create(
        code=new_code(), campaign=campaign, unit=campaign.unit, unit_path=campaign.unit_path, opened_on=localdate(at),
        **asdict(statform.PRESETS[wording]),
    )  # fmt: skip
    book.record("statform.opened", of=form.ref, unit_path=form.unit_path, by=by, at=at, campaign=campaign.code)
    return form


def _held(form: StatForm, by: Actor) -> StatForm:
    form = StatForm.objects.select_for_update(of=("self",)).select_related("campaign", "unit").get(pk=form.pk)
    by.must(FILL, form)
    return form


@transaction.atomic
def word(
    *, form: StatForm, organisation: str, member: str, body: str, above: str, activity: str, satisfied_from: int, fairly_from: int,
    by: Actor, at: datetime, members: int | None = None,
) -> StatForm:  # fmt: skip
    """称谓和等次口径: how organisations and members are called here, from which score one counts as satisfied, how many there are."""
    form = _held(form, by)
    words = {"organisation": organisation, "member": member, "body": body, "above": above, "activity": activity}
    for name, text in words.items():
        if not text.strip() or set(text) & set("[]{}"):
            raise Unfit(_("请写称呼，如“教职工”，不用方括号和花括号。"), name)
        setattr(form, name, text.strip())
    if not 0 < fairly_from < satisfied_from <= 100:
        raise Unfit(_("满意的分数线要高于基本满意的分数线，都在 1 到 100 之间。"), "satisfied_from")
    form.satisfied_from, form.fairly_from, form.members = satisfied_from, fairly_from, members
    form.save(update_fields=[*words, "satisfied_from", "fairly_from", "members"])
    book.record(
        "statform.worded", of=form.ref, unit_path=form.unit_path, by=by, at=at, satisfied_from=satisfied_from,
        fairly_from=fairly_from,
    )  # fmt: skip
    return form


@transaction.atomic
def sign(*, form: StatForm, by: Actor, at: datetime, reason: str = "") -> SignedForm:
    """签署: the numbers as the records stand now are frozen; nothing may be missing, no part larger than its whole.

    A further version says why; the earlier ones stay. Raises Unfit with the missing fact, or with both numbers.
    """
    form = _held(form, by)
    found = queries.filled(form)
    if found.missing:
        raise Unfit(found.missing[0].sentence)
    for fault in statform.contradictions(found.values, form.words):
        raise Unfit(fault.sentence)
    before = form.signed.order_by("-version").first()
    if before is not None and not reason.strip():
        raise Unfit(_("已经签署过第 %(version)s 版，请写明更正的理由。") % {"version": before.version}, "reason")
    signed = SignedForm(
        form=form, version=before.version + 1 if before else 1, values=found.values.data(), words=asdict(form.words),
        grades=asdict(form.grades), records=found.records, definition=form.campaign.fingerprint, reason=reason.strip(),
        signed_on=localdate(at), signed_by=by.name,
    )  # fmt: skip
    signed.fingerprint = statform.seal(found.values, form.words, form.grades, signed.records, signed.definition)
    signed.save(force_insert=True)
    book.record(
        "statform.signed", of=form.ref, unit_path=form.unit_path, by=by, at=at, version=signed.version,
        fingerprint=signed.fingerprint, private={"reason": signed.reason} if signed.reason else None,
    )  # fmt: skip
    return signed
