"""下派驻村: who is sent where, of what grade, from when to when (M082)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pairings.models import FieldPosting
from lianxin.work.pairings.queries import home_of
from lianxin.work.pairings.terms import ARRANGE, Grade, PostingKind


@transaction.atomic
def send_out(
    *, kind: str, person: Person, grade: str, unit: Unit, since: date, by: Actor, at: datetime, until: date | None = None,
    title: str = "", tasks: Sequence[str] = (), basis: str = "", home: Unit | None = None,
) -> FieldPosting:  # fmt: skip
    """下派: by who arranges for the unit that sends; raises Unfit where he is out somewhere on one of the days."""
    home = home or home_of(person, since)
    if home is None or not person.is_active:
        raise Unfit(_("这个人员在开始日期没有任职，请先登记任职。"), "person")
    by.must_at(ARRANGE, home.path)
    if until is not None and until < since:
        raise Unfit(_("结束日期不能早于开始日期。"), "until")
    if home == unit:
        raise Unfit(_("派到的地方就是本单位，不用登记下派。"), "unit")
    out = [one for one in FieldPosting.objects.filter(person=person) if _meet(one, since, until)]
    if out:
        raise Unfit(_("这个人员在这段时间已经下派到别处，请先结束那一次。"), "person")
    posting = FieldPosting.objects.create(
        code=new_code(), kind=PostingKind(kind), person=person, grade=Grade(grade), title=title.strip(), home=home,
        home_path=home.path, unit=unit, unit_path=unit.path, tasks=[task for task in tasks if task.strip()],
        basis=basis.strip(), since=since, until=until,
    )  # fmt: skip
    book.record(
        "field_posting.made", of=posting.ref, unit_path=unit.path, by=by, at=at, private={"person": person.name},
        home=home.name, unit=unit.name, grade=Grade(grade).label, since=since.isoformat(),
    )  # fmt: skip
    return posting


def _meet(one: FieldPosting, since: date, until: date | None) -> bool:
    return (one.until is None or one.until >= since) and (until is None or one.since <= until)


@transaction.atomic
def call_back(*, posting: FieldPosting, until: date, by: Actor, at: datetime, reason: str = "") -> FieldPosting:
    """结束下派: `until` is the last day out; before the day that was set it wants a reason."""
    posting = FieldPosting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    by.must_at(ARRANGE, posting.home_path)
    if posting.until is not None and posting.until < localdate(at):
        raise Unfit(_("这一次下派已经结束。"))
    if until < posting.since:
        raise Unfit(_("最后一天不能早于开始日期。"), "until")
    if posting.until is not None and until < posting.until and not reason.strip():
        raise Unfit(_("比原定的日期早，请写明理由。"), "reason")
    posting.until, posting.ended_why = until, reason.strip()
    posting.save(update_fields=["until", "ended_why"])
    book.record(
        "field_posting.ended", of=posting.ref, unit_path=posting.unit_path, by=by, at=at, until=until.isoformat(),
        private={"reason": posting.ended_why} if posting.ended_why else {},
    )  # fmt: skip
    return posting
