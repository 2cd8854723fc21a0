"""报送的设置 of the compliance page: what may be asked of a kind of unit in a month, and what a request would add to it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking.models import AskingBudget, ReportingRequest
from lianxin.reports.asking.queries.budget import UNTIL_SET, Load, Over, cost_of, limits, overs
from lianxin.reports.asking.terms import VIEW, RequestState

BUDGET, REQUEST = "asking.budget", "asking.request"
GRASSROOTS = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
#: two items a day of work in a village: more is no exception but a habit
MOST = Load(20, 120, 6)


def budget_key(kind: str, since: str) -> str:
    """One limit of a kind of unit from a month on."""
    return f"{kind}-{since}"


def budget_breaches(kind: str, load: Load) -> tuple[Breach, ...]:
    """More of villages and communities than the texts on relief allow for."""
    if kind not in GRASSROOTS or (
        load.fields <= MOST.fields and load.minutes <= MOST.minutes and load.requests <= MOST.requests
    ):
        return ()
    why = _("村、社区每月最多 %(most)s，要设成 %(words)s") % {"most": MOST.words, "words": load.words}
    return (Breach("JF-6", why),)


def value_of(request: ReportingRequest) -> str:
    """每月，手填 3 项、约 15 分钟，5 个单位."""
    cost = cost_of(request)
    return _("%(often)s，手填 %(fields)s 项、约 %(minutes)s 分钟，%(units)s 个单位") % {
        "often": request.get_frequency_display(), "fields": cost.fields, "minutes": cost.minutes,
        "units": len(request.units.all()),
    }  # fmt: skip


def breaches_of(found: Sequence[Over]) -> tuple[Breach, ...]:
    """The units that would have more than their limit; three by name, the rest by their number."""
    if not found:
        return ()
    words = "；".join(one.sentence for one in found[:3])
    if len(found) > 3:
        words = _("%(words)s；另有 %(n)s 个单位") % {"words": words, "n": len(found) - 3}
    return (Breach("JF-6", words),)


def read_budgets(by: Actor, on: date) -> Iterator[Reading]:
    """The limit of each kind of unit as of a day."""
    month, set_by = Period.containing(on), {row.kind: row for row in AskingBudget.objects.order_by("since")}
    most = limits(month)
    for kind in UNTIL_SET:
        row, load = set_by.get(kind), most[kind]
        yield Reading(
            budget_key(kind, row.since if row else "0"), UnitKind(kind).label, load.words, budget_breaches(kind, load),
            row.set_by if row else "", row.set_on if row else None, page="asking:budget",
        )  # fmt: skip


def read_requests(by: Actor, on: date) -> Iterator[Reading]:
    """Requests that are about to ask or do; a draft that goes beyond a limit may be exempted."""
    found = list(
        ReportingRequest.objects.reachable(by=by, to=VIEW)
        .exclude(state__in=(RequestState.CLOSED, RequestState.WITHDRAWN))
        .select_related("unit").prefetch_related("fields", "units__unit")
    )  # fmt: skip
    beyond = overs(found, Period.containing(on))
    for one in found:
        is_on = one.state == RequestState.ASKED
        yield Reading(
            one.code, one.title, value_of(one), () if is_on else breaches_of(beyond[one.pk]), one.drafted_by, one.drafted_on,
            is_on, one.unit_path, "asking:one", (one.code,),
        )  # fmt: skip


setting(
    BUDGET, gettext_lazy("报送限额"), rules=("BAN-4", "JF-6"), read=read_budgets,
    verdict=gettext_lazy("每类单位每月手填多少项、花多少分钟、收几份要求，都有上限；村、社区的上限本身也有上限。"),
)  # fmt: skip
setting(
    REQUEST, gettext_lazy("报送要求"), rules=("BAN-4", "JF-5", "JF-6", "JF-10"), read=read_requests,
    verdict=gettext_lazy("系统里有的不再要人填；写明依据、用途、频次、截止；超过限额的没有批准的例外不能批准。"),
)  # fmt: skip
