"""督查通报 as a document that can be composed: one that was drafted here, with its numbers as issued or as the records say."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import Choice, Composer, composer
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Paper, official_date
from lianxin.pure.periods import Period
from lianxin.work.circulars.models import Circular
from lianxin.work.circulars.papers import named, paper
from lianxin.work.circulars.queries.figures import values
from lianxin.work.circulars.queries.wording import SLOT
from lianxin.work.circulars.terms import DRAFT, CircularState

MOST = 20


def compose(*, unit: Unit, period: Period | None, subject: str, by: Actor, dated: date) -> Paper:
    """督查通报. Raises LookupError for one that this reader does not work on."""
    by.must_at(DRAFT, unit.path)
    found = _open(unit, by).filter(code=subject.removeprefix("circular:")).select_related("unit").first()
    if found is None:
        raise LookupError("没有这份督查通报。")
    words = [word for section in found.sections for word in SLOT.findall(section.get("text", ""))]
    return paper(found, named(found), values(found, words))


def subjects(unit: Unit, by: Actor, today: date) -> Sequence[Choice]:
    """通报 of the unit that this reader works on."""
    found = _open(unit, by).order_by("-first", "-pk")[:MOST]
    return [
        Choice(one.ref, f"{one.title}（{one.number or one.get_state_display()}，{official_date(one.last)}止）")
        for one in found
    ]


def _open(unit: Unit, by: Actor) -> "QuerySet[Circular]":
    found: QuerySet[Circular] = Circular.objects.reachable(by=by, to=DRAFT).filter(unit=unit)
    return found.exclude(state=CircularState.DROPPED)


composer(Composer(
    "circular", _("督查通报"), compose, DRAFT, series="circular", subjects=subjects, group=_("通报和简报"),
))  # fmt: skip
