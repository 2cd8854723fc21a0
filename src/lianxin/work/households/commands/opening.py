"""查看与授权: the particulars of a household in need are opened for a purpose, and each time leaves a line (need to know)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.models import Household, Trust
from lianxin.work.households.queries import may_open
from lianxin.work.households.terms import OPEN, Purpose


@transaction.atomic
def open_household(*, household: Household, purpose: str, by: Actor, at: datetime) -> Household:
    """查看困难户资料: who, when and for which purpose is written before anything is shown; raises NotAllowed, Unfit."""
    household = Household.objects.select_related("unit").get(pk=household.pk)
    if not may_open(household, by, localdate(at)):
        raise NotAllowed(_("您现在的职务不能查看这一户的姓名、电话和困难情况。"))
    if purpose not in Purpose.values:
        raise Unfit(_("请选择查看的用途。"), "purpose")
    book.record(
        "household.opened", of=household.ref, unit_path=household.unit_path, by=by, at=at,
        outcome=Purpose(purpose).label,
    )  # fmt: skip
    return household


@transaction.atomic
def entrust(
    *, household: Household, person: Person, since: date, why: str, by: Actor, at: datetime, until: date | None = None
) -> Trust:
    """授权查看: let this person open this household from–to; only whoever may open it by his post gives it on.

    The same person again with the same days gets the trust that stands.
    """
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    by.must(OPEN, household)
    if not why.strip():
        raise Unfit(_("请写明为什么要让他查看。"), "why")
    if until is not None and until < since:
        raise Unfit(_("结束日期不能早于起始日期。"), "until")
    standing = Trust.objects.filter(household=household, person=person, since=since, until=until).first()
    if standing is not None:
        return standing
    trust = Trust.objects.create(
        household=household, person=person, since=since, until=until, why=why.strip(), by_name=by.name
    )
    end = _("到%(until)s为止") % {"until": until.isoformat()} if until else _("到收回为止")
    book.record(
        "trust.given", of=household.ref, unit_path=household.unit_path, by=by, at=at, person=person.name, until=end,
        private={"reason": trust.why},
    )  # fmt: skip
    return trust


@transaction.atomic
def end_trust(*, household: Household, person: Person, by: Actor, at: datetime, on: date | None = None) -> int:
    """收回授权: from `on` (today) the person opens nothing by it; returns how many trusts were withdrawn."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    by.must(OPEN, household)
    ended = Trust.objects.filter(household=household, person=person, ended_on=None).update(ended_on=on or localdate(at))
    if ended:
        book.record("trust.ended", of=household.ref, unit_path=household.unit_path, by=by, at=at, person=person.name)
    return ended
