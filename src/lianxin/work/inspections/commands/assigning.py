"""分包和提示卡的事项: bind a person or department to a township from a day on, end it; note the cards handed over."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.inspections.models import Assignment, CardSent
from lianxin.work.inspections.terms import PLAN, AssignmentKind


@transaction.atomic
def assign(
    *, unit: Unit, kind: str, since: date, by: Actor, at: datetime, person: Person | None = None, name: str = "",
    post: str = "", phone: str = "", department: Unit | None = None,
) -> Assignment:  # fmt: skip
    """分包: a township to an inspector, a leader as head of its main station, or a department that sends people (M214)."""
    by.must_at(PLAN, unit.path)
    if unit.kind != UnitKind.TOWNSHIP:
        raise Unfit(_("分包到乡镇。"), "unit")
    is_department = AssignmentKind(kind) == AssignmentKind.DEPARTMENT
    name = (name.strip() or (person.name if person else ""))[:60]
    if is_department and department is None:
        raise Unfit(_("请写哪个部门。"), "department")
    if not is_department and not name:
        raise Unfit(_("请写姓名。"), "name")
    made = Assignment(
        code=new_code(), kind=kind, unit=unit, unit_path=unit.path, person=person, name=name, post=post.strip()[:60],
        phone=phone.strip()[:30], department=department if is_department else None, since=since,
    )  # fmt: skip
    same = Assignment.objects.filter(unit=unit, kind=kind, until=None).select_related("department")
    if any((one.department_id, one.key) == (made.department_id, made.key) for one in same):
        raise Unfit(_("%(who)s已经分包%(unit)s。") % {"who": made.who, "unit": unit.name}, "name")
    made.save()
    book.record("assignment.made", of=made.ref, unit_path=unit.path, by=by, at=at, private={"name": made.who},
                unit=unit.name, about=AssignmentKind(kind).label)  # fmt: skip
    return made


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date, by: Actor, at: datetime) -> Assignment:
    """不再分包, after that day; the line stays for the time it held."""
    found = Assignment.objects.select_for_update(of=("self",)).select_related("unit", "department")
    assignment = found.get(pk=assignment.pk)
    by.must(PLAN, assignment)
    if assignment.until is not None or until < assignment.since:
        raise Unfit(_("已经不再分包，或者日期早于开始的那天。"), "until")
    assignment.until = until
    assignment.save(update_fields=["until"])
    book.record("assignment.ended", of=assignment.ref, unit_path=assignment.unit_path, by=by, at=at,
                private={"name": assignment.who}, unit=assignment.unit.name,
                about=AssignmentKind(assignment.kind).label, until=until.isoformat())  # fmt: skip
    return assignment


@transaction.atomic
def send_cards(*, unit: Unit, day: date, names: Mapping[str, str], by: Actor, at: datetime) -> int:
    """送达提示卡 for a work day: by key of each leader, with the name; those noted before stay. How many are new."""
    by.must_at(PLAN, unit.path)
    known = set(CardSent.objects.select_for_update().filter(unit=unit, day=day).values_list("key", flat=True))
    new = [CardSent(unit=unit, unit_path=unit.path, day=day, key=key, name=name, sent_on=localdate(at), by_name=by.name)
           for key, name in names.items() if key not in known]  # fmt: skip
    if not new:
        raise Unfit(_("这些提示卡都已经记为送达。"))
    CardSent.objects.bulk_create(new)
    book.record("reminder_card.sent", of=unit.ref, unit_path=unit.path, by=by, at=at, on=day.isoformat(),
                count=len(new))  # fmt: skip
    return len(new)
