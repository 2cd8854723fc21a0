"""三级信息员的事项: the groups of a village, who is the contact of a township, village or group, until when."""

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
from lianxin.work.stations.models import Contact, VillageGroup, spanning
from lianxin.work.stations.terms import DIRECTORY, MAIN_IN, STATION_IN, ContactLevel

MOST_GROUPS = 60


@transaction.atomic
def set_groups(*, unit: Unit, names: Sequence[str], by: Actor, at: datetime) -> list[VillageGroup]:
    """列村民小组: the groups of a village; one that is left out is closed, and its contacts end today."""
    by.must_at(DIRECTORY, unit.path)
    wanted, today = list(dict.fromkeys(name.strip()[:30] for name in names if name.strip())), localdate(at)
    if unit.kind not in STATION_IN or len(wanted) > MOST_GROUPS:
        raise Unfit(_("村民小组只列在村、社区，最多 %(most)s 个。") % {"most": MOST_GROUPS}, "names")
    held = {one.name: one for one in VillageGroup.objects.select_for_update().filter(unit=unit)}
    for name, group in held.items():
        if (name in wanted) == (group.closed_on is None):
            continue
        group.closed_on = None if name in wanted else today
        group.save(update_fields=["closed_on"])
        if group.closed_on:
            Contact.objects.filter(spanning(today), group=group).update(until=today)
    for name in wanted:
        if name not in held:
            held[name] = VillageGroup.objects.create(unit=unit, unit_path=unit.path, name=name)
    book.record(
        "village_group.set", of=unit.ref, unit_path=unit.path, by=by, at=at, names="、".join(wanted)
    )  # fmt: skip
    return [held[name] for name in wanted]


@transaction.atomic
def name_contact(
    *, unit: Unit, name: str, post: str, phone: str, by: Actor, at: datetime, group: str = "",
    since: date | None = None, person: Person | None = None,
) -> Contact:  # fmt: skip
    """确定信息员: of a township, of a village, or of one of its groups (by name; a new one is listed with it)."""
    by.must_at(DIRECTORY, unit.path)
    since, group = since or localdate(at), group.strip()[:30]
    name = (name.strip() or (person.name if person else ""))[:40]
    for field, text, sentence in (
        ("name", name, _("请写姓名。")), ("post", post, _("请写职务，如 村民小组组长。")), ("phone", phone, _("请写电话。")),
    ):  # fmt: skip
        if not text.strip():
            raise Unfit(sentence, field)
    if unit.kind not in (*MAIN_IN, *STATION_IN) or (group and unit.kind not in STATION_IN):
        raise Unfit(_("信息员设在乡镇、村社区和村民小组。"), "unit")
    held = _group(unit, group) if group else None
    level = ContactLevel.GROUP if held else ContactLevel.TOWN if unit.kind in MAIN_IN else ContactLevel.VILLAGE
    if Contact.objects.filter(spanning(since), unit=unit, group=held, name=name).exists():
        raise Unfit(_("%(name)s已经在通讯录里。") % {"name": name}, "name")
    contact = Contact.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, level=level, group=held, person=person, name=name,
        post=post.strip()[:60], phone=phone.strip()[:30], since=since,
    )  # fmt: skip
    book.record(
        "contact.named", of=contact.ref, unit_path=unit.path, by=by, at=at, private={"name": name},
        level=level.label,
    )  # fmt: skip
    return contact


def _group(unit: Unit, name: str) -> VillageGroup:
    found, _new = VillageGroup.objects.get_or_create(unit=unit, name=name, defaults={"unit_path": unit.path})
    if found.closed_on is not None:
        raise Unfit(_("%(name)s已经撤销。") % {"name": name}, "group")
    return found


@transaction.atomic
def end_contact(*, contact: Contact, by: Actor, at: datetime, until: date | None = None) -> Contact:
    """信息员离任, after that day; the line stays for the days that it held."""
    by.must(DIRECTORY, contact)
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    until = until or localdate(at)
    if contact.until is not None:
        raise Unfit(_("这位信息员已经离任。"))
    if until < contact.since:
        raise Unfit(_("离任日期不能早于确定日期。"), "until")
    contact.until = until
    contact.save(update_fields=["until"])
    book.record(
        "contact.ended", of=contact.ref, unit_path=contact.unit_path, by=by, at=at, until=until.isoformat(),
        level=ContactLevel(contact.level).label,
    )  # fmt: skip
    return contact
