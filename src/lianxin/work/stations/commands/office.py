"""办公室的事项: an office is set up, people are taken to it and go back, it is dissolved (M248)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations.models import Office, OfficeMember, spanning
from lianxin.work.stations.terms import WORKROOM


@transaction.atomic
def set_up_office(
    *,
    unit: Unit,
    name: str,
    set_up_on: date,
    by: Actor,
    at: datetime,
    place: str = "",
    basis: str = "",
    phone: str = "",
) -> Office:
    """组建办公室: name, on which day, on what ground, where it sits."""
    by.must_at(WORKROOM, unit.path)
    if not name.strip():
        raise Unfit(_("请写办公室的名称。"), "name")
    if set_up_on > localdate(at):
        raise Unfit(_("组建日期不能晚于今天。"), "set_up_on")
    office = Office.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, name=name.strip()[:60], place=place.strip()[:80],
        basis=basis.strip()[:120], phone=phone.strip()[:30], set_up_on=set_up_on,
    )  # fmt: skip
    book.record("office.set_up", of=office.ref, unit_path=unit.path, by=by, at=at, label=office.name)
    return office


@transaction.atomic
def join_office(
    *, office: Office, name: str, post: str, by: Actor, at: datetime, since: date | None = None, taken_from: str = "",
    person: Person | None = None,
) -> OfficeMember:  # fmt: skip
    """到办公室: who, taken from where, since when."""
    office = _standing(office, by)
    name, since = (name.strip() or (person.name if person else ""))[:40], since or localdate(at)
    for field, text, sentence in (("name", name, _("请写姓名。")), ("post", post.strip(), _("请写职务。"))):
        if not text:
            raise Unfit(sentence, field)
    if since < office.set_up_on:
        raise Unfit(_("到任日期不能早于组建日期。"), "since")
    if office.members.filter(spanning(since), name=name, person=person).exists():
        raise Unfit(_("%(name)s已经在办公室。") % {"name": name}, "name")
    member = OfficeMember.objects.create(
        office=office, unit_path=office.unit_path, person=person, name=name, post=post.strip()[:60],
        taken_from=taken_from.strip()[:80], since=since,
    )  # fmt: skip
    book.record(
        "office.joined", of=office.ref, unit_path=office.unit_path, by=by, at=at, private={"name": name},
        since=since.isoformat(),
    )  # fmt: skip
    return member


@transaction.atomic
def leave_office(*, member: OfficeMember, by: Actor, at: datetime, until: date | None = None) -> OfficeMember:
    """离开办公室, after that day."""
    office = _standing(member.office, by)
    member = OfficeMember.objects.select_for_update().get(pk=member.pk)
    until = until or localdate(at)
    if member.until is not None:
        raise Unfit(_("这位同志已经离开。"))
    if until < member.since:
        raise Unfit(_("离开日期不能早于到任日期。"), "until")
    member.until = until
    member.save(update_fields=["until"])
    book.record(
        "office.left", of=office.ref, unit_path=office.unit_path, by=by, at=at, private={"name": member.name},
        until=until.isoformat(),
    )  # fmt: skip
    return member


@transaction.atomic
def dissolve_office(*, office: Office, on: date, by: Actor, at: datetime) -> Office:
    """撤销办公室, from that day on; who was there then goes with it."""
    office = _standing(office, by)
    latest = max((*office.members.values_list("since", flat=True), office.set_up_on))
    if on < latest or on > localdate(at):
        raise Unfit(_("撤销日期不能早于最后一位到任，也不能晚于今天。"), "on")
    office.dissolved_on = on
    office.save(update_fields=["dissolved_on"])
    office.members.filter(until=None).update(until=on)
    book.record(
        "office.dissolved", of=office.ref, unit_path=office.unit_path, by=by, at=at, label=office.name,
        on=on.isoformat(),
    )  # fmt: skip
    return office


def _standing(office: Office, by: Actor) -> Office:
    by.must(WORKROOM, office)
    office = Office.objects.select_for_update(of=("self",)).select_related("unit").get(pk=office.pk)
    if office.dissolved_on is not None:
        raise Unfit(_("这个办公室已经撤销。"))
    return office
