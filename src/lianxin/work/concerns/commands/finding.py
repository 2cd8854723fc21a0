"""从走访、座谈、问卷、留言发现: a finding of other work becomes a concern in one step. Other rooms call this."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands.intake import Asker, Receipt, register
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel


@transaction.atomic
def register_finding(
    *, source: str, text: str, kind: str, unit: Unit, by: Actor, at: datetime, channel: str = Channel.VISIT,
    of: str = "", title: str = "", place: str = "", asker: Asker | None = None, occurred_on: date | None = None,
    subject_units: Sequence[Unit] = (), subject_persons: Sequence[Person] = (), external_number: str = "",
    is_confidential: bool | None = None, entry_key: str = "",
) -> Receipt:  # fmt: skip
    """发现登记: `register`, and the story of the concern says where it was found (`source`, in words; `of`: its ref)."""
    if not source.strip():
        raise Unfit(_("请写明是在哪里发现的。"), "source")
    receipt = register(
        text=text, kind=kind, channel=channel, unit=unit, by=by, at=at, title=title, place=place, asker=asker,
        occurred_on=occurred_on, subject_units=subject_units, subject_persons=subject_persons,
        external_number=external_number, is_confidential=is_confidential, entry_key=entry_key,
    )  # fmt: skip
    if receipt.is_new:
        book.record(
            "concern.found", of=receipt.concern.ref, unit_path=unit.path, by=by, at=at, private={"source": source},
            found=of,
        )  # fmt: skip
    return receipt
