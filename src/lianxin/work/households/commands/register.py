"""户册的事项: a household is registered with the few things by which its door is found, corrected, taken off."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.masking import is_identity_number
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.households.models import Household, Need
from lianxin.work.households.placing import place_key
from lianxin.work.households.terms import EDIT

KEEP_YEARS_AFTER_LEAVING = 1
MOST_MEMBERS = 60


@transaction.atomic
def register_household(
    *, unit: Unit, group: str, door: str, head_name: str, by: Actor, at: datetime, phone: str = "", members: int = 1,
    is_guardian: bool = False,
) -> Household:  # fmt: skip
    """登记户: group or door, the head's name, how many live there; the same one again is refused (Unfit)."""
    by.must_at(EDIT, unit.path)
    group, door, head_name = _plain(group), _plain(door), _plain(head_name)
    _check(group, door, members, head_name)
    same = Household.objects.valid(localdate(at)).filter(unit=unit, group=group, door=door, head_name=head_name)
    if known := same.first():
        raise Unfit(_("这一户已经登记，编号 %(code)s。") % {"code": known.code}, "door")
    household = Household.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, group=group, door=door, place_key=place_key(group, door),
        head_name=head_name, is_guardian=is_guardian, phone=phone.strip(), members=members, valid_from=localdate(at),
    )  # fmt: skip
    book.record(
        "household.registered", of=household.ref, unit_path=unit.path, by=by, at=at, group=group, door=door,
        private={"head_name": head_name},
    )  # fmt: skip
    return household


@transaction.atomic
def correct_household(
    *, household: Household, group: str, door: str, head_name: str, phone: str, members: int, by: Actor, at: datetime,
    is_guardian: bool = False,
) -> Household:  # fmt: skip
    """修改户册: what is written replaces what was; the journal says which fields, never what stood in them."""
    household = _held(household, by)
    group, door, head_name = _plain(group), _plain(door), _plain(head_name)
    _check(group, door, members, head_name)
    new = {
        "group": group, "door": door, "head_name": head_name, "is_guardian": is_guardian, "phone": phone.strip(),
        "members": members,
    }  # fmt: skip
    changed = [name for name, value in new.items() if getattr(household, name) != value]
    if not changed:
        return household
    for name in changed:
        setattr(household, name, new[name])
    household.place_key = place_key(group, door)
    household.save(update_fields=[*changed, "place_key"])
    words = [str(Household._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    book.record(
        "household.corrected", of=household.ref, unit_path=household.unit_path, by=by, at=at, fields="、".join(words)
    )
    return household


@transaction.atomic
def leave_register(*, household: Household, on: date, reason: str, by: Actor, at: datetime) -> Household:
    """离册: moved away or joined to another; from `on` it is in no list, and its name is kept one year more."""
    household = _held(household, by)
    if not reason.strip():
        raise Unfit(_("请写明离册的原因，如迁走、并户。"), "reason")
    if not household.valid_from <= on <= localdate(at):
        raise Unfit(_("离册日期应在登记日期和今天之间。"), "on")
    if Need.objects.filter(household=household, until=None).exists():
        raise Unfit(_("这一户还记着困难情况，请先结束困难情况。"))
    household.valid_to, household.keep_until = on, years_after(on, KEEP_YEARS_AFTER_LEAVING)
    household.save(update_fields=["valid_to", "keep_until"])
    book.record(
        "household.left", of=household.ref, unit_path=household.unit_path, by=by, at=at, valid_to=on.isoformat(),
        private={"reason": reason.strip()},
    )  # fmt: skip
    return household


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _held(household: Household, by: Actor) -> Household:
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    by.must(EDIT, household)
    if household.valid_to is not None:
        raise Unfit(_("这一户已经离册。"))
    return household


def _plain(text: str) -> str:
    return " ".join(text.split())


def without_identity(text: str, field: str) -> None:
    """Raise Unfit where an identity number was typed: nothing here needs one (个人信息保护法 §6 最小范围)."""
    packed = text.replace(" ", "")
    if any(is_identity_number(packed[place : place + 18]) for place in range(len(packed) - 17)):
        raise Unfit(_("请不要写身份证号码，这里用不到。"), field)


def _check(group: str, door: str, members: int, head_name: str) -> None:
    without_identity(f"{group} {door}", "door")
    if any(char.isdigit() for char in head_name):
        raise Unfit(_("户主只写姓名，不要写号码。"), "head_name")
    if not group and not door:
        raise Unfit(_("请写组别或门牌，好找到这一户。"), "door")
    if not 1 <= members <= MOST_MEMBERS:
        raise Unfit(_("人口应在 1 到 %(most)s 之间。") % {"most": MOST_MEMBERS}, "members")
