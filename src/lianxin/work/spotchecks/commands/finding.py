"""发现问题, 督促整改 (M085): findings by type; what is to be put right goes into the one ledger of rectification."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.rectification import commands as rectification
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Source
from lianxin.work.spotchecks.models import SpotCheck, SpotFinding
from lianxin.work.spotchecks.terms import RUN, FindingKind

SHORT = 3  # a door of one or two characters (“3号”) stands in many sentences; a name of two characters is taken whole


@transaction.atomic
def note_finding(*, spotcheck: SpotCheck, kind: str, text: str, by: Actor, at: datetime) -> SpotFinding:
    """记发现的问题: of a kind, in words that name no household, since the checked unit will read them."""
    by.must(RUN, spotcheck)
    if kind not in FindingKind.values:
        raise Unfit(_("请选问题的类型。"), "kind")
    if not text.strip():
        raise Unfit(_("请写明发现的问题。"), "text")
    must_name_no_household(spotcheck, text, "text")
    finding = SpotFinding.objects.create(
        spotcheck=spotcheck, kind=kind, text=text.strip(), on=localdate(at), by_name=by.name
    )
    book.record(
        "spotcheck.found", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at, private={"text": finding.text},
        about=FindingKind(kind).label,
    )  # fmt: skip
    return finding


@transaction.atomic
def correct(
    *, finding: SpotFinding, measure: str, owner: Unit, person: str, supervisor: str, starts_on: date | None,
    ends_on: date | None, by: Actor, at: datetime, outside_reason: str = "",
) -> Rectification:  # fmt: skip
    """督促整改: the finding becomes an item of the ledger of rectification, once."""
    finding = (
        SpotFinding.objects.select_for_update(of=("self",)).select_related("spotcheck__checked").get(pk=finding.pk)
    )
    by.must(RUN, finding.spotcheck)
    if finding.rectification_id is not None:
        raise Unfit(_("这个问题已经下达整改。"))
    must_name_no_household(finding.spotcheck, measure, "measure")
    item = rectification.issue(
        source=Source.INSPECTION, source_ref=finding.ref, owner=owner, measure=measure, starts_on=starts_on,
        source_label=_kept_label(finding.kind), problem=finding.text,
        ends_on=ends_on, person=person, supervisor=supervisor, about=finding.spotcheck.checked, by=by, at=at,
        outside_reason=outside_reason,
    )  # fmt: skip
    finding.rectification = item
    finding.save(update_fields=["rectification"])
    return item


def _kept_label(kind: str) -> str:
    """What the ledger calls it: kept in Chinese, whatever language the page of the doer is in."""
    with override(settings.LANGUAGE_CODE):
        return _("走访抽查：%(kind)s") % {"kind": FindingKind(kind).label}


def must_name_no_household(spotcheck: SpotCheck, text: str, field: str) -> None:
    """Raise Unfit where the text holds a name, telephone, code or door of a household that was drawn (security.md T7)."""
    rows: Any = spotcheck.items.values_list(
        "visit__household__head_name", "visit__household__phone", "visit__household__code", "visit__household__door"
    )
    for name, phone, code, door in rows:
        words = [name, phone.opened(code) if phone else "", code, door if len(door) > SHORT else ""]
        if any(word and word in text for word in words):
            raise Unfit(_("请不要写出是哪一户，被抽查的单位会看到这段话。"), field)
