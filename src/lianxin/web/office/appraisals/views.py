"""评议活动的页面: list, campaign, plan, deeds."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.web.office.appraisals import deeds, forms, shown
from lianxin.web.ui import panels
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.appraisals import commands, overview, queries
from lianxin.work.appraisals.models import Campaign
from lianxin.work.appraisals.terms import RUN, VIEW

LISTED = 200
TABS = (
    (gettext_lazy("评议活动"), "appraisals:index"), (gettext_lazy("一季一评议"), "appraisals:series_list"),
)  # fmt: skip
PAGES = (
    ("campaign", gettext_lazy("总览")), ("setup", gettext_lazy("方案")), ("methods", gettext_lazy("评议方式")),
    ("ratings", gettext_lazy("自查和点评")), ("calendar", gettext_lazy("日历")), ("progress", gettext_lazy("下级进度")),
)  # fmt: skip


def campaign_of(request: Request, code: str, to: Any = None) -> Campaign:
    """The campaign of this code, for whoever may see it."""
    found = Campaign.objects.select_related("unit", "box", "round_of", "adopted_from", "series")
    campaign: Campaign = fetch(request, found, see=VIEW, to=to, code=code)
    return campaign


def page(request: Request, campaign: Campaign, name: str, **context: Any) -> HttpResponse:
    """A page of one campaign with its tabs."""
    tabs = [
        panels_tab for panels_tab in (_tab(campaign, one, word, name) for one, word in PAGES)
        if panels_tab["name"] != "progress" or campaign.called_on is not None
    ]  # fmt: skip
    return render(request, f"appraisals/{name}.html", {
        "campaign": campaign, "tabs_shown": tabs, "tone": shown.TONES[campaign.status], "may_run": shown.may_run(campaign, request.actor),
        "is_editable": not campaign.is_fixed and shown.may_run(campaign, request.actor), **context,
    })  # fmt: skip


def _tab(campaign: Campaign, name: str, word: Any, here: str) -> dict[str, Any]:
    url = reverse(f"appraisals:{name}", args=[campaign.code])
    return {"name": name, "word": word, "url": url, "is_current": name == here, "count": None}


def index(request: Request) -> HttpResponse:
    """评议活动一览: each with its stage and what it waits for."""
    see(request, VIEW)
    found = list(queries.campaigns(request.actor).prefetch_related("stages")[:LISTED])
    counts = queries.counts_of(found)
    rows = [_row(one, counts[one.pk], request) for one in found]
    actor = request.actor
    return render(request, "appraisals/index.html", {
        "rows": rows, "may_plan": actor.may_at(RUN, actor.own_path), "tabs_shown": room_tabs(TABS, "appraisals:index"),
    })  # fmt: skip


def _row(campaign: Campaign, counts: queries.Counts, request: Request) -> dict[str, Any]:
    stages = list(campaign.stages.all())
    stage, stuck = queries.current(stages), ""
    if stage is not None and campaign.status in ("planned", "open"):
        waits = (queries.unfinished(stage, campaign, counts) if stage.begun_on is not None
                 else queries.obstacles(stage, stages, campaign, counts))  # fmt: skip
        stuck = waits[0] if waits else ""
    late = stage is not None and stage.is_late(request.today)
    return {"campaign": campaign, "stage": stage, "stuck": stuck, "late": late, "tone": shown.TONES[campaign.status]}


def plan(request: Request) -> HttpResponse:
    """拟订评议方案."""
    unit = own_unit(request, RUN)
    form: Any = forms.NewForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.plan, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已拟订。接着设领导小组、评议对象和评议主体。"))
        return redirect("appraisals:campaign", code=form.result.code)
    words = _("谁组织、评什么、什么时候评。开启以前都可以改。")
    return form_page(request, form, Asking(_("拟订评议方案"), words, reverse("appraisals:index"), _("拟订")))


def campaign(request: Request, code: str) -> HttpResponse:
    """评议活动: one clear next step, the stages, the matrix, the figures."""
    found = campaign_of(request, code)
    counts = queries.counts_of([found])[found.pk]
    stages = list(found.stages.select_related("campaign"))
    may = shown.may_run(found, request.actor)
    return page(
        request, found, "campaign", next=shown.next_step(found, stages, counts) if may else None,
        stages=shown.stage_rows(found, stages, counts, request.today), matrix=shown.matrix(found),
        warnings=queries.warnings(found, request.today) if may else [], mode_words=shown.MODE_WORDS[found.mode],
        is_outside=queries.is_outside(found), facts=queries.facts_of(found), in_place=overview.four_in_place(found),
        everyday=shown.everyday(found, request.actor, request.today), adopts=_adopts(request, found), box_url=shown.box_url(found),
        group=list(found.group.all()), subjects=list(found.subjects.all()), rounds=list(found.rounds.all()),
        panels=panels.shown("campaign", request, found, "main"), aside=panels.shown("campaign", request, found, "aside"),
        further=panels.further_steps("campaign", request, found),
    )  # fmt: skip


def _adopts(request: Request, found: Campaign) -> bool:
    """Whether the unit of this post may take the campaign up as its own."""
    unit = request.posting.unit
    return (
        found.called_on is not None and unit.path != found.unit_path and request.actor.may_at(RUN, unit.path)
        and not found.adopted.filter(unit=unit).exists()
    )  # fmt: skip


def setup(request: Request, code: str) -> HttpResponse:
    """方案: leading group, subjects, audiences, matrix, rules."""
    found = campaign_of(request, code)
    return page(
        request, found, "setup", group=list(found.group.all()), subjects=list(found.subjects.select_related("owner")),
        audiences=list(found.audiences.all()), matrix=shown.matrix(found), rules=found.counts,
        is_outside=queries.is_outside(found), stages=list(found.stages.all()), mode_words=shown.MODE_WORDS[found.mode],
    )  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """办一件评议活动的事: one form, one command (deeds.DEEDS)."""
    if verb not in deeds.DEEDS:
        raise Http404(_("没有找到。"))
    what = deeds.DEEDS[verb]
    found = campaign_of(request, code, what.permission)
    return _asked(request, found, found, what)


PARTS = {
    "member": "group", "audience": "audiences", "subject": "subjects", "line": "lines", "stage": "stages",
    "method": "methods", "comment": "comments", "observation": "observations",
}  # fmt: skip


def part_of(found: Campaign, what: str, pk: int) -> Any:
    """One part of the campaign."""
    if what not in PARTS:
        raise Http404(_("没有找到。"))
    record = get_object_or_404(getattr(found, PARTS[what]), pk=pk)
    record.campaign = found
    return record


def part(request: Request, code: str, what: str, pk: int, verb: str) -> HttpResponse:
    """办一件评议活动里一部分的事 (deeds.PARTS)."""
    asked = deeds.PARTS.get((what, verb))
    if asked is None:
        raise Http404(_("没有找到。"))
    found = campaign_of(request, code)
    record = part_of(found, what, pk)
    request.actor.must(asked.permission, record if what == "subject" else found)
    return _asked(request, found, record, asked)


def _asked(request: Request, found: Campaign, record: Any, what: deeds.Deed) -> HttpResponse:
    form: Any = what.build(request, record, request.POST or None)
    then = reverse(f"appraisals:{what.then}", args=[found.code])
    if form.is_valid():
        given = what.read(request, record, form.cleaned_data)
        if what.name:
            given[what.name] = record
        if done(form, what.command, request, **given):
            messages.success(request, _("已记下。"))
            return redirect(then)
    return form_page(request, form, Asking(what.word, what.purpose or found.title, then))


@require_POST
def press(request: Request, code: str, verb: str) -> HttpResponse:
    """告知, 开启, 结束, 部署, 承接: a button."""
    if verb == "adopt":
        found = campaign_of(request, code)
        own = pressed(request, commands.adopt, campaign=found, unit=request.posting.unit)
        return redirect("appraisals:campaign", code=own.code if own else code)
    if verb not in deeds.PRESSED:
        raise Http404(_("没有找到。"))
    permission, command, words = deeds.PRESSED[verb]
    found = campaign_of(request, code, permission)
    if pressed(request, command, campaign=found):
        messages.success(request, str(words))
    return redirect("appraisals:campaign", code=code)


@require_POST
def press_part(request: Request, code: str, what: str, pk: int, verb: str) -> HttpResponse:
    """移出, 撤去, 进入阶段, 完成阶段: a button."""
    if (what, verb) not in deeds.PRESSED_PARTS:
        raise Http404(_("没有找到。"))
    permission, command, name = deeds.PRESSED_PARTS[what, verb]
    found = campaign_of(request, code, permission)
    record = part_of(found, what, pk)
    pressed(request, command, **{name: record})
    return redirect("appraisals:campaign" if what == "stage" else "appraisals:setup", code=code)
