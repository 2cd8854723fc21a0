"""缺口的页面: what is missing under a unit, as far as this actor may see it."""

from typing import Any

from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.web.office.pairings import browsing, shown
from lianxin.web.ui.request import Request
from lianxin.work.pairings import queries
from lianxin.work.pairings.models import PairingRule
from lianxin.work.pairings.terms import ARRANGE, VIEW

LISTED = 200


def asked_unit(request: Request) -> Unit:
    """The unit of the address, where the actor may look; otherwise his own."""
    unit = browsing.unit_of(request)
    return unit if unit is not None and request.actor.may_at(VIEW, unit.path) else request.posting.unit


def context(request: Request) -> dict[str, Any]:
    """Counts by area, villages without anybody, people without a link that the rule asks, people with more than usual."""
    unit, today, by = asked_unit(request), request.today, request.actor
    gaps = queries.coverage(unit, today, by)
    idle, over, gone = queries.idle(unit, today), queries.overloaded(unit, today), queries.gone(unit, today)
    above = Unit.objects.filter(path=unit.path[:-4]).first() if len(unit.path) > len(by.own_path) else None
    return {
        "unit": unit, "above": above if above and is_within(above.path, by.own_path) else None,
        "areas": shown.areas(gaps, unit, today), "needy": sum(gap.needy for gap in gaps),
        "without": sum(gap.without for gap in gaps), "villages": len(gaps),
        "unlinked": [gap.unit for gap in gaps if not gap.linked][:LISTED], "idle": idle[:LISTED],
        "unlinked_count": sum(not gap.linked for gap in gaps), "idle_count": len(idle), "over": over[:LISTED],
        "over_count": len(over), "gone": shown.lines(list(gone[:LISTED]), by, today), "gone_count": gone.count(),
        "most": LISTED,
    }  # fmt: skip


def households(request: Request) -> dict[str, Any]:
    """The households in need without anybody, as many as a page holds."""
    unit = asked_unit(request)
    found = queries.seen_uncovered(unit, request.today, request.actor)
    may = any(is_within(unit.path, root) for root in request.actor.grants.get(ARRANGE.code, ()))
    return {"unit": unit, "rows": list(found[:LISTED]), "count": found.count(), "may_arrange": may, "most": LISTED}


def rules(request: Request) -> list[dict[str, Any]]:
    """The rules above and below the actor's unit, with whether he may change each."""
    own = request.actor.own_path
    found = PairingRule.objects.filter(Q(unit_path__in=ancestors(own)) | within("unit_path", own))
    return [
        {"rule": rule, "may": request.actor.may_at(ARRANGE, rule.unit_path)} for rule in found.select_related("unit")
    ]
