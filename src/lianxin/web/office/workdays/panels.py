"""工作日在今日上的: leave that waits for one, one's own station's last day not yet confirmed, this month's theme in a line."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.paths import STEP, ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.every_fives import FixedDay, fixed_days
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet, Waiting
from lianxin.work.stations.models import Station
from lianxin.work.workdays import queries
from lianxin.work.workdays.models import DayRecord, Theme, WorkdayRule
from lianxin.work.workdays.terms import APPROVE, CONFIRM, DEFAULT_RULE, VERIFY

RECENT = timedelta(days=14)


def leaves_wait(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Leave to be verified or decided: one statement, none for those who decide nothing."""
    if not (actor.has(VERIFY) or actor.has(APPROVE)):
        return
    for one in queries.leaves_waiting(actor)[:most]:
        word = _("审批请假") if one.number else _("核准请假")
        title = _("%(name)s，%(since)s起，%(reason)s") % {
            "name": one.member.name, "since": one.since.isoformat(), "reason": one.reason_label,
        }  # fmt: skip
        tone = "soon" if one.first_on <= today else ""
        url = reverse("workdays:leave", args=[one.code])
        yield Waiting(word, title, one.station.unit.name, url, one.first_on, "", tone)


def day_waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """The last work day, where one's own station has not confirmed it: one statement; the county has no station."""
    if not actor.has(CONFIRM) or len(actor.own_path) <= STEP:
        return
    rule = WorkdayRule.objects.filter(valid_from__lte=today).order_by("-valid_from")
    confirmed = DayRecord.objects.filter(station=OuterRef("pk")).order_by("-on")
    found = Station.objects.standing(today).filter(unit_path=actor.own_path).annotate(
        rule_days=Subquery(rule.values("days")[:1]), rule_moves=Subquery(rule.values("moves")[:1]),
        confirmed_on=Subquery(confirmed.values("on")[:1]),
    ).select_related("unit")  # fmt: skip
    for station in found[:1]:
        day = _last_day(station, today, calendar)
        if day and day.on >= station.opened_on and (station.confirmed_on is None or station.confirmed_on < day.on):
            title = _("%(on)s群众工作日：都按安排到岗就点一下") % {"on": day.on.isoformat()}
            url = reverse("workdays:confirm", args=[day.on.isoformat(), station.pk])
            yield Waiting(_("确认工作日"), title, station.unit.name, url)


def _last_day(station: Station, today: date, calendar: Calendar) -> FixedDay | None:
    days, moves = getattr(station, "rule_days", None), getattr(station, "rule_moves", None)
    numbers = [int(part) for part in days.split(",")] if days else DEFAULT_RULE.numbers
    found = fixed_days(
        numbers, today - RECENT, today, calendar=calendar, moves=DEFAULT_RULE.moves if moves is None else moves
    )
    return found[-1] if found else None


def theme_said(actor: Actor, today: date) -> Iterator[Quiet]:
    """This month's theme, to those of a station: one statement."""
    if not actor.has(CONFIRM) or len(actor.own_path) <= STEP:
        return
    month = f"{today:%Y-%m}"
    found = Theme.objects.filter(unit_path__in=ancestors(actor.own_path), month=month, sent_on__isnull=False)
    for theme in found[:1]:
        yield Quiet(
            _("本月群众工作日主题：%(title)s") % {"title": theme.title}, reverse("workdays:month", args=[month])
        )


panels.waits(leaves_wait)
panels.waits(day_waits)
panels.quiet(theme_said)
panels.rows("absence", "workdays/rows_absence.html")
panels.rows("dayrecord", "workdays/rows_dayrecord.html")
