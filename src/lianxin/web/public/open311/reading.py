"""读公开件: published requests by number, service, time and state, and what became of them. Nothing else is ever read."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _

from lianxin.pure import georeport
from lianxin.web.public.open311 import counties, services
from lianxin.web.public.open311.answers import Problem, answer
from lianxin.web.ui.request import Request
from lianxin.work.concerns.terms import Kind
from lianxin.work.publishing import georeport as published
from lianxin.work.publishing.models import Publication, PublicationQuerySet

MOST_NAMED = 200


def _readable(request: Request) -> PublicationQuerySet:
    return published.readable(request.today, counties.asked(request.GET.get("jurisdiction_id", ""), request.today))


def many(request: Request, fmt: str) -> HttpResponse:
    """GET service requests: those named, or by service, time and state."""
    found = _readable(request)
    named = _many(request, "service_request_id")
    if named:  # overrides all other arguments
        found = found.filter(code__in=named[:MOST_NAMED])
    else:
        first, last = _span(request)
        kinds = [services.one_of(code) for code in _many(request, "service_code")]
        states = _many(request, "status")
        if set(states) - {published.OPEN, published.CLOSED}:
            raise Problem(400, _("status 只有 open 和 closed。"))
        months = georeport.months(first, last, get_current_timezone())
        found = published.asked(found, months=months, kinds=kinds, states=states)
    return answer(fmt, "service_requests", [_row(one) for one in found[: georeport.MOST_ROWS]])


def one(request: Request, fmt: str, code: str) -> HttpResponse:
    """GET service request."""
    found = _readable(request).filter(code=code[:40].upper()).first()
    if found is None:
        raise Problem(404, _("没有这个公开编号。没有公开的诉求，只有本人凭回执能看到。"))
    return answer(fmt, "service_requests", [_row(found)])


def of_token(request: Request, fmt: str, token: str) -> HttpResponse:
    """GET service_request_id from a token: the same answer for one that is none and for what is not public."""
    found = published.of_token(_readable(request), token)
    if found is None:
        raise Problem(404, _("没有这个凭据，或者这一件还没有公开，也可能不公开。"))
    return answer(fmt, "service_requests", [{"service_request_id": found.code, "token": token}])


def updates(request: Request, fmt: str) -> HttpResponse:
    """GET service request updates: of each published one the answer that stands now, with the day it was published."""
    found, (first, last) = _readable(request), _span(request)
    found = found.filter(publish_on__range=(localdate(first), localdate(last))).order_by("publish_on", "code")
    held = [
        {
            "update_id": f"{one.code}-{one.shown.number}", "service_request_id": one.code,
            "status": published.state_of(one), "updated_datetime": _first_moment(one.publish_on),
            "description": one.shown.answered[: georeport.MOST_CHARACTERS], "media_url": None,
        }
        for one in found[: georeport.MOST_ROWS]
    ]  # fmt: skip
    return answer(fmt, "service_request_updates", held)


def _many(request: Request, name: str) -> list[str]:
    """What was named, apart by commas, or by naming it again."""
    said = ",".join(request.GET.getlist(name)).replace("\0", "")
    return [one.strip() for one in said.split(",") if one.strip()]


def _span(request: Request) -> tuple[datetime, datetime]:
    found: list[datetime | None] = []
    for name in ("start_date", "end_date"):
        said = request.GET.get(name, "").strip()
        at = georeport.moment(said) if said else None
        if said and at is None:
            raise Problem(400, _("%(name)s 要写成 2026-01-01T00:00:00Z 这样，带时区。"), name=name)
        found.append(at)
    try:
        return georeport.span(found[0], found[1], request.now)
    except georeport.Beyond:
        raise Problem(400, _("end_date 不能早于 start_date，也不能晚 90 天以上。")) from None


def _first_moment(day: Any) -> str:
    """A day, or the first of a month, as its first moment: no finer is what is published."""
    return datetime.combine(day, time(), get_current_timezone()).isoformat()


def _row(one: Publication) -> dict[str, Any]:
    assert one.shown is not None
    return {
        "service_request_id": one.code, "status": published.state_of(one), "status_notes": one.shown.answered,
        "service_name": str(Kind(one.kind).label), "service_code": one.kind,
        "description": f"{one.shown.title}\n{one.shown.asked}"[: georeport.MOST_CHARACTERS],
        "agency_responsible": one.handled_by or None, "service_notice": None,
        "requested_datetime": _first_moment(date.fromisoformat(f"{one.month}-01")),
        "updated_datetime": _first_moment(one.publish_on), "expected_datetime": None, "address": one.place_name or None,
        "address_id": None, "zipcode": None, "lat": None, "long": None, "media_url": None,
    }  # fmt: skip
