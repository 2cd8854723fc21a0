"""一行: a concern as the list shows it. All words are looked up here, because fifty rows are most of what a page costs."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext

from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.workdays import Calendar
from lianxin.work.concerns import queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Kind, Status

KINDS, STATES = dict(Kind.choices), {str(code): label for code, label in Status.choices}
TONES = {
    Status.REGISTERED: "todo", Status.ASSIGNED: "todo", Status.RETURNED: "todo", Status.IN_HAND: "doing", Status.MERGED: "doing",
    Status.REPLIED: "doing", Status.CLOSED: "done", Status.DECLINED: "quiet", Status.VOIDED: "quiet",
}  # fmt: skip
PLACEHOLDER = "00000000"  # a code in an address, put in for the true one: fifty reversals are slow


@dataclass(frozen=True, slots=True)
class Row:
    """一行, the requester masked. `get_…_display` is slow, and so is a name that a template looks up through two others."""

    code: str
    url: str
    title: str
    kind: str | Promise
    asker: str
    unit: str
    handler: str
    status: str
    state: str | Promise
    tone: str
    round: int
    on: str
    day: str
    left: queries.Left


def rows(concerns: list[Concern], by: Actor, today: date, calendar: Calendar) -> list[Row]:
    """The concerns as rows."""
    before, after = reverse("concerns:detail", args=[PLACEHOLDER]).split(PLACEHOLDER)
    days: dict[date, str] = {}
    found = []
    for one in concerns:
        on = one.received_on
        if on not in days:
            days[on] = date_format(on, gettext("n月j日") if on.year == today.year else gettext("Y年n月j日"))
        found.append(
            Row(
                one.code, before + one.code + after, queries.shown(one.title, one, by), KINDS[one.kind], _asker(one, by),
                one.unit.name, one.handler.name if one.handler else "", one.status, STATES[one.status], TONES[Status(one.status)],
                one.round, on.isoformat(), days[on], queries.left(one, today, calendar),
            )
        )  # fmt: skip
    return found


def _asker(concern: Concern, by: Actor) -> str:
    """The requester's name masked, or “保密”."""
    if not queries.sees_asker(by, concern):
        return gettext("保密")
    return mask_name(concern.requester.name) if hasattr(concern, "requester") else ""
