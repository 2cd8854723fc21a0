"""一步的样子: what is there, what is missing and why that matters, what is given and by whom. Plain data, no records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

SHOWN = 5


@dataclass(frozen=True)
class Gap:
    """一处缺: what is missing, and what comes of it."""

    what: str
    why: str


@dataclass(frozen=True)
class Given:
    """预置: what is there without anybody's doing, and where it is from."""

    what: str
    source: str


@dataclass(frozen=True)
class Step:
    """向导的一步."""

    code: str
    word: str | Promise
    facts: tuple[tuple[str | Promise, object], ...]
    gaps: tuple[Gap, ...] = ()
    given: tuple[Given, ...] = ()
    is_aside: bool = False

    @property
    def is_done(self) -> bool:
        """Nothing is missing."""
        return not self.gaps

    @property
    def is_open(self) -> bool:
        """Something is missing, and the county has not said that it does without."""
        return bool(self.gaps) and not self.is_aside


def named(names: Sequence[str]) -> str:
    """石桥村、柳湾村等 7 个: so many that one knows which are meant."""
    if len(names) <= SHOWN:
        return "、".join(names)
    return _("%(names)s等 %(n)s 个") % {"names": "、".join(names[:SHOWN]), "n": len(names)}


def gaps(told: Iterable[tuple[Sequence[str], str, str]]) -> tuple[Gap, ...]:
    """Those of (names, sentence with a slot for them, why) that have names."""
    return tuple(Gap(sentence % {"names": named(names)}, why) for names, sentence, why in told if names)
