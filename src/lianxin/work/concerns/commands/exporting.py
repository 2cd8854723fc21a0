"""导出台账: what leaves the system leaves a trace, whatever is done with the file (security.md T6)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Copy, ExportRequest
from lianxin.base.custody.terms import ExportPurpose
from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import EXPORT, REVEAL

WITHOUT_PURPOSE = 200  # more rows than this need a stated purpose


@transaction.atomic
def export(*, count: int, purpose: str, by: Actor, at: datetime) -> Copy:
    """导出台账: note that so many concerns were taken out and what for; the file is built only afterwards."""
    if not by.has(EXPORT):
        raise NotAllowed(_("您现在的职务不能导出诉求台账。"))
    if count > WITHOUT_PURPOSE and not purpose.strip():
        raise Unfit(_("导出超过 %(most)s 件，请写明用途。") % {"most": WITHOUT_PURPOSE}, "purpose")
    copy = custody.note_copy(what=str(_("诉求台账")), rows=count, by=by, at=at)
    book.record(
        "concern.exported", of=by.ref, unit_path=by.own_path, by=by, at=at, count=count,
        purpose=purpose.strip() or _("未写用途"), copy=copy.code,
    )  # fmt: skip
    return copy


@transaction.atomic
def take_along(*, asked: ExportRequest, concerns: Sequence[Concern], by: Actor, at: datetime) -> Copy:
    """带出诉求人信息: once, as another allowed; each resident finds a line of it under 谁看过 (T6, T7)."""
    if not by.has(EXPORT) or not by.has(REVEAL):
        raise NotAllowed(_("您现在的职务不能带出诉求人信息。"))
    if {one.code for one in concerns} - set(asked.keys):
        raise Unfit(_("只能带出批准过的那些件。"))
    copy = custody.take_export(asked=asked, rows=len(concerns), by=by, at=at)
    words = ExportPurpose(asked.purpose).label
    book.record_many([
        Line("concern.taken_along", one.ref, one.unit_path, by, at, {"outcome": words, "copy": copy.code})
        for one in concerns
    ])  # fmt: skip
    return copy
