"""设置的登记: every setting that could touch a ban or a burden rule, with its present value and what it breaks.

Whoever adds a setting declares it here, in a module `compliance.py` of its room that the room imports when it starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lianxin.base.compliance.rules import RULES
from lianxin.base.orgs.permissions import Actor


@dataclass(frozen=True)
class Breach:
    """违反的一条: which rule, and how, in words."""

    rule: str
    why: str | Promise

    @property
    def is_absolute(self) -> bool:
        return RULES[self.rule].is_absolute

    @property
    def label(self) -> str | Promise:
        return RULES[self.rule].label


@dataclass(frozen=True)
class Reading:
    """现值 of one thing set: its key, what it is called, its value in words, what that breaks; who set it when, and where.

    `is_on` is false for a draft: it binds nobody yet. `page` and `args` are the address at which it is set.
    """

    key: str
    name: str | Promise
    value: str | Promise
    breaches: tuple[Breach, ...] = ()
    by_name: str = ""
    on: date | None = None
    is_on: bool = True
    unit_path: str = ""
    page: str = ""
    args: tuple[str | int, ...] = ()

    @property
    def may_be_exempted(self) -> bool:
        """Whether somebody may be asked to allow it: it breaks something, and nothing that is absolute."""
        return bool(self.breaches) and not any(one.is_absolute for one in self.breaches)


Read = Callable[[Actor, date], Iterable[Reading]]


@dataclass(frozen=True)
class Setting:
    """设置: code `room.noun`, its word, the rules it could touch, the verdict in words, how its values are read."""

    code: str
    label: str | Promise
    rules: tuple[str, ...]
    verdict: str | Promise
    read: Read


SETTINGS: dict[str, Setting] = {}


def setting(code: str, label: str | Promise, *, rules: tuple[str, ...], verdict: str | Promise, read: Read) -> Setting:
    """Declare a setting once: `read(by, on)` gives its present values, as far as the actor may know of them.

    Raises ValueError for a code twice, or a rule that there is not.
    """
    if code in SETTINGS:
        raise ValueError(f"setting {code} is declared twice")
    if not rules or set(rules) - set(RULES):
        raise ValueError(f"setting {code} names no rule that exists")
    SETTINGS[code] = Setting(code, label, rules, verdict, read)
    return SETTINGS[code]


def fixed(
    code: str, label: str | Promise, *, rules: tuple[str, ...], verdict: str | Promise,
    values: Iterable[tuple[str | Promise, str | Promise]], page: str = "",
) -> Setting:  # fmt: skip
    """Declare what is fixed in the program and cannot be set at all: names with values in words."""
    held = [Reading(str(number), name, value, page=page) for number, (name, value) in enumerate(values, 1)]
    return setting(code, label, rules=rules, verdict=verdict, read=lambda by, on: held)


def readings(code: str, by: Actor, on: date) -> list[Reading]:
    """The present values of one setting; nothing for a code that is not declared."""
    found = SETTINGS.get(code)
    return list(found.read(by, on)) if found else []
