"""公开件给 Open311 的读法: the published ones of the kinds that nobody is accused in; nothing else can be asked for.

A complaint, a tip-off or a criticism is never read here, though its bare text may stand in the ledger: who reads by
program reads everything, and beside everything else a bare text tells more (ADR 0062). Whatever became one later goes too.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.work.concerns import secrets
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, Kind, Status
from lianxin.work.publishing.models import Publication, PublicationQuerySet

#: the services: what a resident may bring through a program, and what may be read back
KINDS = tuple(kind for kind in Kind if kind not in CONFIDENTIAL_KINDS)
OPEN, CLOSED = "open", "closed"


def readable(on: date, county: Unit | None) -> PublicationQuerySet:
    """公开着的, of this county, newest first."""
    found: Any = Publication.objects.public(on).filter(
        kind__in=KINDS, concern__kind__in=KINDS, concern__is_confidential=False
    )
    found = found.filter(within("unit_path", county.path)) if county else found.none()
    return found.select_related("shown", "concern").order_by("-month", "-publish_on", "code")


def asked(
    found: PublicationQuerySet, *, months: Sequence[str], kinds: Sequence[str] = (), states: Sequence[str] = ()
) -> PublicationQuerySet:
    """Those of these months; of these kinds and in these states, where any are named."""
    found = found.filter(month__in=months)
    if kinds:
        found = found.filter(kind__in=kinds)
    if states and set(states) != {OPEN, CLOSED}:
        closed = Q(concern__status=Status.CLOSED)
        found = found.filter(closed if CLOSED in states else ~closed)
    return found


def state_of(one: Publication) -> str:
    """办结 is `closed`; answered, or opened anew since, is `open`: an answer is not yet the end."""
    return CLOSED if one.concern.status == Status.CLOSED else OPEN


def of_token(found: PublicationQuerySet, token: str) -> Publication | None:
    """What became public of the concern that a program handed on; None as long as nothing did, or the token is none."""
    code = secrets.code_of(token)
    one: Publication | None = found.filter(concern__code=code).first() if code else None
    return one
