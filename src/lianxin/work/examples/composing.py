"""典型 as documents tell of them: approved, everybody asked has agreed to its being public, nobody's particulars left in."""

import re
from collections.abc import Callable, Iterable, Sequence

from lianxin.base.drafting.examples import Example as Told
from lianxin.base.drafting.examples import example_keeper
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import redaction
from lianxin.pure.periods import Period
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import VIEW

MOST = 6
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
LEAST = 10  # characters: 当天清完。 may be anybody's sentence


def told(unit: Unit, period: Period, by: Actor) -> Sequence[Told]:
    """The examples of a unit and those below it that were approved in the period, as far as this reader may see them."""
    found = Example.objects.reachable(by=by, to=VIEW).public().filter(approved_on__range=(period.first, period.last))
    rows = list(found.filter(unit.covers("unit_path")).order_by("-approved_on", "-pk")[:MOST])
    if not rows:
        return ()
    plain = _plainly()
    return [Told(one.ref, plain(one.title), plain(one.text), one.approved_on) for one in rows if one.approved_on]


def barred(text: str) -> Sequence[str]:
    """The sentences of a text that are those of an example taken out of the library since, as they were told there."""
    inside = Example.objects.library()
    out = list(Example.objects.exclude(approved_on=None).exclude(pk__in=inside.order_by().values("pk")))
    if not out:
        return ()
    plain = _plainly()
    found = [one for one in _sentences(plain, out) if one in text]
    if not found:
        return ()
    still = set(_sentences(plain, inside))
    return [one for one in found if one not in still]


def _plainly() -> Callable[[str], str]:
    """Words without anybody's particulars."""
    names = [name for name in Person.objects.order_by().values_list("name", flat=True) if len(name) > 1]
    return lambda words: redaction.blanked(words, redaction.find(words, names))


def _sentences(plain: Callable[[str], str], examples: Iterable[Example]) -> list[str]:
    """Their sentences as documents tell them, with spaces or without; so short a one that it tells nothing is left out."""
    told = [line.strip() for one in examples for line in plain(one.text).splitlines()]
    lines = [*told, *("".join(line.split()) for line in told)]
    found = [sentence for line in lines for sentence in _SENTENCE.findall(line)]
    return list(dict.fromkeys(one for one in found if len(one) >= LEAST))


example_keeper(told, barred)
