"""队伍进展的页面: for each person what was planned, done and is still open, by unit and name; every number opens (F057)."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Posting
from lianxin.web.office.planner import shown
from lianxin.web.office.planner.places import asked, month_of, shifted
from lianxin.web.office.planner.views import LISTED, page
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see
from lianxin.work.concerns.queries import shown as title_shown
from lianxin.work.planner import queries
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.planner.terms import TEAM, VIEW
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT


def team(request: Request) -> HttpResponse:
    """队伍进展 of a unit in a month: its people by name, the units below it in their order; nobody is ranked."""
    here = asked(request, TEAM)
    span = queries.Span(here.month.first, here.month.last)
    found = queries.team(here.unit, span, by=request.actor)
    months = (shifted(here.month, -1), shifted(here.month, 1))
    return page(request, "team", here=here, team=found, before=months[0], after=months[1])


def member(request: Request, pk: int) -> HttpResponse:
    """一个人的走访: his plans, visits and open matters of a month, each to be opened; for his leader and for himself."""
    see(request, VIEW)
    person, month = _person(request, pk), month_of(request)
    actor, span = request.actor, queries.Span(month.first, month.last)
    plans = (
        PlannedVisit.objects.reachable(by=actor, to=VIEW).standing().filter(person=person).during(span.first, span.last)
    )
    visits = Visit.objects.reachable(by=actor, to=SEE_VISIT).standing().by_person(person)
    visits = visits.filter(on__range=(span.first, span.last)).select_related("unit", "household").order_by("on", "pk")
    matters = [(one, title_shown(one.concern.title, one.concern, actor))
               for one in queries.member_open(person, span, by=actor)[:LISTED]]  # fmt: skip
    rows = [
        (one, shown.days_words(one.on, one.until)) for one in plans.select_related("unit").order_by("on", "pk")[:LISTED]
    ]
    done = [(one, shown.days_words(one.on, one.until), shown.visit_url(one.code)) for one in visits[:LISTED]]
    return page(
        request, "member", person=person, month=month, plans=rows, visits=done, matters=matters,
        is_self=person.pk == actor.person_id, before=shifted(month, -1), after=shifted(month, 1),
    )  # fmt: skip


def _person(request: Request, pk: int) -> Person:
    """Oneself, or somebody of a unit whose team one leads; Http404 for anybody else."""
    posts = (
        Posting.objects.valid(request.today)
        .filter(person__in=Person.objects.filter(pk=pk))
        .select_related("person", "unit")
    )
    leads = (post.person for post in posts if request.actor.may_at(TEAM, post.unit.path))
    own = (post.person for post in posts if pk == request.actor.person_id)
    found = next(own, None) or next(leads, None)
    if found is None:
        raise Http404(_("没有找到。"))
    return found
