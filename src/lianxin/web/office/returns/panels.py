"""摸底统计在今日上的: what is due, what is asked about a figure, what lower units have reported; one statement."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.returns.models import FigureQuery, MonthReturn
from lianxin.reports.returns.terms import ACCEPT, APPROVE, COLLECT, HANDED_IN, QueryState, Stage
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting

AHEAD, MOST = timedelta(days=5), 80


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Returns of one's own unit that are due, questions to answer or to close, lower returns to accept: one statement."""
    files, collects, accepts = actor.has(APPROVE), actor.has(COLLECT), actor.has(ACCEPT)
    if not (files or collects or accepts):
        return
    own = Q(unit_path=actor.own_path)
    due = own & Q(due_on__lte=today + AHEAD, excused="") & ~Q(stage__in=HANDED_IN) if files else Q(pk__in=())
    here = FigureQuery.objects.filter(figure__of=OuterRef("pk"))
    asked = Exists(here.filter(state=QueryState.OPEN))
    answered = Exists(here.filter(state=QueryState.ANSWERED, asked_ref=actor.ref))
    reported = Q(stage=Stage.REPORTED, above__unit_path=actor.own_path) if accepts else Q(pk__in=())
    to_answer = own & asked if collects else Q(pk__in=())
    found = MonthReturn.objects.filter(due | to_answer | answered | reported).annotate(
        is_asked=asked, is_answered=answered
    )
    rows = list(found.select_related("form", "unit", "above").order_by("due_on", "pk")[:MOST])
    for one in rows:
        if (
            files
            and one.unit_path == actor.own_path
            and one.stage not in HANDED_IN
            and one.due_on <= today + AHEAD
            and not one.excused
        ):
            yield _due(one, today)
        if collects and one.unit_path == actor.own_path and one.is_asked:
            yield Waiting(
                _("答复疑问"), _title(one), one.get_stage_display(), reverse("returns:month", args=[one.code])
            )
        if one.is_answered:
            yield Waiting(_("了结疑问"), _title(one), one.unit.name, reverse("returns:month", args=[one.code]))
    yield from _to_accept([one for one in rows if accepts and one.stage == Stage.REPORTED and one.above
                           and one.above.unit_path == actor.own_path])  # fmt: skip


def _title(one: MonthReturn) -> str:
    return f"{one.period.label}{one.form.title}"


def _due(one: MonthReturn, today: date) -> Waiting:
    days = (one.due_on - today).days
    left = ngettext("%(n)s 日后上报", "%(n)s 日后上报", days) % {"n": days} if days >= 0 else ngettext(
        "过了 %(n)s 日没上报", "过了 %(n)s 日没上报", -days) % {"n": -days}  # fmt: skip
    url = reverse("returns:end")
    return Waiting(
        _("上报摸底统计"), _title(one), one.get_stage_display(), url, one.due_on, left, "late" if days < 0 else "soon"
    )


def _to_accept(rows: list[MonthReturn]) -> Iterator[Waiting]:
    """One line for all that reported to the same return."""
    for above in {one.above.pk: one.above for one in rows if one.above}.values():
        mine = [one for one in rows if one.above_id == above.pk]
        words = ngettext("%(n)s 份等接收", "%(n)s 份等接收", len(mine)) % {"n": len(mine)}
        url = reverse("returns:below", args=[above.code])
        yield Waiting(_("接收摸底统计"), _title(mine[0]), words, url, above.due_on)


panels.waits(waits)
panels.rows("monthreturn", "returns/rows_monthreturn.html")
