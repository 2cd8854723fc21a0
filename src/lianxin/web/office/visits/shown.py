"""走访页面上的话: what a visit's page shows to whom, and what a form begins with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.visits.targets import OTHER, Target
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.households.queries import may_see
from lianxin.work.visits import queries
from lianxin.work.visits.models import TalkRecord, Visit
from lianxin.work.visits.terms import BURDEN, CORRECT, SEE_BURDEN, Discipline, Method, VisitKind


def may_change(visit: Visit, by: Actor) -> bool:
    """Who went or wrote it down, and whoever corrects for their unit."""
    own = by.is_person and (visit.recorded_by_id == by.person_id or visit.people.filter(person=by.person_id).exists())
    return bool(own) or by.may(CORRECT, visit)


def whom(visit: Visit) -> str:
    """对象 in words: the door of the household, or what was written, or the place alone."""
    said = visit.household.place if visit.household else visit.whom
    return " ".join(filter(None, (visit.unit.name, said or visit.group)))


def methods(visit: Visit) -> str:
    """走访方式 in words; one that the list no longer holds is left out."""
    return "、".join(str(Method(one).label) for one in visit.methods if one in Method.values)


def disciplines(visit: Visit) -> list[tuple[str | Promise, str]]:
    """What was said of going plainly, yes or no."""
    return [
        (Discipline(code).label, _("是") if visit.disciplines[code] else _("否"))
        for code in Discipline.values
        if code in visit.disciplines
    ]  # fmt: skip


def page(visit: Visit, request: Request) -> dict[str, Any]:
    """A visit's page."""
    [line], actor = queries.lines([visit], request.actor), request.actor
    reads = queries.may_read_note(visit, actor)
    sees_burden = actor.may(SEE_BURDEN, visit)
    return {
        "visit": visit, "line": line, "whom": whom(visit), "methods": methods(visit), "reads_note": reads,
        "disciplines": disciplines(visit), "leaflets": list(visit.leaflets.all()),
        "talk": TalkRecord.objects.filter(visit=visit).first() if reads else None,
        "may_change": visit.voided_on is None and may_change(visit, actor),
        "opens_household": bool(visit.household and may_see(visit.household, actor, request.today)),
        "replaced_by": Visit.objects.filter(replaces=visit).first(), "replaces": visit.replaces,
        "burdens": list(visit.burdens.filter(withdrawn_on=None)) if sees_burden else [],
        "may_burden": actor.may(BURDEN, visit) and actor.own_path == visit.unit_path,
        "further": panels.further_steps("visit", request, visit), "asides": panels.shown("visit", request, visit, "aside"),
    }  # fmt: skip


def started(data: Mapping[str, str], offered: Sequence[Target], today: date) -> dict[str, Any]:
    """What stands in the form before anything is typed: the only target there is, today, what the address says."""
    found: dict[str, Any] = {"on": today}
    asked = [one for one in offered if one.key[:1] in "hu"]
    if asked or len(offered) == 1:
        found["target"] = (asked or offered)[0].key
        found["kind"] = (asked or offered)[0].kind
    elif not offered:
        found["target"] = OTHER
    if data.get("kind") in VisitKind.values:
        found["kind"] = data["kind"]
    return found


def talk_said(visit: Visit) -> dict[str, Any]:
    """The record of the talk as it stands."""
    talk = TalkRecord.objects.filter(visit=visit).first()
    return {name: getattr(talk, name) for name in ("committee", "residents", "text", "advice")} if talk else {}


def told(visit: Visit, by: Actor) -> dict[str, Any]:
    """A recorded visit as the form that could have been filled in for it."""
    said = {f"said_{code}": "yes" if word else "no" for code, word in visit.disciplines.items()}
    people = [one.person for one in visit.people.select_related("person") if one.person_id != by.person_id]
    return {
        "target": "kept", "note": visit.note, "kind": visit.kind, "on": visit.on, "nights": visit.nights or None,
        "until": visit.until if visit.until != visit.on else None, "group": visit.group, "whom": visit.whom,
        "people": people, "methods": visit.methods, "needy": visit.needy or None, "amount_yuan": visit.amount_yuan,
        "households": visit.households if visit.household is None and visit.households else None, "drive": visit.drive,
        "leaflets": [f"{one.item} {one.quantity}" for one in visit.leaflets.all()], **said,
    }  # fmt: skip
