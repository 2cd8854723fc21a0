"""接口密钥的办理: given out once, withdrawn at any time; the day of use is noted, no hour and no address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.powers.commands import APPROVE
from lianxin.base.orgs.powers.queries import is_split
from lianxin.base.programs import secret
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import LONGEST_DAYS, MANAGE, MOST_PER_MINUTE, WEIGHTY, Scope
from lianxin.pure.problems import Unfit


@dataclass(frozen=True)
class Made:
    """发出的密钥: the record, and the key itself, which is shown this once."""

    key: ProgramKey
    plain: str


@transaction.atomic
def make(
    *, unit: Unit, name: str, scopes: Sequence[str], ends_on: date, per_minute: int, by: Actor, at: datetime
) -> Made:
    """发出接口密钥: to a program that a unit answers for, with an end; by whoever administers that unit.

    One that may do more than a resident opens nothing until another person agrees, once the officers are split (ADR 0050).
    """
    by.must_at(MANAGE, unit.path)
    today, name = localdate(at), name.strip()
    _check(unit, name, scopes, ends_on, per_minute, today)
    plain = secret.drawn()
    key = ProgramKey.objects.create(
        name=name, unit=unit, unit_path=unit.path, scopes=[one for one in Scope.values if one in scopes],
        per_minute=per_minute, head=plain[: secret.SHOWN], digest=secret.digest(plain), made_by_id=by.person_id,
        made_by_name=by.name, made_on=today, ends_on=ends_on,
        waits=bool(WEIGHTY.intersection(scopes)) and is_split(),
    )  # fmt: skip
    with override(settings.LANGUAGE_CODE):
        words = "、".join(key.labels())
    book.record(
        "program_key.made", of=key.ref, unit_path=unit.path, by=by, at=at, unit=unit.name, head=key.head, scopes=words,
        ends_on=ends_on.isoformat(), per_minute=per_minute,
    )  # fmt: skip
    return Made(key, plain)


def _check(unit: Unit, name: str, scopes: Sequence[str], ends_on: date, per_minute: int, today: date) -> None:
    if unit.valid_to is not None and unit.valid_to < today:
        raise Unfit(_("该单位已撤销，请选择现在的单位。"), "unit")
    if not name:
        raise Unfit(_("请写明是什么程序、谁在用。"), "name")
    if ProgramKey.objects.standing(today).filter(unit=unit, name=name).exists():
        raise Unfit(_("这个单位已有同名的密钥在用。刚才发出而没有抄下的，请撤销后重新发。"), "name")
    if not scopes or set(scopes) - set(Scope.values):
        raise Unfit(_("请至少选一项可以做的事。"), "scopes")
    if not today <= ends_on <= today + timedelta(days=LONGEST_DAYS):
        raise Unfit(_("截止日期从今天起，最长一年；到期前可以发新的。"), "ends_on")
    if not 1 <= per_minute <= MOST_PER_MINUTE:
        raise Unfit(_("每分钟 1 到 %(most)s 次。") % {"most": MOST_PER_MINUTE}, "per_minute")


@transaction.atomic
def allow(*, key: ProgramKey, by: Actor, at: datetime) -> ProgramKey:
    """同意启用密钥: by whoever decides on powers, never by who gave it out."""
    key = ProgramKey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=key.pk)
    by.must_at(APPROVE, key.unit_path)
    if not by.is_person or by.person_id == key.made_by_id:
        raise NotAllowed(_("自己发出的，要由另一个人同意。"))
    if not key.waits or not key.is_standing(localdate(at)):
        raise Unfit(_("这把密钥不用再同意了。"))
    key.waits, key.allowed_by_name = False, by.name
    key.save(update_fields=["waits", "allowed_by_name"])
    book.record("program_key.allowed", of=key.ref, unit_path=key.unit_path, by=by, at=at, unit=key.unit.name, head=key.head)  # fmt: skip
    return key


@transaction.atomic
def withdraw(*, key: ProgramKey, by: Actor, at: datetime) -> ProgramKey:
    """撤销接口密钥: at once and for good; by whoever administers the unit, or whoever decides on powers."""
    key = ProgramKey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=key.pk)
    if not (by.may_at(MANAGE, key.unit_path) or by.may_at(APPROVE, key.unit_path)):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": MANAGE.label})
    if key.withdrawn_on is not None:
        raise Unfit(_("已经撤销过了。"))
    key.withdrawn_on, key.withdrawn_by_name = localdate(at), by.name
    key.save(update_fields=["withdrawn_on", "withdrawn_by_name"])
    book.record("program_key.withdrawn", of=key.ref, unit_path=key.unit_path, by=by, at=at, unit=key.unit.name, head=key.head)  # fmt: skip
    return key


@transaction.atomic
def note_use(*, key: ProgramKey, by: Actor, at: datetime) -> None:
    """记下使用的日子: once a day, so that a key that nobody uses can be told and withdrawn."""
    ProgramKey.objects.filter(pk=key.pk).exclude(last_used_on=localdate(at)).update(last_used_on=localdate(at))
