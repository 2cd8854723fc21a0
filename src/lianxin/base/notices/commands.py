"""隐私告知的事项: a new version, a consent, a consent taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.notices import queries
from lianxin.base.notices.models import Consent, Notice
from lianxin.base.notices.terms import PARTS, SET, About, Channel, How
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.problems import Unfit

SHORTEST = 6
LONGEST_SHORT, LONGEST = 200, 2000


@transaction.atomic
def set_notice(*, channel: str, short: str, parts: Mapping[str, str], by: Actor, at: datetime) -> Notice:
    """修改隐私告知: a new version for the whole county; the older ones stay as they were read."""
    by.must_at(SET, by.own_path)
    if channel not in Channel.values:
        raise Unfit(_("没有这个渠道。"))
    told = {"short": " ".join(short.split()), **{name: parts.get(name, "").strip() for name in PARTS}}
    for name, text in told.items():
        if len(text) < SHORTEST:
            raise Unfit(_("每一项都要写清楚，群众要看得懂。"), name)
        if len(text) > (LONGEST_SHORT if name == "short" else LONGEST):
            raise Unfit(_("写得太长了，请写短些。"), name)
    last = queries.standing(channel)
    if told == {name: getattr(last, name) for name in told}:
        raise Unfit(_("和现在的一样，没有改动。"))
    made = Notice.objects.create(channel=channel, number=last.number + 1, by_name=by.name, at=at, **told)
    book.record(
        "notice.set", of=f"notice:{channel}", unit_path=by.own_path, by=by, at=at, about=Channel(channel).label,
        number=made.number,
    )  # fmt: skip
    return made


@transaction.atomic
def give_consent(*, record: Any, about: str, who: str, how: str, channel: str, by: Actor, at: datetime) -> Consent:
    """记下同意: whether this actor may write on this record the room above has weighed. Given twice is one."""
    if len(who.strip()) < 2:
        raise Unfit(_("请写明是谁同意的，和本人是什么关系。"), "who")
    if how not in How.values:
        raise Unfit(_("请选择怎样同意的。"), "how")
    standing = queries.consent(record.ref, about)
    if standing is not None:
        return standing
    made: Consent = Consent.objects.create(
        of=record.ref, about=About(about), who=who.strip()[:60], how=how, notice=queries.standing(channel).mark,
        by=by.ref, by_name=by.name, at=at,
    )  # fmt: skip
    book.record(
        "consent.given", of=made.of, unit_path=record.unit_path, by=by, at=at, about=About(about).label,
        wanted=How(how).label, private={"who": made.who},
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_consent(*, record: Any, about: str, reason: str, by: Actor, at: datetime) -> Consent:
    """撤回同意: at any time, with no reason asked of whom it belongs to; what follows from it the room above does."""
    standing = queries.consent(record.ref, about)
    if standing is None:
        raise Unfit(_("没有记过同意，或者已经撤回了。"))
    standing.withdrawn_at, standing.withdrawn_by_name, standing.reason = at, by.name, reason.strip()[:200]
    standing.save(update_fields=["withdrawn_at", "withdrawn_by_name", "reason"])
    book.record(
        "consent.withdrawn", of=standing.of, unit_path=record.unit_path, by=by, at=at, about=About(about).label,
        private={"reason": standing.reason} if standing.reason else {},
    )  # fmt: skip
    return standing
