"""走访 on the pages of others: a household's last visits, where a concern was found, the records behind a figure."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel
from lianxin.work.households.models import Household
from lianxin.work.visits import queries
from lianxin.work.visits.terms import RECORD, VIEW


def beside_household(request: Request, household: Household) -> dict[str, Any] | None:
    """最近走访: who came when, the last first."""
    if not request.actor.has(VIEW):
        return None
    rows = queries.at_household(household, request.actor)
    return {"rows": rows} if rows else None


def _steps(request: Request, household: Household) -> Iterable[Step]:
    if household.valid_to is None and request.actor.may_at(RECORD, request.actor.own_path):
        yield Step(_("记走访"), f"{reverse('visits:new')}?household={household.code}")


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """走访发现的: from which visit it came; nothing of concerns that came in another way."""
    if concern.channel != Channel.VISIT:
        return None
    visit = queries.of_concern(concern, request.actor)
    return {"visit": visit, "may_open": request.actor.may(VIEW, visit)} if visit else None


panels.panel("household", "visits/panel_household.html", beside_household, order=40)
panels.steps("household", _steps)
panels.panel("concern", "visits/panel_concern.html", beside_concern, where="aside")
panels.rows("visit", "visits/rows_visit.html")
panels.rows("finding", "visits/rows_finding.html")
panels.rows("stay", "visits/rows_stay.html")
panels.rows("leaflet", "visits/rows_leaflet.html")
