"""统一登录关联, by whoever keeps the accounts: for those without power, and to end what somebody can no longer end himself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.federation import commands, queries
from lianxin.base.orgs.models import Person
from lianxin.web.office.orgs import forms
from lianxin.web.office.orgs.views import must, one_of
from lianxin.web.ui.again import said_again
from lianxin.web.ui.deeds import done
from lianxin.web.ui.federation import the_provider
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed


@said_again
def link(request: Request, pk: int) -> HttpResponse:
    """给人关联."""
    provider = the_provider()
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    form: Any = forms.LinkForm(request.POST or None)
    given = {"person": somebody, "issuer": provider.issuer}
    if form.is_valid() and done(form, commands.link_other, request, **given, **form.cleaned_data):
        messages.success(request, _("已关联，他下次登录时会告诉他。"))
        return redirect("setup:person", pk=pk)
    told = {"name": somebody.name, "provider": provider.name}
    purpose = _("%(provider)s说是这个标识的人，就能登录%(name)s的账号，请核对清楚。") % told
    title = _("给%(name)s关联统一登录") % told
    return render(
        request, "setup/form.html", {"form": form, "title": title, "purpose": purpose, "back": "setup:people"}
    )


@require_POST
@said_again
def unlink(request: Request, pk: int) -> HttpResponse:
    """解除关联; his sessions end with it."""
    the_provider()
    must(request)
    somebody = one_of(Person.objects.all(), pk)
    held = queries.link_of(somebody)
    if held and pressed(request, commands.end_link, link=held):
        messages.success(request, _("已解除关联，已登录的都已退出。"))
    return redirect("setup:person", pk=pk)
