"""隐私告知的修改: what each channel tells now, and a new version of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.notices import commands, queries
from lianxin.base.notices.terms import PARTS, SET, Channel
from lianxin.web.office.custody import forms
from lianxin.web.office.custody.views import tabs
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see


def notices(request: Request) -> HttpResponse:
    """各渠道的告知."""
    context = {"tabs": tabs(request, "custody:notices"), "rows": queries.all_standing()}
    return render(request, "custody/notices.html", context)


def change(request: Request, channel: str) -> HttpResponse:
    """修改一个渠道的告知: from the version in force; the old one stays at its address."""
    see(request, SET)
    if channel not in Channel.values:
        raise Http404(_("没有找到。"))
    standing = queries.standing(channel)
    initial = {name: getattr(standing, name) for name in ("short", *PARTS)}
    form: Any = forms.NoticeForm(request.POST or None, initial=initial)
    if form.is_valid():
        parts = dict(form.cleaned_data)
        if done(form, commands.set_notice, request, channel=channel, short=parts.pop("short"), parts=parts):
            messages.success(request, _("已修改，马上起作用。以前的一版还能看到。"))
            return redirect("custody:notices")
    purpose = _("现在是第 %(n)s 版。照实写系统怎么做的；改了以后，新登记的按新的一版记。") % {"n": standing.number}
    asking = Asking(_("修改隐私告知：%(about)s") % {"about": Channel(channel).label}, purpose, reverse("custody:notices"),
                    _("用这一版"))  # fmt: skip
    return form_page(request, form, asking)
