"""意见建议: say it, and for those in charge read it."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.feedback.forms import SayForm
from lianxin.web.ui.request import Request
from lianxin.work.feedback import commands
from lianxin.work.feedback.models import Feedback
from lianxin.work.feedback.terms import VIEW, About

SHOWN = 200


def say(request: Request) -> HttpResponse:
    """提意见建议."""
    about = request.GET.get("about", About.SYSTEM)
    form = SayForm(request.POST or None, initial={"entry_key": uuid4().hex, "about": about})
    if form.is_valid():
        unit = request.posting.unit if request.posting else None
        commands.say(by=request.actor, at=request.now, unit=unit, **form.cleaned_data)
        messages.success(request, _("已收到，谢谢。县群众工作办公室会看到这条意见。"))
        return redirect("today")
    return render(request, "feedback/say.html", {"form": form})


def heard(request: Request) -> HttpResponse:
    """看意见建议: the newest ones of one's area."""
    if not request.actor.has(VIEW):
        raise NotAllowed(_("您现在的职务不能查看对系统的意见建议。"))
    return render(
        request, "feedback/list.html", {"found": Feedback.objects.reachable(by=request.actor, to=VIEW)[:SHOWN]}
    )
