"""典型 as documents tell of them: approved, everybody asked has agreed to its being public, nobody's particulars left in."""

from collections.abc import Sequence

from lianxin.base.drafting.examples import Example as Told
from lianxin.base.drafting.examples import example_keeper
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import redaction
from lianxin.pure.periods import Period
from lianxin.work.examples.models import Example
from lianxin.work.examples.terms import VIEW

MOST = 6


def told(unit: Unit, period: Period, by: Actor) -> Sequence[Told]:
    """The examples of a unit and those below it that were approved in the period, as far as this reader may see them."""
    found = Example.objects.reachable(by=by, to=VIEW).public().filter(approved_on__range=(period.first, period.last))
    rows = list(found.filter(unit.covers("unit_path")).order_by("-approved_on", "-pk")[:MOST])
    if not rows:
        return ()
    names = [name for name in Person.objects.order_by().values_list("name", flat=True) if len(name) > 1]

    def plain(words: str) -> str:
        return redaction.blanked(words, redaction.find(words, names))

    return [Told(one.ref, plain(one.title), plain(one.text), one.approved_on) for one in rows if one.approved_on]


example_keeper(told)
