"""核对工单 as shown: what the form begins with, its rows on the pages, the answer sheet as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.web.office.workorders.forms import SlipForm
from lianxin.work.concerns.placing import Places
from lianxin.work.concerns.terms import Channel
from lianxin.work.workorders import queries
from lianxin.work.workorders.models import Slip
from lianxin.work.workorders.terms import SlipState

TONES = {SlipState.WAITING: "todo", SlipState.ENTERED: "done", SlipState.KNOWN: "quiet", SlipState.ASIDE: "quiet"}
PLAIN = ("text", "place", "name", "phone", "address", "number")
ROUTE_WORDS = ("交办", "督办")


def initial(slip: Slip, places: Places, today: date, body: str = "") -> dict[str, Any]:
    """What the form begins with: what was read, and nothing else but what follows from it."""
    found = slip.found
    given: dict[str, Any] = {name: queries.value_of(found, name) for name in PLAIN}
    given["title"] = queries.value_of(found, "title")[:30]
    given["place"] = given["place"][:120]
    source = queries.value_of(found, "source")
    given["body"] = (source or body or slip.shape.source)[:60]
    sent = queries.value_of(found, "sent_at") or queries.value_of(found, "received_at")
    start = date.fromisoformat(sent[:10]) if sent else today
    until = queries.until(queries.value_of(found, "due"), start)
    given |= {"dated_on": date.fromisoformat(sent[:10]) if sent else None, "return_by": until.on,
              "hour": queries.value_of(found, "due")[11:16] if until.at else ""}  # fmt: skip
    is_assigned = any(word in slip.found.get("source", "")[:60] for word in ROUTE_WORDS)
    given |= {"route": "assigned" if is_assigned else "passed_on", "wanted": "report" if is_assigned else "reply"}
    given |= {"kind": queries.value_of(found, "kind"), "channel": _channel(given["body"], is_assigned)}
    given |= {"topic_words": queries.value_of(found, "topic")[:120], "unit_words": queries.value_of(found, "unit")[:60],
              "instructions": queries.value_of(found, "instructions")[:4000],
              "is_secret": queries.value_of(found, "confidential") == "yes"}  # fmt: skip
    return {**given, "unit": _unit(places, given["place"], given["unit_words"])}


def _unit(places: Places, *words: str) -> Unit | None:
    """The unit whose name stands in the place, or in the unit that the sender named; where none does, nobody guesses."""
    for told in words:
        found = places.unit(told) if told else places.under
        if found != places.under or found.name in told:
            return found
    return None


def _channel(body: str, is_assigned: bool) -> str:
    if "12345" in body or "热线" in body:
        return Channel.HOTLINE
    if "信访" in body:
        return Channel.LETTER_OR_VISIT
    return Channel.ASSIGNED_ABOVE if is_assigned else Channel.FROM_ABOVE


def as_posted(slip: Slip, places: Places, by: Actor, today: date, body: str) -> SlipForm:
    """The form as if its first values had been confirmed as they are."""
    given = initial(slip, places, today, body)
    empty: Any = SlipForm(by=by, today=today, found=slip.found, initial=given)
    data = QueryDict(mutable=True)
    for name, field in empty.fields.items():
        value = field.prepare_value(given.get(name, field.initial))
        if value not in (None, "", False):
            data[name] = "on" if value is True else str(value)
    return SlipForm(data, by=by, today=today, found=slip.found, initial=given)


@dataclass(frozen=True)
class Line:
    """一件 in the list of a file."""

    slip: Slip
    number: str
    text: str
    where: str
    tone: str
    known: str
    doubts: Sequence[str] = ()


def lines(slips: Sequence[Slip], known: Mapping[str, str], doubts: Mapping[int, Sequence[str]]) -> list[Line]:
    """The rows of the pages; `known` are numbers that came before."""
    return [
        Line(
            slip, _number(slip), (queries.value_of(slip.found, "title") or queries.value_of(slip.found, "text"))[:60],
            str(slip.found.get("where", "")), TONES[SlipState(slip.state)],
            known.get(_number(slip), "") if slip.state == SlipState.WAITING else "", doubts.get(slip.pk, ()),
        )
        for slip in slips
    ]  # fmt: skip


def _number(slip: Slip) -> str:
    if slip.concern is not None:
        return slip.concern.external_number
    return queries.value_of(slip.found, "number")
