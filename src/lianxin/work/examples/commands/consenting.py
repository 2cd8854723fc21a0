"""同意: whoever did it or whom it was done for is asked first, and may take it back at any time (M241; 个人信息保护法 §15)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.examples.commands.nominating import standing
from lianxin.work.examples.models import Example, ExampleConsent
from lianxin.work.examples.terms import NOMINATE, ExampleStatus, Scope, Side, Way


@transaction.atomic
def ask_staff(*, example: Example, person: Person, by: Actor, at: datetime) -> ExampleConsent:
    """请本人同意: a worker whom the example is about; only he himself can give it."""
    example = standing(example)
    by.must(NOMINATE, example)
    _demand_open(example)
    if ExampleConsent.objects.filter(example=example, person=person, withdrawn_on=None).exists():
        raise Unfit(_("已经请他同意过了。"), "person")
    consent = ExampleConsent.objects.create(
        example=example, side=Side.STAFF, person=person, asked_on=localdate(at), by_name=by.name
    )
    book.record("example.consent_asked", of=example.ref, unit_path=example.unit_path, by=by, at=at, person=person.name)
    return consent


@transaction.atomic
def give_consent(*, consent: ExampleConsent, scope: str, by: Actor, at: datetime) -> ExampleConsent:
    """本人同意: by the worker himself, from his own account; nobody says it for him."""
    consent = _locked(consent)
    if not by.is_person or consent.person_id != by.person_id:
        raise NotAllowed(_("只有本人能说同意不同意。"))
    _demand_open(consent.example)
    if consent.given_on is not None or consent.withdrawn_on is not None:
        raise Unfit(_("已经答复过了。"))
    consent.scope, consent.way, consent.given_on = Scope(scope), Way.ACCOUNT, localdate(at)
    consent.save(update_fields=["scope", "way", "given_on"])
    _tell("example.consented", consent, by, at, wanted=Scope(scope).label)
    return consent


@transaction.atomic
def note_consent(
    *, example: Example, scope: str, way: str, by: Actor, at: datetime, kept_at: str = ""
) -> ExampleConsent:
    """登记群众同意: of the resident concerned, without his name; a signed one says where the paper is kept."""
    example = standing(example)
    by.must(NOMINATE, example)
    _demand_open(example)
    way = Way(way)
    if way == Way.ACCOUNT:
        raise Unfit(_("群众没有账号，请选别的方式。"), "way")
    if way == Way.PAPER and not kept_at.strip():
        raise Unfit(_("请写书面同意存在哪里。"), "kept_at")
    consent = ExampleConsent.objects.create(
        example=example, side=Side.RESIDENT, scope=Scope(scope), way=way, kept_at=kept_at.strip()[:80],
        asked_on=localdate(at), given_on=localdate(at), by_name=by.name,
    )  # fmt: skip
    _tell("example.consented", consent, by, at, wanted=Scope(scope).label)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: ExampleConsent, by: Actor, at: datetime, note: str = "") -> ExampleConsent:
    """撤回同意: by the worker himself, or a resident's word put down; from now on it is in no library and no print."""
    consent = _locked(consent)
    if consent.side == Side.STAFF:
        if not by.is_person or consent.person_id != by.person_id:
            raise NotAllowed(_("只有本人能说同意不同意。"))
    else:
        by.must(NOMINATE, consent.example)
    if consent.withdrawn_on is not None:
        raise Unfit(_("已经撤回了。"))
    consent.withdrawn_on = localdate(at)
    consent.save(update_fields=["withdrawn_on"])
    example = standing(consent.example)
    if example.status not in (ExampleStatus.DECLINED, ExampleStatus.WITHDRAWN):
        example.status, example.ended_on = ExampleStatus.WITHDRAWN, localdate(at)
        example.ended_why = _("撤回同意")
        example.save(update_fields=["status", "ended_on", "ended_why"])
    _tell("example.consent_withdrawn", consent, by, at, note=note)
    return consent


def _locked(consent: ExampleConsent) -> ExampleConsent:
    found = ExampleConsent.objects.select_for_update(of=("self",)).select_related("example__concern")
    return found.get(pk=consent.pk)


def _demand_open(example: Example) -> None:
    if example.status in (ExampleStatus.DECLINED, ExampleStatus.WITHDRAWN):
        raise Unfit(_("这个典型已经不用了。"))


def _tell(event: str, consent: ExampleConsent, by: Actor, at: datetime, note: str = "", **told: Any) -> None:
    example = consent.example
    book.record(
        event, of=example.ref, unit_path=example.unit_path, by=by, at=at, about=Side(consent.side).label,
        private={"note": note.strip()[:200]}, **told,
    )  # fmt: skip
