"""口径变更: when the definition of an indicator changed, and in which words it is said beside two periods.

A figure of the years before and one after the change are not the same thing: they are not compared, or, where whoever
changed the definition says that they still can be, they are with a footnote. Built-in definitions are entered here by
their rooms; definitions that a county made itself are told by a source (`tell`), which knows them from its own records.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.indicators.kinds import Indicator
from lianxin.base.indicators.scopes import MARK
from lianxin.pure.periods import Period


@dataclass(frozen=True)
class Version:
    """口径的一版: from which day on it holds, what changed, and whether figures on both sides may be compared."""

    code: str
    version: str
    since: date
    words: str | Promise
    is_comparable: bool = False

    @property
    def month(self) -> str:
        """The month from which it holds: 2026-07."""
        return f"{self.since:%Y-%m}"

    @property
    def refusal(self) -> str:
        """口径自2026-07起改变，不作比较."""
        return f"口径自{self.month}起改变，不作比较"

    @property
    def note(self) -> str:
        """口径自2026-07起改变：撤销件不再计入。"""
        return _("口径自%(month)s起改变：%(words)s") % {"month": self.month, "words": self.words}


_CHANGED: dict[str, list[Version]] = {}
_SOURCES: list[Callable[[str], Sequence[Version]]] = []


def changed(code: str, version: str, *, since: date, words: str | Promise, is_comparable: bool = False) -> Version:
    """Enter that from a day on an indicator counts by another definition. Raises ValueError for a version twice."""
    if not str(words).strip():
        raise ValueError(f"a change of {code} says nothing")
    if any(one.version == version or one.since == since for one in _CHANGED.get(code, ())):
        raise ValueError(f"version {version} of {code} is entered twice")
    found = Version(code, version, since, words, is_comparable)
    _CHANGED.setdefault(code, []).append(found)
    return found


def forget(version: Version) -> None:
    """Take an entry out again: for a room that is switched off, and for tests."""
    _CHANGED[version.code].remove(version)


def tell(source: Callable[[str], Sequence[Version]]) -> None:
    """Declare who else knows of changes: `source(code)` gives the versions of a code that it has, none for others."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def versions_of(code: str) -> list[Version]:
    """The changes of one code, the oldest first; a part (`:by=key`) and a scope (`@kind`) change with their indicator."""
    plain = code.partition(MARK)[0].partition(":")[0]
    found = [*_CHANGED.get(plain, ()), *(one for source in _SOURCES for one in source(plain))]
    return sorted(found, key=lambda one: one.since)


def version_on(code: str, day: date, first: str = "1") -> str:
    """Which version held on that day; `first` before the first change."""
    return next((one.version for one in reversed(versions_of(code)) if one.since <= day), first)


def between(indicator: Indicator, one: Period, other: Period) -> list[Version]:
    """The changes that lie between two periods, or in the later of them, of the indicator and of what it is made of."""
    early, late = sorted((one, other), key=lambda period: period.first)
    codes = dict.fromkeys((indicator.code, *(count.code for count in indicator.counts)))
    found = {version for code in codes for version in versions_of(code) if early.first < version.since <= late.last}
    return sorted(found, key=lambda version: (version.since, version.code))


def refusal(indicator: Indicator, one: Period, other: Period) -> str:
    """Why two periods are not compared; empty where they are."""
    return next((version.refusal for version in between(indicator, one, other) if not version.is_comparable), "")


def notes(indicator: Indicator, periods: Sequence[Period]) -> list[str]:
    """脚注: what changed between the first of the periods and the last, each change once."""
    if not periods:
        return []
    ordered = sorted(periods, key=lambda period: period.first)
    return [version.note for version in between(indicator, ordered[0], ordered[-1])]
