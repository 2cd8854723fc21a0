"""开始设置: the county, its first administrator, and where they are named at once the other two of the 三员."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal import book
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import Unfit
from lianxin.base.orgs.founding import slip
from lianxin.base.orgs.founding.queries import is_empty
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.passwords import by_chance
from lianxin.base.orgs.permissions import SYSTEM, Actor, NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.base.orgs.terms import UnitKind

HOLDER = "set-up"
#: in this order: from the first 安全保密管理员 on a post with power takes two persons (ADR 0050)
OFFICERS = ("auditor", "security_admin")


@dataclass(frozen=True)
class Named:
    """一个人: his post, his name, his login name; the first administrator has chosen his password himself."""

    role: str
    name: str
    username: str
    password: str = ""


@dataclass(frozen=True)
class Begun:
    """开始了的县, its administrator, and the initial passwords of the officers: told once, kept nowhere."""

    county: Unit
    admin: Person
    handed: tuple[tuple[Person, str, str], ...] = ()


def holder_of(code: str, *, at: datetime) -> Actor:
    """持码人: who has typed the code that stood in the server's window. Raises Unfit, and counts the try."""
    if not slip.is_made():
        raise Unfit(_("现在没有有效的开始设置码。请在服务器上运行 lianxin begin，会打印一个新的。"), field="code")
    if not slip.may_try(at=at):
        raise Unfit(_("输错的次数太多，这个码已经作废。请在服务器上运行 lianxin begin，会打印一个新的。"), field="code")
    if not slip.fits(code):
        raise Unfit(_("开始设置码不对，请对照服务器窗口里打印的再输一次。"), field="code")
    return Actor(ref=HOLDER, name="开始设置", post="")


@transaction.atomic
def begin(
    *, name: str, code: str, admin: Named, officers: Sequence[Named], by: Actor, at: datetime, phone: str = ""
) -> Begun:  # fmt: skip
    """开始设置: all or nothing, once; `by` is the holder of the code (`holder_of`)."""
    if by.ref != HOLDER:
        raise NotAllowed(_("要凭服务器上打印的开始设置码。"))
    if not is_empty():
        raise Unfit(_("已经开始了，不能再开始一次。请直接登录。"))
    county = _county(name, code, phone, at)
    person = orgs.create_person(
        username=admin.username, name=admin.name, password=admin.password, by=SYSTEM, at=at
    )  # fmt: skip
    first = orgs.post(
        person=person, unit=county, role="system_admin", valid_from=localdate(at), by=SYSTEM, at=at
    )  # fmt: skip
    book.record(
        "county.begun", of=county.ref, unit_path=county.path, by=by, at=at, name=name, username=admin.username
    )  # fmt: skip
    acting = actor_for(first)
    named = sorted(officers, key=lambda one: OFFICERS.index(one.role))
    handed = tuple(_officer(one, county, acting, at) for one in named)
    transaction.on_commit(slip.drop)
    return Begun(county, person, handed)


def _county(name: str, code: str, phone: str, at: datetime) -> Unit:
    """The unit without a parent; who begins in the same moment finds it taken."""
    try:
        with transaction.atomic():
            return orgs.create_unit(
                name=name, kind=UnitKind.COUNTY, parent=None, by=SYSTEM, at=at, code=code, phone=phone
            )
    except IntegrityError as problem:
        raise Unfit(_("已经开始了，不能再开始一次。请直接登录。")) from problem


def _officer(one: Named, county: Unit, by: Actor, at: datetime) -> tuple[Person, str, str]:
    """One of the other two: appointed by the administrator; the password is good for the first log-in alone."""
    password = by_chance()
    person = orgs.create_person(username=one.username, name=one.name, password=password, by=by, at=at)
    orgs.post(person=person, unit=county, role=one.role, valid_from=localdate(at), by=by, at=at)
    return person, one.role, password
