"""短信的清单, as far as one sees the concerns."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from lianxin.base.clocks import quiet
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW
from lianxin.work.sms.models import Sms
from lianxin.work.sms.terms import State

LOOKED_BACK, MOST = timedelta(days=30), 100


def waiting(*, by_mail: bool) -> QuerySet[Sms]:
    """Those that wait to be handed over, by the one way or the other."""
    found = Sms.objects.filter(state=State.WAITING)
    by_sms = Q(concern__sms_wish__address="")
    return found.exclude(by_sms) if by_mail else found.filter(by_sms)


def is_quiet(at: datetime) -> bool:
    """勿扰时段: nothing is sent to a resident now; what waits goes out afterwards."""
    return quiet.is_quiet(quiet.RESIDENTS, at)


def recent(by: Actor, at: datetime) -> QuerySet[Sms]:
    """Those of the last thirty days, of concerns that one sees."""
    seen = Concern.objects.reachable(by=by, to=VIEW)
    return Sms.objects.filter(made_at__gt=at - LOOKED_BACK, concern__in=seen.order_by().values("pk"))


def counts(by: Actor, at: datetime) -> dict[str, int]:
    """How many are in each state."""
    found = dict(recent(by, at).order_by().values_list("state").annotate(n=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in State}


def listed(by: Actor, state: str, at: datetime) -> list[Sms]:
    """Those in this state, the newest first, `MOST` of them."""
    return list(recent(by, at).filter(state=state).select_related("concern__unit", "concern__handler")[:MOST])
