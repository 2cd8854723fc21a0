"""撤销导入的删除: what a file set up goes again, as long as nothing has been built upon it; otherwise nothing goes.

Setting up by mistake is the one case in which a unit or a person disappears: whatever was ever used is closed or disabled
and keeps its records. The journal keeps both, the setting up and the taking back.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.journal.book import Line
from lianxin.base.orgs.commands import Unfit, refuse_unless
from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.powers import rules
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import PowerState

#: what a unit's journal may hold without anybody having worked there
_SET_UP = ("unit.created", "unit.removed", "posting.created", "posting.removed", "power.asked", "power.withdrawn")


@transaction.atomic
def remove_units(*, units: Sequence[Unit], since: datetime, by: Actor, at: datetime) -> int:
    """撤销导入的单位: from below up, all or none; refused where a post, a unit or any record stands there since."""
    held = list(Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("-path"))
    for unit in held:
        refuse_unless(by, unit.path)
    if book.is_told_since(since, paths=[unit.path for unit in held], but=_SET_UP):
        raise Unfit(_("导入的单位里已经有人办理过事情，不能撤销。不要的单位请在“单位”里撤销。"))
    levels = sorted({len(unit.path) for unit in held}, reverse=True)
    try:
        for level in levels:
            Unit.objects.filter(pk__in=[unit.pk for unit in held if len(unit.path) == level]).delete()
    except ProtectedError as kept:
        names = {unit.pk: unit.name for unit in held}
        standing = _unit_of(next(iter(kept.protected_objects)), names)
        raise Unfit(
            _("%(unit)s下面已经有单位、任职或记录，不能撤销。先撤销它们的导入，或在“单位”里撤销。") % {"unit": standing}
        ) from kept
    book.record_many([Line("unit.removed", one.ref, one.path, by, at, {"name": one.name}) for one in held])
    return len(held)


def _unit_of(record: object, names: dict[int, str]) -> str:
    """The name of the unit that a record hangs on."""
    found = next((names[pk] for name in ("unit_id", "parent_id") if (pk := getattr(record, name, None)) in names), "")
    return found or str(_("导入的单位"))


@transaction.atomic
def remove_people(
    *, people: Sequence[Person], postings: Sequence[Posting], asked: Sequence[PowerRequest], since: datetime, by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """撤销导入的任职和账号: all or none; refused where one of them has logged in or done anything since, or power was decided."""
    posted = list(
        Posting.objects.select_for_update().filter(pk__in=[one.pk for one in postings]).select_related("unit", "person")
    )
    waiting = list(
        PowerRequest.objects.select_for_update()
        .filter(pk__in=[one.pk for one in asked])
        .select_related("unit", "person")
    )
    gone = list(Person.objects.select_for_update().filter(pk__in=[one.pk for one in people]))
    for path in [*(one.unit.path for one in posted), *(one.unit.path for one in waiting)]:
        refuse_unless(by, path)
    _must_be_unused(gone, posted, waiting, since)
    PowerRequest.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    Posting.objects.filter(pk__in=[one.pk for one in posted]).delete()
    try:
        Person.objects.filter(pk__in=[one.pk for one in gone]).delete()
    except ProtectedError as kept:
        raise Unfit(_("导入的人员已经另有职务或记录，不能撤销。不用的账号请停用。")) from kept
    lines = [
        Line("posting.removed", one.person.ref, one.unit.path, by, at,
             {"username": one.person.username, "unit": one.unit.name, "role": ROLES[one.role].label})
        for one in posted
    ]  # fmt: skip
    lines += [
        Line("power.withdrawn", one.ref, one.unit.path, by, at, {"username": one.person.username}) for one in waiting
    ]
    lines += [Line("person.removed", one.ref, by.own_path, by, at, {"username": one.username}) for one in gone]
    book.record_many(lines)
    return len(gone)


def _must_be_unused(
    gone: Sequence[Person], posted: Sequence[Posting], waiting: Sequence[PowerRequest], since: datetime
) -> None:
    """Raise Unfit where somebody has come in, done something, or been given or refused power since."""
    if any(one.state != PowerState.ASKED for one in waiting):
        raise Unfit(_("导入的任命里有的已经由另一个人审批，不能撤销。请逐个免去。"))
    if guards := [one.person.name for one in posted if rules.role_guards(one.role)]:
        raise Unfit(_("%(name)s审批或者审计权力，不能由一个人撤销，请走“权力事项”免去。") % {"name": guards[0]})
    refs = [one.ref for one in gone] + [one.person.ref for one in posted]
    entered = next((one.name for one in gone if one.last_login is not None), "")
    if entered or book.is_told_since(since, by=refs):
        raise Unfit(_("导入的人员里已经有人登录或办理过事情%(who)s，不能撤销。不用的账号请停用。") % {
            "who": _("（如%(name)s）") % {"name": entered} if entered else ""
        })  # fmt: skip
