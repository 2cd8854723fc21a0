"""本县自定的期限: a limit for answering residents that the county adds to those that are given.

It rests on a paper of the county and says so (`Grade.LOCAL`). What the petition regulation says of any matter is the longest:
on no day of the year may it end later.
"""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from lianxin.base.clocks import queries
from lianxin.base.clocks.presets import PRESETS
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.terms import State
from lianxin.pure.problems import Unfit
from lianxin.pure.workdays import Calendar, ClockRule, run

KIND, PREFIX = "clock", queries.OWN
LAW = next(rule for rule in PRESETS if rule.code == "petition_60d")
#: as the limits that are given: from the day on which a matter is received
START = "收到"


def is_own(code: str) -> bool:
    """Whether the county added this rule itself."""
    return code.startswith(PREFIX)


def blank(key: str) -> ClockRule:
    """What a rule is before anything is said of it."""
    return ClockRule(key, "", 0, "workday", START, grade="L")


def names() -> dict[str, str]:
    """Each of the county's own with its newest name; one that was never sent on and given up is gone."""
    rows = SettingVersion.objects.filter(kind=KIND, key__startswith=PREFIX).exclude(state=State.DROPPED)
    return {row.key: str(row.value["label"]) for row in rows.order_by("key", "number")}


def next_key() -> str:
    """The code of a further one; a code is not given again."""
    keys = SettingVersion.objects.filter(kind=KIND, key__startswith=PREFIX).values_list("key", flat=True)
    return f"{PREFIX}{max((int(key.removeprefix(PREFIX)) for key in keys), default=0) + 1}"


def must_not_exceed(rule: ClockRule) -> None:
    """What the regulation says of every matter is the longest, however the days are counted. Raises Unfit."""
    words = {"basis": LAW.legal_basis, "limit": LAW.limit}
    calendar = queries.calendar()
    if rule.unit == "hour":
        raise Unfit(_("本县自定的期限按日或者工作日算。"), "unit")
    if _ends_later(rule, LAW, calendar):
        raise Unfit(_("%(basis)s规定的是%(limit)s，这是最长的，只能更短。") % words, "amount")
    longest, most = _extended(rule), _extended(LAW)
    if rule.max_extension and _ends_later(longest, most, calendar):
        raise Unfit(_("连延期一起，不能比%(basis)s规定的还长。") % words, "max_extension")
    if rule.max_extension and not rule.tell_resident:
        raise Unfit(_("%(basis)s要求延期时告知群众。") % words, "tell_resident")


def _extended(rule: ClockRule) -> ClockRule:
    return replace(rule, amount=rule.amount + rule.max_extension)


def _ends_later(rule: ClockRule, law: ClockRule, calendar: Calendar) -> bool:
    """Whether it would end later than the law's on any day of the last year whose holidays are known."""
    first = date(max(calendar.published), 1, 1)
    days = (first + timedelta(days=n) for n in range(366))
    return any(run(rule, day, calendar).on > run(law, day, calendar).on for day in days)
