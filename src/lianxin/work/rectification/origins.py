"""来源: how the rooms above tell the form of a new item what it answers, without this room knowing them.

>>> from lianxin.work.rectification.origins import Origin, declare
>>> # in work/opinions/apps.py: declare("opinion", find), with find(ref, by) -> Origin or None
"""

from collections.abc import Callable
from dataclasses import dataclass

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor


@dataclass(frozen=True)
class Origin:
    """来源: its reference, what the ledger calls it, the problem as it may be written down, whose work it concerns."""

    ref: str
    label: str
    problem: str = ""
    about: Unit | None = None
    url: str = ""


Find = Callable[[str, Actor], Origin | None]
_FINDERS: dict[str, Find] = {}


def declare(source: str, find: Find) -> None:
    """A room above says how a source of its kind is found, for an actor who may see it."""
    _FINDERS[source] = find


def origin(source: str, ref: str, by: Actor) -> Origin | None:
    """What `ref` is; None where nobody knows, or this actor may not see it."""
    find = _FINDERS.get(source)
    return find(ref, by) if find else None
