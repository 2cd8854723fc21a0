"""住村: nights from–to; two stays of one person never share a night, so that none is counted twice (M081)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.visits.models import Stay, StayQuerySet, Visit
from lianxin.work.visits.placing import home_of
from lianxin.work.visits.terms import CORRECT, RECORD


@transaction.atomic
def record_stay(
    *, person: Person, unit: Unit, on: date, until: date, by: Actor, at: datetime, nights: int | None = None
) -> Stay:
    """记住村: `person` slept at `unit` from `on` to `until`; as many nights as lie between, or fewer if he says so."""
    home = home_of(person, on, by)
    by.must_at(RECORD, home.path)
    if until > localdate(at):
        raise Unfit(_("还没有住完的，住完再记。"), "until")
    nights = fitting_nights((until - on).days if nights is None else nights, on, until)
    if not nights:
        raise Unfit(_("住村至少一夜，结束日期要晚于开始日期。"), "until")
    if shared(person, on, until):
        raise Unfit(_("%(name)s这几天已经记过住村，同一夜不重复记。") % {"name": person.name}, "on")
    stay = Stay.objects.create(
        code=new_code(), person=person, unit=unit, unit_path=unit.path, home_path=home.path, on=on, until=until,
        nights=nights, recorded_at=at, recorded_by_id=by.person_id,
    )  # fmt: skip
    book.record("stay.recorded", of=stay.ref, unit_path=home.path, by=by, at=at, where=unit.name, nights=nights)
    return stay


@transaction.atomic
def void_stay(*, stay: Stay, reason: str, by: Actor, at: datetime) -> Stay:
    """作废住村记录: nothing is deleted; the reason stays, the figures leave it out."""
    stay = Stay.objects.select_for_update().get(pk=stay.pk)
    if by.person_id is None or by.person_id not in (stay.person_id, stay.recorded_by_id):
        by.must(CORRECT, stay)
    if stay.visit_id is not None:
        raise Unfit(_("这几夜随走访记录，请更正那次走访。"))
    if stay.voided_on is not None:
        raise Unfit(_("这条记录已经作废。"))
    if not reason.strip():
        raise Unfit(_("请写明作废的理由。"), "reason")
    stay.voided_on, stay.void_reason = localdate(at), reason.strip()
    stay.save(update_fields=["voided_on", "void_reason"])
    book.record(
        "stay.voided", of=stay.ref, unit_path=stay.home_path, by=by, at=at, private={"reason": stay.void_reason}
    )
    return stay


def fitting_nights(nights: int, on: date, until: date) -> int:
    """As given; raises Unfit where there were not so many nights between the two days."""
    if not 0 <= nights <= max((until - on).days, 0):
        raise Unfit(_("住村夜数不能多于起止日期之间的夜数。"), "nights")
    return nights


def shared(person: Person, on: date, until: date) -> "StayQuerySet":
    """The stays of this person that share a night with these days: one that ends where another begins shares none."""
    return Stay.objects.by_person(person).standing().filter(on__lt=until, until__gt=on)


def stay_of_visit(visit: Visit, person: Person, home_path: str) -> Stay | None:
    """The nights of a visit for one who went; none where a stay that was recorded before holds them already."""
    if not visit.nights:
        return None
    before = list(shared(person, visit.on, visit.until)[:2])
    if before and (before[0].on > visit.on or before[0].until < visit.until):
        raise Unfit(_("%(name)s这几天已经记过住村，同一夜不重复记。") % {"name": person.name}, "nights")
    if before:
        return None
    return Stay(
        code=new_code(), person=person, visit=visit, unit=visit.unit, unit_path=visit.unit_path, home_path=home_path,
        on=visit.on, until=visit.until, nights=visit.nights, recorded_at=visit.recorded_at,
        recorded_by_id=visit.recorded_by_id,
    )  # fmt: skip
