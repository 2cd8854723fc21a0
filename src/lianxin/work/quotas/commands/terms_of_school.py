"""学期 and 学期检查: the school calendar, and that a unit looked once a term at how contact with people is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.quotas.models import SchoolTerm, TermCheck
from lianxin.work.quotas.terms import EDIT, TEAM

MOST_SAMPLED = 20
TERMS_IN_A_YEAR = 3


@transaction.atomic
def set_term(*, year: str, number: int, first: date, last: date, by: Actor, at: datetime) -> SchoolTerm:
    """设定学期: its first and last day; the same term again corrects it. Terms never overlap."""
    top = top_unit()
    if top is None:
        raise Unfit(_("还没有单位。"))
    by.must_at(EDIT, top.path)
    if not year.strip() or not 1 <= number <= TERMS_IN_A_YEAR:
        raise Unfit(_("请写学年，例如“2026—2027学年”，和第几学期。"), "year")
    if last <= first or (last - first).days > 250:
        raise Unfit(_("最后一天要在开学之后，一学期不超过 250 天。"), "last")
    others = SchoolTerm.objects.exclude(year=year.strip(), number=number)
    if others.filter(first__lte=last, last__gte=first).exists():
        raise Unfit(_("与别的学期重叠。"), "first")
    term, _made = SchoolTerm.objects.update_or_create(
        year=year.strip(), number=number, defaults={"first": first, "last": last}
    )
    book.record("school_term.set", of=term.ref, unit_path=top.path, by=by, at=at, year=term.year, number=number,
                first=first.isoformat(), last=last.isoformat())  # fmt: skip
    return term


@transaction.atomic
def record_check(
    *, unit: Unit, on: date, looked_at: str, by: Actor, at: datetime, found: str = "", sample: Sequence[str] = ()
) -> TermCheck:  # fmt: skip
    """学期检查: done on that day, by whom, what was looked at; `sample` are records that exist already (JF-8)."""
    by.must_at(TEAM, unit.path)
    if not looked_at.strip():
        raise Unfit(_("请写看了什么。"), "looked_at")
    if on > localdate(at):
        raise Unfit(_("检查日期不能晚于今天。"), "on")
    if len(sample) > MOST_SAMPLED:
        raise Unfit(_("一次最多抽看 %(most)s 条。") % {"most": MOST_SAMPLED}, "sample")
    check = TermCheck.objects.create(
        code=new_code(), home=unit, home_path=unit.path, on=on, looked_at=looked_at.strip(), found=found.strip(),
        sample=list(dict.fromkeys(sample)), by_name=by.name, recorded_at=at,
    )  # fmt: skip
    book.record("term_check.done", of=check.ref, unit_path=unit.path, by=by, at=at, sampled=len(check.sample),
                private={"found": check.found})  # fmt: skip
    return check
