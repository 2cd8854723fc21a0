"""口径总表: every definition, the program's and the county's own, with what is counted, by which date, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.indicators import Indicator, known
from lianxin.base.indicators.changes import versions_of
from lianxin.base.indicators.docs import dated_words
from lianxin.reports.definitions import queries
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import VIEW
from lianxin.web.office.figures.lists import side_words
from lianxin.web.ui.request import Request


@dataclass(frozen=True)
class Basis:
    """一个指标的口径. `since` says from when on it holds and how it changed; `url` leads to its versions."""

    indicator: Indicator
    sides: str | Promise
    dated: str
    since: Sequence[str]
    url: str


def bases(request: Request) -> list[Basis]:
    """Each with its versions; the county's own lead to theirs."""
    own = {one.code: one for one in queries.in_force(request.today)}
    may_open = request.actor.has(VIEW)
    found = []
    for one in known():
        held = own.get(one.code)
        url = reverse("definitions:version", args=[held.slug, held.version]) if held and may_open else ""
        found.append(Basis(one, side_words(one), dated_words(one), _since(one, held), url))
    return found


def _since(one: Indicator, held: Definition | None) -> list[str]:
    words = [
        _("自%(month)s起：%(words)s") % {"month": each.month, "words": each.words} for each in versions_of(one.code)
    ]
    if held is not None and held.version == 1:
        words.append(_("自%(month)s起") % {"month": held.valid_from})
    return words
