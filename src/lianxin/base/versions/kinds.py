"""设置类别的登记: what can be set in versions, how it is read, checked, told in words, tried out, put in force.

Whoever has such a setting declares it once with `setting_kind`; whoever has records that it touches declares with `tries`
what it would have done to those of the last month. A county is data: a value is plain JSON, never code.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.compliance import Breach
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.versions.models import SettingVersion
from lianxin.pure.problems import Unfit

Value = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """现行的值 where no version of ours speaks: what the program brings, since when, from where."""

    value: Value
    source: str
    number: int = 1
    since: date | None = None


@dataclass(frozen=True)
class Told:
    """试算的一句 with codes of the records that would change, as far as who tries it may see them."""

    words: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SettingKind:
    """设置类别. `check` makes what was typed a value or raises Unfit; `take` puts it in force, `untake` takes that back."""

    code: str
    label: str | Promise
    about: str | Promise
    to_edit: Permission
    names: Callable[[], Mapping[str, str]]
    given: Callable[[str], Given]
    check: Callable[[str, Value], dict[str, Any]]
    words: Callable[[Value], Sequence[tuple[str | Promise, str]]]
    breaches: Callable[[str, Value], Sequence[Breach]] = field(default=lambda key, value: ())
    take: Callable[[SettingVersion, Actor, datetime], object] = field(default=lambda version, by, at: None)
    untake: Callable[[SettingVersion, Actor, datetime], object] = field(default=lambda version, by, at: None)
    #: where the county may add settings to those that are given: the key of a further one
    adds: Callable[[], str] | None = None

    def name(self, key: str) -> str:
        """The setting in words: 期限规则：求助."""
        return _named(self.label, self.names().get(key, key))


def _named(label: str | Promise, what: str) -> str:
    return f"{label}：{what}"


#: (key, value, first day and last day of the month, by, today) → what it would have done
Try = Callable[[str, Value, tuple[date, date], Actor, date], Sequence[Told]]

KINDS: dict[str, SettingKind] = {}
TRIES: dict[str, list[Try]] = {}


def setting_kind(kind: SettingKind) -> SettingKind:
    """Declare a kind once."""
    if kind.code in KINDS:
        raise ValueError(f"kind of setting {kind.code} is declared twice")
    KINDS[kind.code] = kind
    return kind


def tries(code: str) -> Callable[[Try], Try]:
    """Declare what a kind of setting would have done to one's records."""

    def declare(attempt: Try) -> Try:
        TRIES.setdefault(code, []).append(attempt)
        return attempt

    return declare


def kind_of(code: str) -> SettingKind:
    """Raises Unfit for a code that there is not."""
    found = KINDS.get(code)
    if found is None:
        raise Unfit(_("没有这类设置。"))
    return found
