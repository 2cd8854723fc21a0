"""请假情况说明: the letter to the upper city, of every approved leave of a work day or a span of days (M219)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import official_date
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.dispatches.commands import register
from lianxin.work.dispatches.terms import DispatchKind
from lianxin.work.workdays.models import Absence, AbsenceLetter
from lianxin.work.workdays.terms import APPROVE, AbsenceStage


@transaction.atomic
def write_letter(*, unit: Unit, first: date, last: date, addressee: str, by: Actor, at: datetime) -> AbsenceLetter:
    """情况说明: all approved leaves that touch these days and were told in no letter yet, registered as a 函.

    The lines are kept as they were told. Raises Unfit where there is nothing to tell.
    """
    by.must_at(APPROVE, unit.path)
    if last < first or (last - first).days > 366:
        raise Unfit(_("结束日期不能早于开始日期。"), "last")
    if not addressee.strip():
        raise Unfit(_("请写报送给哪个单位。"), "addressee")
    found: Any = Absence.objects.select_for_update(of=("self",)).filter(
        within("unit_path", unit.path), stage=AbsenceStage.APPROVED, letter=None
    )
    found = list(found.touching(first, last).select_related("member", "station__unit", "substitute").order_by(
        "since", "unit_path", "pk"))  # fmt: skip
    if not found:
        raise Unfit(_("这几天没有还未说明的请假。"), "first")
    today, code = localdate(at), new_code()
    with override(settings.LANGUAGE_CODE):  # the paper is Chinese, also where the page around it is not
        dispatch = register(
            kind=DispatchKind.LETTER, title=_("关于群众工作日进站人员请假情况的说明"), unit=unit, on=today,
            copies_to=addressee.strip(), source=f"absence_letter:{code}", by=by, at=at,
        )  # fmt: skip
    letter = AbsenceLetter.objects.create(
        code=code, unit=unit, unit_path=unit.path, first=first, last=last, addressee=addressee.strip()[:60],
        dated_on=today, number=dispatch.number, dispatch=dispatch, lines=[_line(one) for one in found], by_name=by.name,
    )  # fmt: skip
    Absence.objects.filter(pk__in=[one.pk for one in found]).update(letter=letter)
    book.record(
        "absence.letter_made", of=letter.ref, unit_path=unit.path, by=by, at=at, count=len(found), number=letter.number,
        period=official_date(first) if first == last else f"{official_date(first)}至{official_date(last)}",
    )  # fmt: skip
    return letter


def _line(absence: Absence) -> dict[str, str]:
    """What is told of one leave: who, from when, why, the matter, who stands in."""
    one = absence.station.unit
    return {
        "unit": one.name, "name": absence.member.name, "post": absence.member.post, "since": absence.since.isoformat(),
        "until": absence.until.isoformat(), "reason": absence.reason_label, "matter": absence.matter,
        "substitute": absence.substitute.name if absence.substitute else "",
        "substitute_post": absence.substitute.post if absence.substitute else "", "number": absence.number,
    }  # fmt: skip
