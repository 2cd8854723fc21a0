"""诉求时限: which rule a concern runs under, its due date, and the explanation of each day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.pure.workdays import Calendar, ClockRule, Due, Pause, run
from lianxin.work.concerns.models import Concern, Pausing
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.regimes import regime_of
from lianxin.work.concerns.through_terms import Ground


def default_clock(*, kind: str, channel: str, on: date, handling: str = "") -> str:
    """The code of the rule that applies where the clerk chose none: by the regime of the channel that day, class, nature."""
    return regime_of(channel, on).clock(kind=kind, handling=handling)


def start(concern: Concern, *, clock: str, on: date) -> None:
    """Set the clock of a first round: promise and working date."""
    preset = clocks.rule(clock, on=on)
    due = run(preset.rule, on, clocks.calendar())
    concern.clock, concern.clock_version = preset.code, preset.version
    concern.clock_start = concern.round_clock_start = on
    concern.extended_by = 0
    concern.first_due_on = concern.due_on = due.on
    concern.due_is_provisional = due.provisional


def may_start(concern: Concern, today: date) -> bool:
    """Whether sorting may still set the promise: before it was handed out, and never once the promise has passed (T11)."""
    return concern.assigned_on is None and not (concern.first_due_on is not None and concern.first_due_on < today)


def restart(concern: Concern, *, on: date) -> None:
    """Set the working date of a further round; the first promise stays, so that lateness cannot be undone (T11)."""
    if not concern.clock:  # its first promise came from a ledger, not from a rule
        preset = clocks.rule(default_clock(kind=concern.kind, channel=concern.channel, on=on), on=on)
        concern.clock, concern.clock_version = preset.code, preset.version
    due = run(clocks.rule(concern.clock, concern.clock_version).rule, on, clocks.calendar())
    concern.round_clock_start, concern.due_on, concern.due_is_provisional = on, due.on, due.provisional
    concern.extended_by = concern.paused_by = 0
    concern.paused_on = None


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


def move(concern: Concern) -> Due:
    """Set the dates anew after an extension or a pause; in the first round the promise moves along. Needs a clock."""
    due = explain(concern)
    if due is None:
        raise Unfit(_("这件诉求的期限来自导入的台账，没有对应的期限规则，不能变动。"))
    concern.due_on, concern.due_is_provisional = due.on, due.provisional
    if concern.round == 1:
        concern.first_due_on = due.on
    return due


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
    rule = replace(with_grounds(clocks.rule(concern.clock, concern.clock_version).rule), start_event=started)
    return run(
        rule, concern.round_clock_start, calendar or clocks.calendar(), concern.extended_by, paused=pauses_of(concern)
    )


def with_grounds(rule: ClockRule) -> ClockRule:
    """The rule with what may stop it: a clock quoted from a law rests only for what that law names."""
    if rule.grade == "P":
        return rule
    return replace(rule, pause_reasons=(*rule.pause_reasons, *(_WORDS[ground] for ground in GROUNDS)))


def pauses_of(concern: Concern) -> list[Pause]:
    """The pauses of the present round; asks the table only where there was one."""
    if concern.paused_on is None:
        return []
    rows = Pausing.objects.filter(concern_id=concern.pk, round=concern.round)
    return [Pause(row.first, row.last, ground_word(row.ground)) for row in rows]


GROUNDS = tuple(Ground)
_WORDS = {Ground.HEARING: "听证", Ground.EXPERTISE: "鉴定检测", Ground.COURT: "司法或仲裁程序",
          Ground.RESIDENT: "群众要求暂缓", Ground.FORCE: "不可抗力"}  # fmt: skip


def ground_word(ground: str) -> str:
    """The Chinese word of a ground, as the rules name it, whatever language the reader chose."""
    return _WORDS[Ground(ground)]


def today(at: datetime) -> date:
    """The local day of a moment: never `at.date()`, which near midnight UTC is another day."""
    return localdate(at)


def provisional() -> Iterable[Concern]:
    """Open concerns whose date hangs on a year whose holidays are not yet published."""
    return Concern.objects.open().filter(due_is_provisional=True).order_by("pk")
