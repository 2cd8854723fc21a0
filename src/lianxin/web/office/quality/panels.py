"""数据质量和下步打算在今日和摸底统计页上的: what one's own unit has to explain and to report on; the doubts of a return."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.pure.workdays import Calendar
from lianxin.reports.nextsteps import queries as nextsteps
from lianxin.reports.nextsteps.terms import REPORT
from lianxin.reports.quality import queries
from lianxin.reports.quality.terms import EXPLAIN, VIEW
from lianxin.reports.returns.models import MonthReturn
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.periods import period_words
from lianxin.web.ui.request import Request

COLUMNS = ("sort", "key", "what", "whose", "day")


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Steps of one's own unit due within a week or late, and doubts of its returns: one statement for both."""
    if not (actor.has(REPORT) or actor.has(EXPLAIN)):
        return
    steps = nextsteps.due_for(actor, today).order_by().annotate(
        sort=Value("step"), key=F("code"), what=F("heading"), whose=F("unit__name"), day=F("due_on")
    )  # fmt: skip
    doubts = queries.to_explain(actor).order_by().annotate(
        sort=Value("doubt"), key=F("of__code"), what=F("label"), whose=F("of__month"), day=F("of__due_on")
    )  # fmt: skip
    found = steps.values_list(*COLUMNS).union(doubts.values_list(*COLUMNS), all=True).order_by("day", "key")
    for kind, key, what, whose, day in found[:most]:
        words, tone = _left(day, today)
        if kind == "step":
            yield Waiting(_("报告落实情况"), what, whose, reverse("nextsteps:step", args=[key]), day, words, tone)
        else:
            month, url = period_words(Period.parse(whose)), reverse("quality:return", args=[key])
            yield Waiting(_("说明数据疑点"), what, month, url, day, words, tone)


def _left(day: date, today: date) -> tuple[str, str]:
    days = (day - today).days
    if days < 0:
        return ngettext("过了 %(n)s 日", "过了 %(n)s 日", -days) % {"n": -days}, "late"
    return ngettext("还有 %(n)s 日", "还有 %(n)s 日", days) % {"n": days}, "soon"


def beside_return(request: Request, month: MonthReturn) -> dict[str, Any] | None:
    """疑点 noted of the return: one statement; they were noted when its figures changed."""
    if not request.actor.may(VIEW, month):
        return None
    return {"doubts": list(queries.noted(month)), "month": month}


panels.waits(waits)
panels.panel("return", "quality/panel.html", beside_return)
panels.rows("doubt", "quality/rows_doubt.html")
panels.rows("samplelook", "quality/rows_samplelook.html")
