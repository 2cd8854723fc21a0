"""询问: the telephones are shown to who may open the households, each with a line; what was said is noted by day alone."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.households.commands import open_household
from lianxin.work.households.models import Household
from lianxin.work.households.terms import Purpose
from lianxin.work.spotchecks.models import SpotCall, SpotCheck, SpotItem
from lianxin.work.spotchecks.terms import RUN, Result
from lianxin.work.visits.models import VisitPerson


def held(spotcheck: SpotCheck, by: Actor) -> SpotCheck:
    """The check, locked and not over; raises NotAllowed for a party, Unfit where it is over."""
    spotcheck = SpotCheck.objects.select_for_update(of=("self",)).get(pk=spotcheck.pk)
    by.must(RUN, spotcheck)
    if is_within(by.own_path, spotcheck.checked_path):
        raise NotAllowed(_("被抽查单位的人不能询问群众。"))
    if spotcheck.closed_on is not None:
        raise Unfit(_("这次抽查已经结束。"))
    return spotcheck


@transaction.atomic
def show_phones(*, spotcheck: SpotCheck, by: Actor, at: datetime) -> dict[int, Household]:
    """查看抽中户的电话: all of the check at once, so that no single household stands out; one line for each in the journal."""
    spotcheck = held(spotcheck, by)
    households = list(
        Household.objects.filter(pk__in=spotcheck.items.values("visit__household")).select_related("unit")
    )
    found = {one.pk: open_household(household=one, purpose=Purpose.CHECK, by=by, at=at) for one in households}
    book.record("spotcheck.phones_shown", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at, count=len(found))
    return found


@transaction.atomic
def record_result(*, item: SpotItem, result: str, by: Actor, at: datetime, note: str = "") -> SpotCall:
    """记抽查结果: by somebody who neither went nor belongs to the checked unit; asked again, the last word counts."""
    item = SpotItem.objects.select_related("spotcheck").get(pk=item.pk)
    spotcheck = held(item.spotcheck, by)
    if by.person_id and VisitPerson.objects.filter(visit=item.visit_id, person_id=by.person_id).exists():
        raise NotAllowed(_("您参加了这次走访，请由别人询问。"))
    if result not in Result.values:
        raise Unfit(_("请选结果。"), "result")
    call = SpotCall.objects.create(
        item=item, on=localdate(at), result=result, note=note.strip(), by_name=by.name,
        unit_name=Unit.objects.get(path=by.own_path).name,
    )  # fmt: skip
    book.record(
        "spotcheck.called", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at, private={"note": call.note},
        number=item.number, outcome=Result(result).label,
    )  # fmt: skip
    return call


@transaction.atomic
def close(*, spotcheck: SpotCheck, by: Actor, at: datetime) -> SpotCheck:
    """结束抽查: nothing is asked any more; the checked unit may now know that and how it was drawn, never who said what."""
    spotcheck = held(spotcheck, by)
    spotcheck.closed_on = localdate(at)
    spotcheck.save(update_fields=["closed_on"])
    book.record("spotcheck.closed", of=spotcheck.ref, unit_path=by.own_path, by=by, at=at)
    return spotcheck
