"""报送负担: what the requests and the return forms have units type, by who asked (JF-6, F096)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.burden import Burden, measure
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.asking.models import RequestSheet
from lianxin.reports.asking.terms import VIEW
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import VIEW as SEE_RETURN
from lianxin.reports.returns.terms import LineSource

FIELDS, MINUTES, REQUESTS, RETURNS = "asking.fields", "asking.minutes", "asking.requests", "return.lines"


def _sheets(under: Unit, first: date, last: date, by: Actor, amount: str) -> Iterator[Burden]:
    """One statement."""
    rows = RequestSheet.objects.costing().filter(within("unit_path", under.path), asked_on__range=(first, last))
    for one in rows.select_related("of__unit").order_by("asked_on", "pk"):
        page, arg = ("asking:sheet", one.code) if by.may_at(VIEW, one.unit_path) else ("", "")
        many = 1 if amount == REQUESTS else one.minutes if amount == MINUTES else one.fields
        yield Burden(one.unit_path, one.asked_on, one.of.asker, one.of.title, many, one.minutes, page, arg)


def requests(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """Each sheet once."""
    return _sheets(under, first, last, by, REQUESTS)


def fields(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """Each sheet with the items that had to be typed."""
    return _sheets(under, first, last, by, FIELDS)


def minutes(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """Each sheet with the minutes that its asker thought it takes."""
    return _sheets(under, first, last, by, MINUTES)


def returns(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """Figures from elsewhere that a return has its unit type; who asks is the unit that set the form. One statement."""
    found = MonthReturn.objects.filter(within("unit_path", under.path), opened_on__range=(first, last))
    typed = Count("figures", filter=Q(figures__line__source=LineSource.EXTERNAL))
    for one in found.select_related("form__unit").annotate(typed=typed).order_by("opened_on", "pk"):
        if one.typed:
            page, arg = ("returns:month", one.code) if by.may_at(SEE_RETURN, one.unit_path) else ("", "")
            words = f"{one.month} {one.form.title}"
            yield Burden(one.unit_path, one.opened_on, one.form.unit.name, words, one.typed, 0, page, arg)


measure(REQUESTS, _("报送要求"), _("份"), requests)
measure(FIELDS, _("手填项"), _("项"), fields)
measure(MINUTES, _("填报用时（估计）"), _("分钟"), minutes)
measure(RETURNS, _("摸底表手填"), _("项"), returns)
