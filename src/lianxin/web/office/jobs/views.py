"""后台任务的页面: what waits, what is being done, what failed; to do it again or to give it up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.jobs import commands, living, queries
from lianxin.base.jobs.terms import KEEP, VIEW
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed, see


@require_safe
def index(request: Request) -> HttpResponse:
    """后台任务: failed first, oldest first."""
    see(request, VIEW)
    return render(request, "jobs/index.html", {
        "rows": queries.rows(at=request.now), "counts": queries.counts(), "words": queries.WORDS,
        "workers": living.alive(), "may_keep": request.actor.has(KEEP),
    })  # fmt: skip


@require_POST
def retry(request: Request, pk: UUID) -> HttpResponse:
    """重试一项."""
    see(request, KEEP)
    if pressed(request, commands.retry, pk=pk):
        messages.success(request, _("已重新排队。"))
    return redirect("jobs:index")


@require_POST
def give_up(request: Request, pk: UUID) -> HttpResponse:
    """放弃一项."""
    see(request, KEEP)
    if pressed(request, commands.give_up, pk=pk):
        messages.success(request, _("已放弃。"))
    return redirect("jobs:index")
