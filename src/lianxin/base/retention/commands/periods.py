"""设定保管期限: longer or shorter, never below what the law asks; what was set before stays readable."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention.kinds import KINDS
from lianxin.base.retention.models import Period
from lianxin.base.retention.queries import months
from lianxin.base.retention.terms import SET
from lianxin.pure.problems import Unfit


@transaction.atomic
def set_period(*, kind: str, months_kept: int, reason: str, by: Actor, at: datetime) -> Period:
    """设定保管期限 of one kind for the county. Raises NotAllowed, Unfit."""
    by.must_at(SET, by.own_path)
    entry = KINDS.get(kind)
    if entry is None or not entry.is_set_here:
        raise Unfit(_("这一类的期限不在这里设定。"), "kind")
    if not entry.least <= months_kept <= entry.most:
        raise Unfit(
            _("这一类最短 %(least)s 个月，最长 %(most)s 个月。") % {"least": entry.least, "most": entry.most},
            "months_kept",
        )
    if len(reason.strip()) < 4:
        raise Unfit(_("请写明为什么这样定。"), "reason")
    was = months(entry)
    if was == months_kept:
        raise Unfit(_("现在就是这个期限。"), "months_kept")
    made = Period.objects.create(kind=kind, months=months_kept, reason=reason.strip()[:200], by_name=by.name, at=at)
    book.record("retention.set", of=f"retention:{kind}", unit_path=by.own_path, by=by, at=at, kind=entry.label,
                months=months_kept, was=was)  # fmt: skip
    return made
