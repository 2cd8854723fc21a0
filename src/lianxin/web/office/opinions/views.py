"""意见梳理的页面: the collections, the desk on which one is sorted, what was shown to one's own unit, the report."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.pure.paper import write_docx
from lianxin.web.office.opinions import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.opinions import commands, papers, queries
from lianxin.work.opinions.models import Collection, RemarkTopic
from lianxin.work.opinions.terms import DESK, SORT, VIEW, Fate, RemarkSource

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED, PER_PAGE = 200, 30


def tabs(here: str) -> list[Any]:
    """The two pages of the room."""
    return room_tabs([(_("意见汇总"), "opinions:index"), (_("交我单位看的意见"), "opinions:shown")], here)


def index(request: Request) -> HttpResponse:
    """意见汇总: each with how many opinions it holds and how many have no fate yet."""
    see(request, VIEW)
    found = list(queries.collections(request.actor)[:LISTED])
    counts = queries.counts(found, request.actor)
    rows = [(one, sum(counts[one.pk].values()), counts[one.pk].get(Fate.OPEN, 0)) for one in found]
    context = {
        "rows": rows, "waiting": queries.begins_for(request.actor)[:LISTED], "may_sort": request.actor.has(SORT),
        "tabs_shown": tabs("opinions:index"),
    }  # fmt: skip
    return render(request, "opinions/index.html", context)


def shown_to_us(request: Request) -> HttpResponse:
    """交我单位看的意见, in the words that were left after blacking out."""
    see(request, VIEW)
    found = queries.shown_to(request.actor)[:LISTED]
    rows = shown.rows(found, request.actor, {})
    return render(request, "opinions/shown.html", {"rows": rows, "tabs_shown": tabs("opinions:shown")})


def begin(request: Request) -> HttpResponse:
    """开始梳理."""
    unit = own_unit(request, SORT)
    initial = {"campaign": request.GET.get("campaign", "")}
    form: Any = forms.BeginForm(request.POST or None, by=request.actor, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        where = data["campaign"].unit if data["campaign"] else unit
        if done(form, commands.begin, request, title=data["title"], unit=where, campaign=data["campaign"]):
            return redirect("opinions:collection", form.result.code)
    asking = Asking(
        _("开始梳理意见"), _("投票时写的意见开箱后列入，会上听到的意见录入，每条都要有去向。"), reverse("opinions:index"), _("开始")
    )  # fmt: skip
    return form_page(request, form, asking)


def collection_of(request: Request, code: str, *, to: Any = None) -> Collection:
    """The collection of this code, for whoever's desk it lies on."""
    found = Collection.objects.select_related("unit", "campaign__box")
    one: Collection = fetch(request, found, see=DESK, to=to, code=code)
    return one


def collection(request: Request, code: str) -> HttpResponse:
    """梳理台: topics with their counts, the opinions with what is proposed, what can be done with those ticked."""
    one = collection_of(request, code)
    typed = forms.FilterForm(request.GET)
    asked = typed.cleaned_data if typed.is_valid() else {}
    everything = list(queries.remarks(one, request.actor))
    topics, lines = list(RemarkTopic.objects.filter(collection=one)), queries.topic_lines(one, request.actor)
    page = Paginator(shown.filtered(everything, asked), PER_PAGE).get_page(request.GET.get("page"))
    picked = request.GET.get("pick", "")[:2000].split("-")
    listed = [remark for remark in everything if remark.code in picked] or list(page.object_list)
    bundles = [] if asked.get("topic") or len(picked) > 1 else queries.bundles(everything)
    context = {
        "collection": one, "total": len(everything), "lines": lines, "topics": topics, "page": page, "asked": asked,
        "rows": shown.rows(listed, request.actor, queries.proposals(topics, everything), picked),
        "bundles": shown.bundle_lines(code, everything, bundles), "few": shown.few_note(len(everything)),
        "fates": Fate.choices, "sources": RemarkSource.choices, "buttons": shown.desk_buttons(),
        "may_sort": request.actor.may(SORT, one), "query": urlencode({k: v for k, v in asked.items() if v}),
        "open": sum(remark.fate == Fate.OPEN for remark in everything),
        "unhappy": queries.answered_to_nobody(queries.remarks(one, request.actor)).count(),
    }  # fmt: skip
    return render(request, "opinions/collection.html", context)


@require_POST
def take_in(request: Request, code: str) -> HttpResponse:
    """列入投票时写的意见."""
    one = collection_of(request, code, to=SORT)
    if pressed(request, commands.take_in, collection=one):
        messages.success(request, _("已列入。"))
    return redirect("opinions:collection", code)


def enter(request: Request, code: str) -> HttpResponse:
    """录入意见."""
    one = collection_of(request, code, to=SORT)
    form: Any = forms.EnterForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, partial(commands.enter, collection=one), request, **form.cleaned_data):
        messages.success(request, _("已录入 %(n)s 条。") % {"n": len(form.result)})
        return redirect("opinions:collection", code)
    asking = Asking(
        _("录入意见"), _("一行一条，逐条计数。不写是谁说的。"), reverse("opinions:collection", args=[code]), _("录入")
    )
    return form_page(request, form, asking)


def report(request: Request, code: str) -> HttpResponse:
    """下载意见梳理报告; `combined=1` adds the headings of 五结合."""
    one = collection_of(request, code)
    paper = papers.report(one, by=request.actor, dated=request.today, is_combined=request.GET.get("combined") == "1")
    disposition = content_disposition_header(True, f"意见梳理报告{one.code}.docx") or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})
