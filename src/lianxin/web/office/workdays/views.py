"""群众工作日的页面: the year's days with their themes, a month, the rule, the file for the telephone's calendar."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.base.orgs.paths import STEP
from lianxin.pure import ical
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.office.workdays import forms
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.stations import queries as stations
from lianxin.work.workdays import commands, queries
from lianxin.work.workdays.models import Theme
from lianxin.work.workdays.terms import APPROVE, ASK, THEME, VERIFY, VIEW

TABS = (
    (gettext_lazy("工作日历"), "workdays:index"), (gettext_lazy("请假"), "workdays:leaves"),
    (gettext_lazy("报上级的说明"), "workdays:letters"), (gettext_lazy("迟报漏报"), "workdays:timeliness"),
    (gettext_lazy("规则"), "workdays:rule"),
)  # fmt: skip
YEARS = 5


def tabs(request: Request, here: str) -> Any:
    """The pages of the room that the post opens."""
    shut = () if request.actor.has(APPROVE) else ("workdays:letters",)
    return room_tabs([page for page in TABS if page[1] not in shut], here)


def index(request: Request) -> HttpResponse:
    """工作日历: a year, month by month, each day with how many stations have confirmed it."""
    see(request, VIEW)
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else request.today.year
    year = min(max(year, request.today.year - YEARS), request.today.year + 1)
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = queries.days(request.posting.unit, first, last)
    confirmed = queries.confirmed_counts(request.actor, first, last)
    themes = queries.themes(request.posting.unit, [period.code for period in Period("year", year).months()])
    rows = [
        (period, themes.get(period.code), [(day, confirmed.get(day.on, 0)) for day in held if day.on.month == period.number])
        for period in Period("year", year).months()
    ]  # fmt: skip
    return render(request, "workdays/index.html", {
        "rows": rows, "year": year, "this_month": Period.containing(request.today).code, "may_ask": may_ask(request),
        "tabs_shown": tabs(request, "workdays:index"), "may_set": request.actor.may_at(THEME, request.actor.own_path),
        "next": next((day for day in held if day.on >= request.today), None),
        "stations": stations.standing(request.today).reachable(by=request.actor, to=VIEW).count(),
    })  # fmt: skip


def ics(request: Request) -> HttpResponse:
    """日历文件: the work days of a year from now, with the theme where it was sent."""
    see(request, VIEW)
    held = queries.days(request.posting.unit, request.today, request.today + timedelta(days=366), decided=True)
    events = [
        ical.Event(f"workday-{day.planned_on.isoformat()}@lianxin", day.on, day.on,
                   _("群众工作日") + (f"：{day.theme.title}" if day.theme else "") + (_("（暂定）") if day.provisional else ""))
        for day in held
    ]  # fmt: skip
    text = ical.write(_("群众工作日"), events, request.now)
    headers = {"Content-Disposition": 'attachment; filename="workdays.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def period_of(month: str) -> Period:
    """The month of the address. Raises Http404."""
    try:
        found = Period.parse(month)
    except NotAPeriod:
        raise Http404(_("没有找到。")) from None
    if found.kind != "month" or not 2000 <= found.year <= 2100:
        raise Http404(_("没有找到。"))
    return found


def month(request: Request, month: str) -> HttpResponse:
    """一个月: its theme, when it was decided and sent, its days."""
    see(request, VIEW)
    period = period_of(month)
    held = queries.days(request.posting.unit, period.first, period.last + timedelta(days=31))
    found = queries.themes(request.posting.unit, [period.code]).get(period.code)
    may = request.actor.may_at(THEME, request.actor.own_path)
    late = (request.today - period.first).days + 1 if found is None or found.sent_on is None else found.days_late
    return render(request, "workdays/month.html", {
        "period": period, "theme": found if found is None or found.sent_on or may else None, "may_set": may,
        "days": [day for day in held if day.month == period.code], "late": max(late, 0),
        "due_on": period.first - timedelta(days=1), "tabs_shown": tabs(request, "workdays:index"),
    })  # fmt: skip


def theme(request: Request, month: str) -> HttpResponse:
    """拟月度主题, or change it."""
    unit, period = own_unit(request, THEME), period_of(month)
    held = Theme.objects.filter(unit=unit, month=period.code).first()
    initial = {key: getattr(held, key) for key in ("title", "text", "stress")} if held else {}
    form: Any = forms.ThemeForm(request.POST or None, initial=initial)
    given = {"unit": unit, "month": period.code}
    if form.is_valid() and done(form, commands.draft_theme, request, **given, **form.cleaned_data):
        messages.success(request, _("已存下。定下并下发以后，各站才看得到。"))
        return redirect("workdays:month", month=period.code)
    purpose = _("月底前定下个月的重点；改已经下发的，要重新定、重新下发。")
    back = reverse("workdays:month", args=[period.code])
    return form_page(request, form, Asking(_("%(month)s主题") % {"month": period.label}, purpose, back, _("存下")))


@require_POST
def theme_deed(request: Request, month: str, verb: str) -> HttpResponse:
    """定下, 下发."""
    unit, period = own_unit(request, THEME), period_of(month)
    held = Theme.objects.filter(unit=unit, month=period.code).first()
    command = {"decide": commands.decide_theme, "send": commands.send_theme}.get(verb)
    if held is None or command is None:
        raise Http404(_("没有找到。"))
    if pressed(request, command, theme=held):
        messages.success(request, _("主题已定下。") if verb == "decide" else _("已下发，各站的公示和日志里都有了。"))
    return redirect("workdays:month", month=period.code)


def rule(request: Request) -> HttpResponse:
    """规则: the versions, the newest first, with the reasons."""
    see(request, VIEW)
    versions = queries.rules()[::-1]
    return render(request, "workdays/rule.html", {
        "versions": versions, "now": queries.rule_on(request.today, reversed(versions)),
        "tabs_shown": tabs(request, "workdays:rule"), "may_set": request.actor.may_at(THEME, request.actor.own_path),
    })  # fmt: skip


def set_rule(request: Request) -> HttpResponse:
    """定新一版规则."""
    unit = own_unit(request, THEME)
    now = queries.rules()[-1]
    initial = {"days": ",".join(map(str, now.numbers)), "moves": now.moves, "confirm_days": now.confirm_days,
               "reasons": [label for _code, label in now.reasons], "basis": now.basis if now.version else ""}  # fmt: skip
    form: Any = forms.RuleForm(request.POST or None, today=request.today, initial=initial)
    if form.is_valid() and done(form, commands.set_rule, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("新规则已定。启用日期以后的工作日按新规则。"))
        return redirect("workdays:rule")
    purpose = _("定新的一版；以前的工作日仍按当时的规则。")
    return form_page(request, form, Asking(_("定工作日规则"), purpose, reverse("workdays:rule"), _("定下")))


def may_ask(request: Request) -> bool:
    """Whether to show the door to asking leave: the county itself has no station."""
    return request.actor.has(ASK) and len(request.actor.own_path) > STEP


def waiting_leaves(request: Request) -> int:
    """How many leaves wait for this actor; nothing is asked for a post that decides none."""
    if not (request.actor.has(VERIFY) or request.actor.has(APPROVE)):
        return 0
    return queries.leaves_waiting(request.actor).count()
