"""导出: taking a list out of the system leaves a trace, whatever is done with the file (security.md T6)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import EXPORT

WITHOUT_PURPOSE = 200  # more rows than this need a stated purpose


@transaction.atomic
def export(*, count: int, purpose: str, by: Actor, at: datetime) -> None:
    """导出台账: note that so many concerns were taken out and what for; the file is built only afterwards."""
    if not by.has(EXPORT):
        raise NotAllowed(_("您现在的职务不能导出诉求台账。"))
    if count > WITHOUT_PURPOSE and not purpose.strip():
        raise Unfit(_("导出超过 %(most)s 件，请写明用途。") % {"most": WITHOUT_PURPOSE}, "purpose")
    book.record(
        "concern.exported", of=by.ref, unit_path=by.own_path, by=by, at=at, count=count,
        purpose=purpose.strip() or _("未写用途"),
    )  # fmt: skip
