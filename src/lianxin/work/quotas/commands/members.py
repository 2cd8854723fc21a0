"""列入人员: who is bound by name, because no role of the system says it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Posting
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.quotas.models import QuotaMember, QuotaSet
from lianxin.work.quotas.terms import EDIT, QuotaStatus, Subject


@transaction.atomic
def name_member(*, quota_set: QuotaSet, person: Person, since: date, by: Actor, at: datetime) -> QuotaMember:
    """列入人员: the series binds him from that day on; he holds a post in the unit of the set or below it."""
    by.must(EDIT, quota_set)
    if quota_set.subject != Subject.PEOPLE or quota_set.status == QuotaStatus.WITHDRAWN:
        raise Unfit(_("这份规定不能列入人员。"))
    post = Posting.objects.valid(since).filter(within("unit__path", quota_set.unit_path), person=person)
    home = post.select_related("unit").order_by("unit__path").first()
    if home is None:
        raise Unfit(_("%(name)s那天在这些单位里没有职务。") % {"name": person.name}, "person")
    known = QuotaMember.objects.filter(series=quota_set.series, person=person)
    if known.filter(until=None).exists() or known.filter(until__gte=since).exists():
        raise Unfit(_("%(name)s已经列入。") % {"name": person.name}, "person")
    member = QuotaMember.objects.create(
        series=quota_set.series, person=person, home=home.unit, home_path=home.unit.path, since=since
    )
    book.record("quota_member.named", of=quota_set.ref, unit_path=quota_set.unit_path, by=by, at=at, who=person.ref,
                since=since.isoformat())  # fmt: skip
    return member


@transaction.atomic
def end_member(*, quota_set: QuotaSet, member: QuotaMember, until: date, by: Actor, at: datetime) -> QuotaMember:
    """不再列入: the last day on which it binds him."""
    by.must(EDIT, quota_set)
    member = QuotaMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.series != quota_set.series or member.until is not None:
        raise Unfit(_("这个人已不在名单上。"))
    if until < member.since:
        raise Unfit(_("最后一天不能早于列入的日子。"), "until")
    member.until = until
    member.save(update_fields=["until"])
    book.record("quota_member.ended", of=quota_set.ref, unit_path=quota_set.unit_path, by=by, at=at,
                who=member.person.ref, until=until.isoformat())  # fmt: skip
    return member
