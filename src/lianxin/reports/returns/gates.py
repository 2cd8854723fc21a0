"""备案前的关口: what other rooms find that keeps a return from being filed, each told in a sentence.

A room declares its gate once, when it is ready; the returns do not know who stands at it.
"""

from collections.abc import Callable
from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.reports.returns.models import MonthReturn

Find = Callable[[MonthReturn, Actor, date], list[str]]
_gates: dict[str, Find] = {}


def gate(code: str, find: Find) -> None:
    """Declare a gate: `find(month, by, today)` gives the sentences why the return may not be filed yet; none, and it may.

    Each sentence says what is wrong and how it is put right. Raises ValueError where the code is declared twice.
    """
    if _gates.get(code, find) is not find:
        raise ValueError(f"gate {code} is declared twice")
    _gates[code] = find


def shut(month: MonthReturn, by: Actor, today: date) -> list[str]:
    """What keeps the return from being filed today, gate by gate; empty where nothing does."""
    return [sentence for code in sorted(_gates) for sentence in _gates[code](month, by, today)]
