"""勿扰时段, as a setting in versions: when nothing is sent to a resident, and no reminder given to an office.

From ten at night to six in the morning it is quiet everywhere; a county may make that longer. What waits is not lost: it
goes out at the first hour that is not quiet.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks import queries
from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.versions import queries as versions
from lianxin.base.versions.kinds import Given, SettingKind, Value, setting_kind
from lianxin.pure.problems import Unfit

KIND = "quiet"
RESIDENTS, REMINDERS = "residents", "reminders"
NAMES = {RESIDENTS: gettext_lazy("发给群众的短信和邮件"), REMINDERS: gettext_lazy("给单位的到期提醒")}
GIVEN: dict[str, dict[str, Any]] = {
    RESIDENTS: {"begins": 21, "ends": 7, "rest_days": False},
    REMINDERS: {"begins": 20, "ends": 8, "rest_days": True},
}
#: the hours between which it may begin and end, so that the night is quiet whatever is set
BEGINS, ENDS = (17, 22), (6, 10)


def hours(whom: str, on: date) -> Value:
    """勿扰时段 as it holds on a day: one statement."""
    return versions.value(KIND, whom, on)


def is_quiet(whom: str, at: datetime, by: Value | None = None) -> bool:
    """Whether nothing goes out at this moment, by what holds that day or by hours that are handed in."""
    local = localtime(at)
    held = hours(whom, local.date()) if by is None else by
    if not held["ends"] <= local.hour < held["begins"]:
        return True
    return bool(held["rest_days"]) and not queries.calendar().is_workday(local.date())


def check(key: str, value: Value) -> dict[str, Any]:
    """The hours, if they leave the night quiet. Raises Unfit."""
    if key not in NAMES:
        raise Unfit(_("没有这项设置。"))
    begins, ends, rest_days = (value.get(name) for name in ("begins", "ends", "rest_days"))
    if type(begins) is not int or type(ends) is not int or type(rest_days) is not bool:
        raise Unfit(_("勿扰时段里有一项读不懂。"))
    if not BEGINS[0] <= begins <= BEGINS[1]:
        raise Unfit(
            _("开始请在 %(from)s 时到 %(to)s 时之间选，夜里不打扰人。") % {"from": BEGINS[0], "to": BEGINS[1]}, "begins"
        )
    if not ENDS[0] <= ends <= ENDS[1]:
        raise Unfit(
            _("结束请在 %(from)s 时到 %(to)s 时之间选，夜里不打扰人。") % {"from": ENDS[0], "to": ENDS[1]}, "ends"
        )
    return {"begins": begins, "ends": ends, "rest_days": rest_days}


def sentence(value: Value) -> str:
    """The hours in words: 20时到次日8时、休息日."""
    told = _("%(begins)s时到次日%(ends)s时") % {"begins": value["begins"], "ends": value["ends"]}
    return _("%(hours)s，休息日全天") % {"hours": told} if value["rest_days"] else told


def words(value: Value) -> Sequence[tuple[str | Promise, str]]:
    """The hours line by line."""
    return [
        (gettext_lazy("夜间"), _("%(begins)s时到次日%(ends)s时") % {"begins": value["begins"], "ends": value["ends"]}),
        (gettext_lazy("勿扰时段"), sentence(value)),
        (gettext_lazy("休息日"), _("全天不发") if value["rest_days"] else _("照常发")),
    ]


def keys() -> Mapping[str, str]:
    """To whom nothing goes out."""
    return {key: str(name) for key, name in NAMES.items()}


setting_kind(
    SettingKind(
        KIND, gettext_lazy("勿扰时段"), gettext_lazy("什么时候不发短信、邮件和提醒，等过了这段时间再发。夜里十点到早上六点总是不发。"),
        LOAD_NOTICE, keys, lambda key: Given(GIVEN[key], _("随程序的时段")), check, words,
    )
)  # fmt: skip
