"""工作日与期限: the year's calendar, the yearly notice, local days, the rules of time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.clocks import commands, queries
from lianxin.base.clocks.commands import UnfitCalendar
from lianxin.base.clocks.models import CalendarYear
from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.clocks.forms import DayForm, LoadForm, YearForm
from lianxin.web.office.clocks.shown import local_days, months_of, preset_of
from lianxin.web.ui.request import Request


def index(request: Request) -> HttpResponse:
    """看年历、本地规定和期限规则."""
    _must(request)
    return _page(request, DayForm())


@require_POST
def set_day(request: Request) -> HttpResponse:
    """设定本地工作日."""
    _must(request)
    form = DayForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("day", "name", "source")}
        is_workday = form.cleaned_data["kind"] == "work"
        try:
            commands.set_local_day(**given, is_workday=is_workday, by=request.actor, at=request.now)
            messages.success(request, _("已设定，涉及的办理期限已重新计算。"))
            return redirect(_of_year(given["day"].year))
        except UnfitCalendar as problem:
            form.add_error(None, str(problem))
    return _page(request, form)


@require_POST
def drop_day(request: Request) -> HttpResponse:
    """取消本地工作日."""
    _must(request)
    form = DayForm({**request.POST.dict(), "kind": "rest", "name": "—", "source": "—"})
    if form.is_valid():
        try:
            commands.drop_local_day(day=form.cleaned_data["day"], by=request.actor, at=request.now)
            messages.success(request, _("已取消，涉及的办理期限已重新计算。"))
        except UnfitCalendar as problem:
            messages.error(request, str(problem))
        return redirect(_of_year(form.cleaned_data["day"].year))
    messages.error(request, _("没有选择日期。"))
    return redirect("clocks:index")


def load(request: Request) -> HttpResponse:
    """载入放假通知: look at what was read, then confirm."""
    _must(request)
    if request.method != "POST":
        return render(request, "clocks/load.html", {"form": LoadForm(initial={"year": request.today.year + 1})})
    form = LoadForm(request.POST, request.FILES)
    if form.is_valid() and "confirm" in request.POST and _loaded(request, form):
        return redirect(_of_year(form.cleaned_data["year"]))
    again = _with_lines(form)
    return render(request, "clocks/load.html", {"form": again, "notice": form.notice})


def _loaded(request: Request, form: LoadForm) -> bool:
    """Load it if nothing is wrong with it; what is wrong stands on the form."""
    notice = form.notice
    if notice is None or notice.errors:
        return False
    given: dict[str, Any] = {"year": form.cleaned_data["year"], "partial": form.cleaned_data["partial"]}
    try:
        done = commands.load_notice(
            rows=notice.rows, source=form.source_or_title, by=request.actor, at=request.now, **given
        )
    except UnfitCalendar as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, _("已载入%(year)s年放假通知：放假 %(rest)s 天，调休上班 %(work)s 天。重新计算了 %(n)s 件诉求的期限。") % {
        "year": done.year, "rest": done.rest, "work": done.work, "n": done.recomputed})  # fmt: skip
    return True


def _with_lines(form: LoadForm) -> LoadForm:
    """The form with a table's rows as lines in its text, so that they can be mended and confirmed."""
    if form.is_valid() and form.cleaned_data.get("file"):
        data: Any = form.data
        form.data = data.copy()
        form.data["text"] = form.cleaned_data["text"]  # type: ignore[index]
    return form


def _page(request: Request, form: DayForm) -> HttpResponse:
    asked = YearForm(request.GET)
    year = asked.cleaned_data["year"] if asked.is_valid() else request.today.year
    calendar = queries.calendar()
    return render(request, "clocks/index.html", {
        "form": form, "year": year, "months": months_of(year, calendar, request.today), "local": local_days(year),
        "is_published": year in calendar.published, "notice": CalendarYear.objects.filter(pk=year).first(),
        "years": range(request.today.year - 1, request.today.year + 3),
        "presets": [preset_of(preset.rule) for preset in queries.presets(on=request.today)],
    })  # fmt: skip


def _must(request: Request) -> None:
    if not request.actor.has(LOAD_NOTICE):
        raise NotAllowed(_("您现在的职务不能维护工作日历。请与县群众工作办公室联系。"))


def _of_year(year: int) -> str:
    return reverse("clocks:index", query={"year": year})
