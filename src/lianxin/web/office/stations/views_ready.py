"""建设清单的页面: one station item by item, the whole county item by item, the list itself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.orgs.queries import top_unit
from lianxin.web.office.stations import browsing, forms
from lianxin.web.office.stations.views import page, stations
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.stations import commands, queries
from lianxin.work.stations.models import ReadyItem
from lianxin.work.stations.terms import FIRST_LIST, OPEN, READY, VIEW, ReadyGroup, ReadyState

LISTED = 600


def readiness(request: Request) -> HttpResponse:
    """建设清单: each item, how many stations have it, where it is missing or nobody has looked; each number opens."""
    see(request, VIEW)
    found, total, rows = queries.tallies(request.actor, request.today)
    counted = [
        (row, [(state, state.label, row.states.get(state.value, 0)) for state in ReadyState if row.states.get(state.value)])
        for row in rows
    ]  # fmt: skip
    return page(request, "readiness", list=found, total=total, rows=counted, may_set=_may_set(request))


def _may_set(request: Request) -> bool:
    top = top_unit()
    return top is not None and request.actor.may_at(OPEN, top.path)


def lacking(request: Request, pk: int) -> HttpResponse:
    """哪些站: the stations behind one number."""
    see(request, VIEW)
    item, state = ReadyItem.objects.filter(pk=pk).first(), browsing.text(request, "state", 10)
    if item is None or state not in ("", *ReadyState.values):
        raise Http404(_("没有找到。"))
    found = queries.lacking(request.actor, request.today, item, state)
    word = ReadyState(state).label if state else _("还没有核对")
    rows, total = list(found[:LISTED]), found.count()
    return page(request, "lacking", item=item, word=word, rows=rows, total=total, tab="readiness")


def look(request: Request, pk: int) -> HttpResponse:
    """核对一个站: item by item, with what was found before filled in."""
    found = fetch(request, stations(), see=VIEW, pk=pk)
    held = queries.readiness(found, request.today)
    may_look = found.stands(request.today) and request.actor.may(READY, found)
    form: Any = forms.LookForm(request.POST or None, today=request.today, held=held)
    if request.method == "POST":
        request.actor.must(READY, found)
    if form.is_valid():
        given = {"station": found, "found": form.found(), "on": form.cleaned_data.get("on")}
        if done(form, commands.look_over, request, **given):
            messages.success(request, _("已核对 %(n)s 项。") % {"n": len(form.result)})
            return redirect("stations:station", pk=pk)
    rows = [(one, form[f"state_{one.item.pk}"], form[f"note_{one.item.pk}"]) for one in held]
    return page(request, "look", station=found, rows=rows, may_look=may_look, form=form, tab="readiness")


def set_list(request: Request) -> HttpResponse:
    """制定建设清单: a new version; what stays as it was keeps what was found."""
    if not _may_set(request):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": _("制定建设清单")})
    form: Any = forms.ReadyListForm(request.POST or None, today=request.today, initial=_held(request))
    given = {"items": form.items(), "valid_from": form.cleaned_data["valid_from"]} if form.is_valid() else None
    if given and done(form, commands.set_ready_list, request, **given):
        messages.success(request, _("已制定第 %(n)s 版。") % {"n": form.result.version})
        return redirect("stations:readiness")
    purpose = _("一本、一公示、四上墙各是哪几样，由县里定。字句没变的项目，核对过的情况接着算。")
    return form_page(
        request, form, Asking(_("制定建设清单"), purpose, reverse("stations:readiness"), _("定为新的一版"))
    )


def _held(request: Request) -> dict[str, Any]:
    """The list in force; where there is none yet, what a county begins with."""
    found = queries.ready_list(request.today)
    if found is None:
        items = [(group.value, str(text)) for group, text in FIRST_LIST]
    else:
        items = [(line.item.group, line.item.text) for line in found.lines.select_related("item")]
    lines = {group.value: [text for kind, text in items if kind == group.value] for group in ReadyGroup}
    return {**lines, "valid_from": request.today}
