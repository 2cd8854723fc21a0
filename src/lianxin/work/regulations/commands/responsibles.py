"""责任人的事项: named from a day, ended on a day; one first 责任人 at a time (M247)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.regulations.models import Responsibility
from lianxin.work.regulations.terms import EDIT, Answerable


@transaction.atomic
def name_responsible(
    *, of: str, about: str, unit: Unit, role: str, post: str, since: date, by: Actor, at: datetime,
    person: Person | None = None, name: str = "", allowed: bool = False,
) -> Responsibility:  # fmt: skip
    """确定责任人 of a programme (`of` its text reference, `about` its name); a new 第一责任人 ends the one before.

    `allowed`: the room whose record it is has asked its own permission already; otherwise 制定制度 is asked for.
    """
    if not allowed and not by.may_at(EDIT, unit.path):
        raise NotAllowed(_("您现在的职务不能在该单位办理此事：%(what)s。") % {"what": EDIT.label})
    label = (person.name if person else name).strip()
    if not label or not post.strip():
        raise Unfit(_("请写责任人的姓名和职务。"), "name" if not label else "post")
    one = Responsibility(
        of=of, about=about[:120], unit=unit, unit_path=unit.path, role=Answerable(role), person=person, name=label,
        post=post.strip(), since=since,
    )  # fmt: skip
    _make_room(one)
    one.save(force_insert=True)
    book.record(
        "responsibility.named", of=of, unit_path=unit.path, by=by, at=at, private={"name": str(one)},
        role=str(one.get_role_display()), since=since.isoformat(),
    )  # fmt: skip
    return one


@transaction.atomic
def end_responsibility(*, responsibility: Responsibility, until: date, by: Actor, at: datetime) -> Responsibility:
    """责任期满: the last day; who answered when stays to be read."""
    one = Responsibility.objects.select_for_update().get(pk=responsibility.pk)
    by.must(EDIT, one)
    if one.until is not None or until < one.since:
        raise Unfit(_("最后一天不能早于开始的那天，已经期满的不再改。"), "until")
    one.until = until
    one.save(update_fields=["until"])
    book.record(
        "responsibility.ended", of=one.of, unit_path=one.unit_path, by=by, at=at, private={"name": str(one)},
        until=until.isoformat(),
    )  # fmt: skip
    return one


def _make_room(one: Responsibility) -> None:
    same = Responsibility.objects.filter(of=one.of).filter(Q(until=None) | Q(until__gte=one.since))
    if same.filter(role=one.role, name=one.name, post=one.post).exists():
        raise Unfit(_("这位已经是这件事的%(role)s。") % {"role": one.get_role_display()}, "name")
    if one.role != Answerable.FIRST:
        return
    for before in same.filter(role=Answerable.FIRST):
        if before.since >= one.since:
            raise Unfit(_("那天已经有第一责任人。"), "since")
        before.until = one.since - timedelta(days=1)
        before.save(update_fields=["until"])
