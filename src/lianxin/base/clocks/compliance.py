"""期限的设置 of the compliance page: how long what may take. A time limit binds the office towards the resident."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy

from lianxin.base.clocks.queries import presets
from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor

UNITS = {
    "hour": gettext_lazy("按小时的"),
    "workday": gettext_lazy("按工作日的"),
    "natural_day": gettext_lazy("按自然日的"),
}


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The rules that are in use, in their newest versions, by what they are reckoned in."""
    found: dict[str, list[str]] = {}
    newest: dict[str, date] = {}
    for one in presets(on=on):
        found.setdefault(one.rule.unit, []).append(f"{one.rule.label} {one.rule.limit}")
        newest[one.rule.unit] = max(one.valid_from, newest.get(one.rule.unit, one.valid_from))
    for unit, words in found.items():
        yield Reading(unit, UNITS.get(unit, unit), "；".join(words), on=newest[unit], page="clocks:index")


setting(
    "clocks.presets", gettext_lazy("办理期限"), rules=("BAN-4", "JF-6"), read=read,
    verdict=gettext_lazy("期限是对群众的承诺，由系统自己算，不要求基层另外报时间。"),
)  # fmt: skip
