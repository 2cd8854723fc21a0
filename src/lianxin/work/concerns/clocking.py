"""诉求时限: which rule a concern runs under, its due date, and the explanation of each day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.pure.workdays import Calendar, Due, run
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Handling, Kind

DEFAULT_CLOCKS = {
    Kind.ENQUIRY: "enquiry_2wd",
    Kind.HELP: "help_10wd",
    Kind.SUGGESTION: "suggestion_10wd",
    Kind.PRAISE: "suggestion_10wd",
    Kind.COMPLAINT: "complaint_15wd",
    Kind.TIP_OFF: "complaint_15wd",
    Kind.OPINION: "suggestion_10wd",
    Kind.CRITICISM: "complaint_15wd",
}
CHANNEL_CLOCKS = {Channel.RECEPTION_DAY: "reception_7wd", Channel.MAILBOX: "reception_7wd"}


def default_clock(*, kind: str, channel: str, handling: str = "") -> str:
    """The code of the rule that applies where the clerk chose none: by class, then channel, then nature."""
    if handling == Handling.IMMEDIATE:
        return "immediate_1wd"
    return CHANNEL_CLOCKS.get(Channel(channel)) or DEFAULT_CLOCKS[Kind(kind)]


def start(concern: Concern, *, clock: str, on: date) -> None:
    """Set the clock of a first round: promise and working date."""
    preset = clocks.rule(clock)
    due = run(preset.rule, on, clocks.calendar())
    concern.clock, concern.clock_version = preset.code, preset.version
    concern.clock_start = concern.round_clock_start = on
    concern.extended_by = 0
    concern.first_due_on = concern.due_on = due.on
    concern.due_is_provisional = due.provisional


def restart(concern: Concern, *, on: date) -> None:
    """Set the working date of a further round; the first promise stays, so that lateness cannot be undone (T11)."""
    if not concern.clock:  # its first promise came from a ledger, not from a rule
        preset = clocks.rule(default_clock(kind=concern.kind, channel=concern.channel))
        concern.clock, concern.clock_version = preset.code, preset.version
    due = run(clocks.rule(concern.clock, concern.clock_version).rule, on, clocks.calendar())
    concern.round_clock_start, concern.due_on, concern.due_is_provisional = on, due.on, due.provisional
    concern.extended_by = 0


def recompute(concern: Concern, calendar: Calendar) -> bool:
    """Compute the dates again under a new calendar; whether anything changed. A date set nearer by hand stays."""
    due = explain(concern, calendar)
    if due is None:
        return False
    was = (concern.first_due_on, concern.due_on, concern.due_is_provisional)
    is_nearer = concern.round == 1 and concern.due_on != concern.first_due_on
    if concern.round == 1:
        concern.first_due_on = due.on
    if not is_nearer:
        concern.due_on = due.on
    concern.due_is_provisional = due.provisional
    return was != (concern.first_due_on, concern.due_on, concern.due_is_provisional)


def working_date(concern: Concern) -> date:
    """The date of this round; raises Unfit where none was set (imported without one)."""
    if concern.due_on is None:
        raise Unfit(_("这件诉求还没有期限，请先分类受理。"))
    return concern.due_on


def explain(concern: Concern, calendar: Calendar | None = None) -> Due | None:
    """The working date of this round, day by day; None where no clock was set (imported records).

    The rules of hotlines count from 受理; here the clock starts at the receipt already, and the explanation says so.
    """
    if not concern.clock or concern.round_clock_start is None:
        return None
    started = "收到" if concern.round == 1 else "重办"
    rule = replace(clocks.rule(concern.clock, concern.clock_version).rule, start_event=started)
    return run(rule, concern.round_clock_start, calendar or clocks.calendar(), extended_by=concern.extended_by)


def today(at: datetime) -> date:
    """The local day of a moment: never `at.date()`, which near midnight UTC is another day."""
    return localdate(at)


def provisional() -> Iterable[Concern]:
    """Open concerns whose date hangs on a year whose holidays are not yet published."""
    return Concern.objects.open().filter(due_is_provisional=True).order_by("pk")
