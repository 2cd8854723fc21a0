"""窗口的页面: the buttons of the counter, five hearts, the telephone, letters and visits."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lianxin.pure.periods import Period
from lianxin.web.office.concerns.filing import Filing, file
from lianxin.web.office.windows import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows import commands, queries
from lianxin.work.windows.models import PhoneCall
from lianxin.work.windows.terms import HEART_SENTENCES, SERVE, STANDARD, VIEW, Heart

TABS = (
    (gettext_lazy("窗口计数"), "windows:index"), (gettext_lazy("窗口办事"), "windows:services"),
    (gettext_lazy("代办代理"), "windows:errands"), (gettext_lazy("来信来访"), "windows:letters"),
    (gettext_lazy("五心评价"), "windows:hearts"), (gettext_lazy("办事指南"), "windows:guides"),
    (gettext_lazy("服务承诺"), "windows:limits"),
    (gettext_lazy("群众工作室"), "windows:work_rooms"), (gettext_lazy("外部数据"), "windows:external"),
)  # fmt: skip


def page(request: Request, name: str, **context: Any) -> HttpResponse:
    """A page of this room with its tabs."""
    see(request, VIEW)
    tabs = room_tabs(TABS, f"windows:{name}")
    may = {"may_serve": request.actor.may_at(SERVE, request.actor.own_path)}
    return render(request, f"windows/{name}.html", {"tabs_shown": tabs, **may, **context})


def index(request: Request) -> HttpResponse:
    """窗口计数: the buttons with the day's and the month's people."""
    see(request, VIEW)
    consults, services = queries.buttons(request.posting.unit, request.today)
    context = {"consults": consults, "services": services, "sums": shown.sums(consults, services)}
    return page(request, "index", unit=request.posting.unit, calls=shown.calls(request), **context)


@require_POST
def tally(request: Request) -> HttpResponse:
    """点一下."""
    unit, form = own_unit(request, SERVE), forms.TapForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("人次应在 1 和 %(most)s 之间。") % {"most": 999})
        return redirect("windows:index")
    typed = form.cleaned_data
    topic = queries.top_topic(typed["topic"]) if typed["topic"] else None
    given = {"topic": topic, "item": typed["item"], "people": typed["people"] or 1}
    if tapped := pressed(request, commands.tally, unit=unit, **given):
        told = {"what": tapped.what, "people": tapped.people}
        messages.success(request, _("已记：%(what)s %(people)s 人次。") % told)
    return redirect("windows:index")


@require_POST
def undo(request: Request) -> HttpResponse:
    """撤销最后一次."""
    unit = own_unit(request, SERVE)
    if last := pressed(request, commands.undo_tally, unit=unit):
        messages.success(request, _("已撤销：%(what)s %(people)s 人次。") % {"what": last.what, "people": last.people})
    return redirect("windows:index")


def hearts(request: Request) -> HttpResponse:
    """五心评价: what people at the window said this month, counted; and the page to show at the counter."""
    see(request, VIEW)
    unit, first = request.posting.unit, request.today.replace(day=1)
    lines = queries.hearts([unit.path], first, request.today)
    sentences = [HEART_SENTENCES[heart] for heart in Heart]
    rows = list(zip(lines, sentences, strict=True))
    address = request.build_absolute_uri(reverse("public:window", args=[unit.pk]))
    return page(request, "hearts", rows=rows, unit=unit, standard=STANDARD, address=address)


def letters(request: Request) -> HttpResponse:
    """来信来访 of a month: 件 and 人次, each opening into its concerns (002-2); a joint centre's by itself (002-1)."""
    see(request, VIEW)
    this = Period.containing(request.today)
    month = shown.month_of(request.GET.get("period", ""), this)
    own, centres = request.posting.unit, shown.centres(request)
    unit = next((one for one in centres if str(one.pk) == request.GET.get("unit", "")), own)
    after = shown.next_month(month).code if month != this else ""
    context = {"month": month, "before": month.previous().code, "after": after, "own": own, "centres": centres}
    return page(request, "letters", unit=unit, lines=shown.letters(request, unit, month), **context)


def telephone(request: Request) -> HttpResponse:
    """电话登记: the channel is fixed; a code to ring back with is drawn."""
    own_unit(request, SERVE)

    def told(receipt: Any) -> None:
        code = receipt.concern.phone_call.call_back_code
        messages.success(request, _("回电码 %(code)s：请告诉对方，回电时我们先报这四位数。") % {"code": code})

    return file(request, Filing(
        word=_("电话登记"), purpose=_("边听边记。约好哪天回电，系统给一个回电码。"), channel=Channel.TELEPHONE,
        command=commands.take_call, back=reverse("windows:index"), own=forms.call_fields, told=told,
    ))  # fmt: skip


def call_back(request: Request, code: str) -> HttpResponse:
    """记回电."""
    calls = PhoneCall.objects.select_related("concern", "concern__requester")
    call = fetch(request, calls, see=VIEW, to=SERVE, concern__code=code)
    form = forms.CallBackForm(request.POST or None)
    if form.is_valid() and done(form, commands.return_call, request, call=call, **form.cleaned_data):
        messages.success(request, _("已记回电。"))
        return redirect("concerns:detail", code=code)
    asking = Asking(_("记回电"), _("打通电话先报回电码，群众就知道是我们。"), reverse("windows:index"))
    return form_page(request, form, asking, notes=[shown.titled(call.concern, request.actor)])
