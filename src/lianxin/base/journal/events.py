"""流水事项: the kinds of events, each declared once with its sentence and its erasure rule."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class EventKind:
    """事项: code `noun.past`, its sentence for people (`%(name)s` slots filled from the detail), and

    `private`: which of its details are personal data and are therefore kept apart, to be erased when due.
    There is no default for `private`: whoever declares an event must have thought about it.
    `sealed` marks an opening ("opened") or a taking along ("taken") of data that are kept closed (M287 保密).
    """

    code: str
    sentence: str | Promise
    private: tuple[str, ...]
    sealed: str = ""


KINDS: dict[str, EventKind] = {}
_LISTENERS: dict[str, list[Callable[[object], None]]] = {}


def event(code: str, sentence: str | Promise, *, private: tuple[str, ...], sealed: str = "") -> EventKind:
    """Declare an event kind; declaring a code twice is an error."""
    if code in KINDS:
        raise ValueError(f"event {code} is declared twice")
    KINDS[code] = EventKind(code, sentence, private, sealed)
    return KINDS[code]


def listen(code: str, do: Callable[[object], None]) -> None:
    """After the commit of each entry of this kind, call `do(entry)`: notices and to-do lists listen here."""
    if do not in _LISTENERS.setdefault(code, []):
        _LISTENERS[code].append(do)


def listeners(code: str) -> list[Callable[[object], None]]:
    """Who listens to this kind."""
    return _LISTENERS.get(code, [])
