"""扎堆时的几条路: go together, another day, or as it was meant; the warning offers and forbids nothing (F055)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lianxin.base.orgs.models import Unit
from lianxin.web.office.planner import shown
from lianxin.web.ui.request import Request
from lianxin.work.planner import queries
from lianxin.work.planner.models import PlannedVisit

#: what the pressed button says: as meant, with that group, on that day
ANYWAY, WITH, DAY = "anyway", "with:", "day:"


@dataclass(frozen=True)
class Warned:
    """提醒: the sentences, the groups one could go with, the days on which nobody comes."""

    sentences: list[str]
    groups: list[PlannedVisit]
    days: list[date]


def initial(request: Request) -> dict[str, str]:
    """What the address already says: place, household, purpose, so that nothing is typed twice."""
    given = request.GET
    unit = Unit.objects.filter(pk=given["unit"]).first() if _is_key(given.get("unit", "")) else None
    found: dict[str, Any] = {"household": given.get("household", "")[:12], "on": given.get("on", "")[:10]}
    return {key: value for key, value in (found | {"unit": unit}).items() if value}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def warned(typed: dict[str, Any], home: Unit, today: date, choice: str) -> Warned | None:
    """The warning, unless nothing is to be warned of or the person has already chosen what to do."""
    if choice == ANYWAY or choice.startswith((WITH, DAY)) or not isinstance(typed.get("on"), date):
        return None
    found = queries.crowding(typed["unit"], typed["on"], typed["until"], home=home, today=today)
    if not found:
        return None
    groups = [] if typed["is_unannounced"] else found.same_days + found.same_week
    return Warned(shown.crowd_sentences(found, typed["unit"].name), groups, found.free_days)


def chosen(typed: dict[str, Any], home: Unit, choice: str, today: date) -> dict[str, Any]:
    """What was typed, on the day or with the group that the person chose after the warning."""
    given = {**typed, "home": home}
    if choice.startswith(DAY):
        day = next((one for one in _free(typed, home, today) if one.isoformat() == choice.removeprefix(DAY)), None)
        if day is not None:
            length = (typed["until"] or typed["on"]) - typed["on"]
            given |= {"on": day, "until": day + length}
    if choice.startswith(WITH):
        given["together"] = PlannedVisit.objects.open().announced().filter(
            code=choice.removeprefix(WITH), unit=typed["unit"]
        ).first()  # fmt: skip
    return given


def _free(typed: dict[str, Any], home: Unit, today: date) -> list[date]:
    return queries.crowding(typed["unit"], typed["on"], typed["until"], home=home, today=today).free_days


def record_url(plan: PlannedVisit) -> str:
    """记走访 with place, household and day of the plan already filled in."""
    given = {"unit": plan.unit_id, "on": plan.on.isoformat()}
    if plan.household is not None:
        given["household"] = plan.household.code
    return f"{reverse('visits:new')}?{urlencode(given)}"
