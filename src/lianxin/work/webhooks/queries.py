"""网络通知的读法: what an address may be told of, and the body of a notice."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.utils.timezone import get_current_timezone

from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.terms import VIEW
from lianxin.work.publishing import georeport, steps
from lianxin.work.webhooks.models import Webhook, WebhookNotice
from lianxin.work.webhooks.terms import TOLD, About

STATE_OF: dict[str, str] = dict(TOLD.values())


def standing_in(hook: Webhook) -> Actor:
    """The unit, as its own programs stand in it (ADR 0067): the same rule, the same wall."""
    unit = hook.unit
    return Actor(
        ref=hook.ref, name=hook.host, post="", unit_id=unit.pk, own_path=unit.path, former=unit.paths[1:],
        grants={VIEW.code: unit.paths},
    )  # fmt: skip


def tellable(hook: Webhook, codes: Iterable[str], *, published: bool, on: date) -> set[str]:
    """Of these those that exist for the address: what accuses somebody or is kept closed is never told of."""
    if not published:
        return set(steps.told(standing_in(hook)).filter(code__in=list(codes)).values_list("code", flat=True))
    return set(georeport.readable(on, hook.unit).filter(code__in=list(codes)).values_list("code", flat=True))


def first_moment(on: date) -> datetime:
    """零点 of a day."""
    return datetime.combine(on, time(), get_current_timezone())


def body_of(notice: WebhookNotice) -> bytes:
    """内容: type, moment, code, state and unit; whoever may know more asks for it with a key."""
    at = notice.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    data = {"code": notice.code, "state": STATE_OF[About(notice.about)], "unit": notice.webhook.unit_id}
    return json.dumps({"type": notice.about, "timestamp": at, "data": data}, separators=(",", ":")).encode()
