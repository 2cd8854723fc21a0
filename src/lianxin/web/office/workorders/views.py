"""外来工单的页面: paste or upload → look at what was read → one command → later the answer sheet in the same form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.pure.problems import Unfit
from lianxin.web.office.concerns import slips as receipts
from lianxin.web.office.workorders import shown
from lianxin.web.office.workorders.forms import AllForm, AsideForm, ReceiveForm, SlipForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.concerns import queries as concerns
from lianxin.work.concerns.placing import Places
from lianxin.work.levels.terms import ENTER
from lianxin.work.workorders import commands, queries, reading
from lianxin.work.workorders.models import Slip
from lianxin.work.workorders.terms import SlipState

MOST, AT_ONCE = 60, 50


def index(request: Request) -> HttpResponse:
    """外来工单: take in, what waits to be looked at, what waits for its answer."""
    request.actor.must_at(ENTER, request.actor.own_path)
    form = ReceiveForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (made := _received(request, form)):
        if len(made) == 1:
            return redirect("workorders:slip", token=made[0].token)
        return redirect("workorders:arrival", arrival=made[0].arrival)
    waiting = list(queries.own_slips(request.actor).filter(state=SlipState.WAITING)[:MOST])
    open_orders = (
        queries.orders(request.actor).filter(answered_at=None).order_by("concern__upper_order__return_by", "pk")
    )
    rows = [(one, concerns.shown(one.concern.title, one.concern, request.actor)) for one in open_orders[:MOST]]
    context = {"form": form, "lines": shown.lines(waiting, {}, {}), "rows": rows, "most": MOST}
    return render(request, "workorders/index.html", context)


def _received(request: Request, form: ReceiveForm) -> list[Slip]:
    """What was read, kept until it is confirmed; a refusal stands in the form, and the text with it."""
    data, name = form.data_and_name
    is_text = not form.cleaned_data.get("file")
    try:
        found, kind = reading.read(data, name, request.today, as_text=is_text)
        return commands.receive(
            found=found, form=kind, file_name=_("粘贴的文字") if is_text else name, unit=request.posting.unit,
            posting=request.posting, by=request.actor, at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        form.add_error(problem.field or None, str(problem))
        return []


def arrival(request: Request, arrival: str) -> HttpResponse:
    """一个文件里的几件: each opens; those without a doubt go in together."""
    found = list(queries.own_slips(request.actor).filter(arrival=arrival).order_by("pk"))
    if not found:
        raise Http404(_("没有找到。"))
    form, doubts = AllForm(request.POST or None), {}
    if form.is_valid():
        doubts = _all_in(
            request, [slip for slip in found if slip.state == SlipState.WAITING], form.cleaned_data["body"]
        )
        found = list(queries.own_slips(request.actor).filter(arrival=arrival).order_by("pk"))
    numbers = {queries.value_of(slip.found, "number") for slip in found} - {""}
    rows = shown.lines(found, queries.known_numbers(numbers, request.actor), doubts)
    left = sum(slip.state == SlipState.WAITING for slip in found)
    return render(request, "workorders/arrival.html", {"form": form, "lines": rows, "first": found[0], "left": left})


def _all_in(request: Request, waiting: list[Slip], body: str) -> dict[int, list[str]]:
    """Enter what has no doubt; what has one stays, with its sentences."""
    places, doubts, entered = Places(under=request.posting.unit, on=request.today), {}, 0
    for slip in waiting[:AT_ONCE]:
        form = shown.as_posted(slip, places, request.actor, request.today, body)
        if form.is_valid() and done(form, commands.enter, request, slip=slip, **form.as_command()):
            entered += 1
            continue
        doubts[slip.pk] = [
            f"{form.fields[name].label}：{told}" if name in form.fields else str(told)
            for name, sentences in form.errors.items() for told in sentences
        ]  # fmt: skip
    messages.success(request, _("登记了 %(n)s 件。") % {"n": entered})
    if doubts:
        messages.warning(request, _("还有 %(n)s 件要打开核对，原因写在每一行。") % {"n": len(doubts)})
    return doubts


def slip(request: Request, token: str) -> HttpResponse:
    """核对一件: the source beside what was read of it; then the concern."""
    found = fetch(request, queries.own_slips(request.actor), see=ENTER, token=token)
    if found.concern is not None:
        return redirect("concerns:detail", code=found.concern.code)
    places = Places(under=request.posting.unit, on=request.today)
    given = shown.initial(found, places, request.today)
    form: Any = SlipForm(request.POST or None, by=request.actor, today=request.today, found=found.found, initial=given)
    if form.is_valid() and done(form, commands.enter, request, slip=found, **form.as_command()):
        return _entered(request, form.result, found)
    number = str(form["number"].value() or "")
    context = {
        "form": form, "slip": found, "aside": AsideForm(), "same": queries.same_number(number, request.actor),
        "is_reckoned": " " in queries.value_of(found.found, "due"),
        "others": found.found.get("others", {}).items(),
    }  # fmt: skip
    return render(request, "workorders/slip.html", context)


def _entered(request: Request, receipt: Any, found: Slip) -> HttpResponse:
    if not receipt.is_new:
        messages.warning(request, _("这个编号以前登记过，没有重复登记，这是原来的那一件。"))
        return redirect("concerns:detail", code=receipt.concern.code)
    messages.success(request, _("已登记。对方的编号和时限记在诉求上，办好后在这里出回单。"))
    more = queries.own_slips(request.actor).filter(arrival=found.arrival, state=SlipState.WAITING).exists()
    if more:
        return redirect("workorders:arrival", arrival=found.arrival)
    answer = redirect("concerns:detail", code=receipt.concern.code)
    return receipts.hand_over(request, answer, receipt.concern, receipt.secret)


@require_POST
def aside(request: Request, token: str) -> HttpResponse:
    """放在一边."""
    found = fetch(request, queries.own_slips(request.actor), see=ENTER, token=token)
    form = AsideForm(request.POST)
    if form.is_valid() and done(form, commands.put_aside, request, slip=found, **form.cleaned_data):
        messages.success(request, _("已放在一边。"))
        return redirect("workorders:arrival", arrival=found.arrival)
    for sentences in form.errors.values():
        messages.error(request, str(sentences[0]))
    return redirect("workorders:slip", token=token)


@require_POST
def take_up(request: Request, token: str) -> HttpResponse:
    """重新拿起."""
    found = fetch(request, queries.own_slips(request.actor), see=ENTER, token=token)
    try:
        commands.take_up(slip=found, by=request.actor, at=request.now)
    except Unfit as problem:
        messages.error(request, str(problem))
    return redirect("workorders:slip", token=token)
