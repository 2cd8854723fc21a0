"""各室的附带: what a room does when its records are put away, brought back or erased, and what hides one from an actor.

A room declares them in a module `retention.py` of its own, which it imports when it starts; this floor knows none of them.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from lianxin.base.orgs.permissions import Actor

#: around the change of the rows of these keys: the search index is left with the old words and entered with the new
Around = Callable[[Collection[str]], AbstractContextManager[None]]
#: in the transaction of the erasing, by keys
Erased = Callable[..., object]
#: the codes of the concerns that stand behind the wall before this actor
Walled = Callable[[Actor], "QuerySet[Any]"]

_AROUND: dict[str, Around] = {}
_ERASED: dict[str, Erased] = {}
_WALLS: list[Walled] = []


def around(kinds: Collection[str], do: Around) -> None:
    """Declare what stands around every change of the rows of these kinds."""
    for kind in kinds:
        _AROUND[kind] = do


def erased(kind: str, do: Erased) -> None:
    """Declare what a room notes when records of the kind are erased: `do(keys=, by=, at=)`."""
    _ERASED[kind] = do


def wall(find: Walled) -> None:
    """Declare which concerns do not exist for an actor (条例 §28, §30)."""
    _WALLS.append(find)


def changing(kind: str, keys: Collection[str]) -> AbstractContextManager[None]:
    """Around a change of these records."""
    do = _AROUND.get(kind)
    return _entered(do, keys) if do else nullcontext()


@contextmanager
def _entered(do: Around, keys: Collection[str]) -> Iterator[None]:
    with do(keys):
        yield


def note_erased(kind: str, keys: Collection[str], *, by: Actor, at: datetime) -> None:
    """Let the room note it."""
    if kind in _ERASED:
        _ERASED[kind](keys=keys, by=by, at=at)


def without_walled(found: Any, by: Actor) -> Any:
    """Records with `about`, without those whose concern does not exist for this actor."""
    for find in _WALLS:
        found = found.exclude(about__in=find(by))
    return found


def hides(about: str, by: Actor) -> bool:
    """The same, asked of one."""
    return bool(about) and any(find(by).filter(code=about).exists() for find in _WALLS)
