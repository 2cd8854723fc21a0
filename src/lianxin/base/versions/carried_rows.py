"""带得走的各项: a kind that is a list of settings, each with a key and plain data; a room says how one is read and taken in.

What comes from another county may be anything: `checked` gives the plain value or raises Unfit, and says so in one sentence.
What stands here and not in the file stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.versions.carrying import MOST_KEYS, Carried, Difference
from lianxin.pure.problems import Unfit

LONGEST_KEY, LONGEST_WORDS = 80, 200


@dataclass(frozen=True)
class Rows:
    """各项. `here` what stands by key, `checked` what came as a plain value, `words` how it reads, `take` brings it in."""

    here: Callable[[date], Mapping[str, Any]]
    checked: Callable[[str, Any], Any]
    words: Callable[[str, Any], str]
    take: Callable[[str, Any, Actor, datetime], object]
    name: Callable[[str], str] = str
    #: whether a key that is not here may come in
    may_add: bool = True


def of_rows(code: str, label: str | Promise, to_edit: Permission, rows: Rows, *, is_at_once: bool) -> Carried:
    """The kind as the file carries it."""

    def compare(data: Any, on: date) -> Sequence[Difference]:
        return differences(str(label), data, rows, on)

    def bring(data: Any, by: Actor, at: datetime) -> int:
        fit = [one.key for one in compare(data, localdate(at)) if not one.problem]
        for key in fit:
            rows.take(key, rows.checked(key, data[key]), by, at)
        return len(fit)

    return Carried(code, label, to_edit, lambda on: dict(rows.here(on)), compare, bring, is_at_once)


def differences(label: str, data: Any, rows: Rows, on: date) -> list[Difference]:
    """What comes differently, with the reason where it cannot."""
    if not isinstance(data, Mapping):
        return [Difference("", label, "", "", _("这一类读不懂。"))]
    here = rows.here(on)
    found = []
    for key, value in list(data.items())[:MOST_KEYS]:
        one = _difference(str(key), value, here, rows)
        if one is not None:
            found.append(one)
    return found


def _difference(key: str, value: Any, here: Mapping[str, Any], rows: Rows) -> Difference | None:
    name = rows.name(key)[:LONGEST_KEY]
    if len(key) > LONGEST_KEY or (key not in here and not rows.may_add):
        return Difference(key[:LONGEST_KEY], name, "", "", _("这里没有这一项。"))
    try:
        told = rows.checked(key, value)
    except Unfit as problem:
        return Difference(key, name, "", "", str(problem))
    if key in here and here[key] == told:
        return None
    was = rows.words(key, here[key])[:LONGEST_WORDS] if key in here else ""
    return Difference(key, name, was, rows.words(key, told)[:LONGEST_WORDS])


def unreadable() -> Unfit:
    """What is said of a value that makes no sense."""
    return Unfit(_("这一项读不懂。"))


def shaped(value: Any, shape: Mapping[str, type | tuple[type, ...]]) -> dict[str, Any]:
    """The value if it has exactly these fields of these types. Raises Unfit."""
    if not isinstance(value, Mapping) or set(value) != set(shape):
        raise unreadable()
    for name, kind in shape.items():
        if type(value[name]) not in (kind if isinstance(kind, tuple) else (kind,)):
            raise unreadable()
    return dict(value)


def texts(value: Any) -> list[str]:
    """A list of words. Raises Unfit."""
    if not isinstance(value, list) or any(type(one) is not str for one in value):
        raise unreadable()
    return list(value)
