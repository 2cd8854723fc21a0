"""办理步骤与个人清单的页面."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.duties import shown
from lianxin.web.office.duties.forms import StepsForm
from lianxin.web.office.duties.views import must_view
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands
from lianxin.work.concerns import duty_queries as queries
from lianxin.work.concerns.duty_terms import EDIT_DUTIES
from lianxin.work.concerns.models import Concern, TopicStep
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW

MOST = 200


def mine(request: Request) -> HttpResponse:
    """个人清单, in the order of a round trip."""
    must_view(request)
    rows = [(one, shown.title_of(one, request.actor)) for one in queries.listed(request.actor, MOST)]
    return render(request, "duties/mine.html", {"rows": rows})


@require_POST
def keep(request: Request, code: str) -> HttpResponse:
    """放进或移出个人清单."""
    concern = fetch(request, Concern.objects.all(), see=VIEW, code=code)
    command = commands.unlist if "drop" in request.POST else commands.shortlist
    command(concern=concern, by=request.actor, at=request.now)
    return redirect("concerns:detail", code=code)


def steps(request: Request) -> HttpResponse:
    """定办理步骤."""
    must_view(request)
    if not request.actor.has(EDIT_DUTIES):
        raise NotAllowed(_("您现在的职务没有这项权限：%(what)s。") % {"what": EDIT_DUTIES.label})
    form = StepsForm(request.POST or None)
    if form.is_valid() and done(form, commands.set_steps, request, **form.cleaned_data):
        messages.success(request, _("已定下办理步骤。"))
        return redirect("duties:steps")
    standing = TopicStep.objects.filter(retired_on=None).select_related("topic")
    by_topic: dict[str, list[str]] = {}
    for one in standing.order_by("topic__code", "order"):
        by_topic.setdefault(one.topic.label, []).append(one.words)
    return render(request, "duties/steps.html", {"form": form, "by_topic": list(by_topic.items())})


@require_POST
def tick(request: Request, code: str, pk: int) -> HttpResponse:
    """办完一步."""
    concern = fetch(request, Concern.objects.select_related("handler"), see=VIEW, code=code)
    step = get_object_or_404(TopicStep, pk=pk)
    try:
        commands.tick_step(concern=concern, step=step, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("concerns:detail", code=code)
