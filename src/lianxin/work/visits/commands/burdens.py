"""接待负担: entered by the village itself when it wishes; nobody asks for it, no visit waits for it (M105, JF-1)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.visits.models import Burden, Visit
from lianxin.work.visits.terms import BURDEN

MOST_PEOPLE = 999
MOST_YUAN = 9_999_999


@transaction.atomic
def note_burden(
    *, unit: Unit, who: str, on: date, people: int, by: Actor, at: datetime, until: date | None = None, hours: int = 0,
    cost_yuan: int = 0, papers: int = 0, note: str = "", visit: Visit | None = None,
) -> Burden:  # fmt: skip
    """登记接待负担: which unit came, how many, how long, what it cost, how many papers were asked for."""
    by.must_at(BURDEN, unit.path)
    until = until or on
    if not who.strip():
        raise Unfit(_("请写明来的是哪个单位。"), "who")
    if until < on or until > localdate(at):
        raise Unfit(_("请核对起止日期。"), "until")
    if not 1 <= people <= MOST_PEOPLE:
        raise Unfit(_("请写来了几个人。"), "people")
    if not (0 <= hours <= MOST_PEOPLE and 0 <= papers <= MOST_PEOPLE and 0 <= cost_yuan <= MOST_YUAN):
        raise Unfit(_("请核对数字。"), "cost_yuan")
    if visit is not None and visit.unit_path != unit.path:
        raise Unfit(_("这次走访不是到本单位的。"), "visit")
    burden = Burden.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, visit=visit, who=who.strip(), on=on, until=until, people=people,
        hours=hours, cost_yuan=cost_yuan, papers=papers, note=note.strip(), noted_by=by.name, noted_at=at,
    )  # fmt: skip
    book.record(
        "burden.noted", of=burden.ref, unit_path=unit.path, by=by, at=at, private={"note": burden.note}, people=people,
        cost=cost_yuan,
    )  # fmt: skip
    return burden


@transaction.atomic
def withdraw_burden(*, burden: Burden, reason: str, by: Actor, at: datetime) -> Burden:
    """撤回登记: entered by mistake; it stays with its reason in the journal and counts no more."""
    burden = Burden.objects.select_for_update().get(pk=burden.pk)
    by.must(BURDEN, burden)
    if burden.withdrawn_on is not None:
        raise Unfit(_("这条登记已经撤回。"))
    if not reason.strip():
        raise Unfit(_("请写明理由。"), "reason")
    burden.withdrawn_on = localdate(at)
    burden.save(update_fields=["withdrawn_on"])
    book.record("burden.withdrawn", of=burden.ref, unit_path=burden.unit_path, by=by, at=at, private={"reason": reason})
    return burden
