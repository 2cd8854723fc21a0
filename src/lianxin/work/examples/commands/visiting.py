"""挖掘典型的走访: plan where to look, with whom and when; say what was seen, or why nobody went (M245)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.examples.models import Example, ExampleVisit
from lianxin.work.examples.terms import NOMINATE, VIEW


@transaction.atomic
def plan(
    *, unit: Unit, purpose: str, planned_on: date, by: Actor, at: datetime, companions: str = "",
    example: Example | None = None,
) -> ExampleVisit:  # fmt: skip
    """安排去看: where, for what, with whom and when; `example`: one that was put forward and is to be seen."""
    by.must_at(NOMINATE, by.own_path)
    by.must_at(VIEW, unit.path)
    if not purpose.strip():
        raise Unfit(_("请写去看什么。"), "purpose")
    if planned_on < localdate(at):
        raise Unfit(_("安排的日期不能早于今天。"), "planned_on")
    if example is not None and not by.may(VIEW, example):
        raise Unfit(_("没有这个典型，请核对编号。"), "example")
    visit = ExampleVisit.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, home_path=by.own_path, example=example,
        purpose=purpose.strip()[:120], companions=companions.strip()[:120], planned_on=planned_on, by_name=by.name,
    )  # fmt: skip
    book.record(
        "example_visit.planned", of=visit.ref, unit_path=unit.path, by=by, at=at, on=planned_on.isoformat(),
        unit=unit.name,
    )  # fmt: skip
    return visit


@transaction.atomic
def done(*, visit: ExampleVisit, on: date, note: str, by: Actor, at: datetime) -> ExampleVisit:
    """看过了: on which day, what was seen; what is worth it is put forward from here."""
    visit = _open(visit, by)
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), "on")
    if not note.strip():
        raise Unfit(_("请写看到什么，没有收获也写一句。"), "note")
    visit.done_on, visit.note = on, note.strip()
    visit.save(update_fields=["done_on", "note"])
    book.record(
        "example_visit.done", of=visit.ref, unit_path=visit.unit_path, by=by, at=at, private={"note": visit.note}
    )
    return visit


@transaction.atomic
def drop(*, visit: ExampleVisit, reason: str, by: Actor, at: datetime) -> ExampleVisit:
    """不去了, with the reason."""
    visit = _open(visit, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么不去了。"), "reason")
    visit.dropped_why = reason.strip()[:120]
    visit.save(update_fields=["dropped_why"])
    book.record(
        "example_visit.dropped",
        of=visit.ref,
        unit_path=visit.unit_path,
        by=by,
        at=at,
        private={"reason": visit.dropped_why},
    )
    return visit


def _open(visit: ExampleVisit, by: Actor) -> ExampleVisit:
    visit = ExampleVisit.objects.select_for_update(of=("self",)).select_related("unit").get(pk=visit.pk)
    by.must_at(NOMINATE, visit.home_path)
    if visit.done_on is not None or visit.dropped_why:
        raise Unfit(_("这次走访已经有结果了。"))
    return visit
