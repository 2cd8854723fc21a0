"""名册与领凭据的页面: rolls, window, keys, letters, the end of issuing, the call-back by the unit above."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Permission
from lianxin.web.office.ballots import forms_issuing as forms
from lianxin.web.office.ballots import shown_issuing as shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page
from lianxin.work.ballots import commands
from lianxin.work.ballots.commands.rolls import staff_of
from lianxin.work.ballots.models import CallBack, PollBox, PollGroup, Roll
from lianxin.work.ballots.terms import RUN, VIEW


def _box(request: Request, code: str, to: Permission | None = None) -> PollBox:
    box: PollBox = fetch(request, PollBox.objects.prefetch_related("groups"), see=VIEW, to=to, code=code)
    return box


def _group(box: PollBox, place: int) -> PollGroup:
    group = next((one for one in box.groups.all() if one.place == place), None)
    if group is None:
        raise Http404(_("没有找到。"))
    return group


def _asking(box: PollBox, word: str, purpose: str, button: str = "") -> Asking:
    return Asking(word, purpose, reverse("ballots:rolls", args=[box.code]), button)


def _confirmed(request: Request) -> Any:
    """A form without a field: what is asked is only whether."""
    return django_forms.Form(request.POST if request.method == "POST" else None)


def rolls(request: Request, code: str) -> HttpResponse:
    """名册与领凭据 of one box: how far each group is."""
    box = _box(request, code)
    return render(request, "ballots/rolls.html", {"box": box, **shown.rolls(request, box)})


def roll(request: Request, code: str, place: int) -> HttpResponse:
    """录入名册."""
    box = _box(request, code, RUN)
    group = _group(box, place)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form: Any = forms.RollForm(*sent, by=request.actor, today=request.today)
    if form.is_valid():
        typed = form.cleaned_data
        people = typed.get("people")
        if typed["unit"]:
            people = staff_of(typed["unit"], is_below=typed["is_below"], at=request.now)
        if done(form, commands.enter_roll, request, box=box, group=group.code, people=people or []):
            messages.success(request, _("已录入 %(n)s 人，请核对后定稿。") % {"n": form.result.size})
            return redirect("ballots:roll", code=code, place=place)
    known = Roll.objects.filter(box=box, group=group.code).prefetch_related("entries").first()
    return render(request, "ballots/roll.html", {"box": box, "group": group, "roll": known, "form": form})


def fix_roll(request: Request, code: str, place: int) -> HttpResponse:
    """名册定稿."""
    box = _box(request, code, RUN)
    group, form = _group(box, place), _confirmed(request)
    if form.is_valid() and done(form, commands.fix_roll, request, box=box, group=group.code):
        messages.success(request, _("名册已定稿，校验值记入流水。"))
        return redirect("ballots:rolls", code=code)
    purpose = _("定稿后一个人也不能增减，校验值写进流水；要改只能作废重来。")
    return form_page(request, form, _asking(box, _("名册定稿：%(group)s") % {"group": group.label}, purpose, _("定稿")))


def window(request: Request, code: str) -> HttpResponse:
    """定领凭据时段."""
    box = _box(request, code, RUN)
    form = forms.WindowForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.set_window, request, box=box, **form.cleaned_data):
        messages.success(request, _("时段已定。"))
        return redirect("ballots:rolls", code=code)
    purpose = _("要在投票开始的前一天或更早截止。两段时间不重叠，才没有人能从时间对出谁投了哪一票。")
    return form_page(request, form, _asking(box, _("定领凭据时段"), purpose))


def publish_keys(request: Request, code: str) -> HttpResponse:
    """公布签发公钥."""
    box, form = _box(request, code, RUN), _confirmed(request)
    if form.is_valid() and done(form, commands.publish_keys, request, box=box):
        messages.success(request, _("公钥已写进流水，到时段内就可以领凭据。"))
        return redirect("ballots:rolls", code=code)
    purpose = _("每一层一把钥匙，先公布、后签发：一层人用同一把，谁也不会因为钥匙不同被认出来。")
    return form_page(request, form, _asking(box, _("公布签发公钥"), purpose))


def letters(request: Request, code: str, place: int) -> HttpResponse:
    """印领凭据信: the page with the codes is the answer itself, shown this once."""
    box = _box(request, code, RUN)
    group, form = _group(box, place), _confirmed(request)
    if form.is_valid() and done(form, commands.print_letters, request, box=box, group=group.code):
        return render(request, "ballots/letters.html", shown.letters(request, box, group, form.result))
    purpose = _("给没有账号的人：一人一封，装封交本人。再印一次，前一封就不能用了；已经领过的不再印。")
    return form_page(
        request, form, _asking(box, _("印领凭据信：%(group)s") % {"group": group.label}, purpose, _("印信"))
    )


def end_issuing(request: Request, code: str) -> HttpResponse:
    """结束领凭据."""
    box, form = _box(request, code, RUN), _confirmed(request)
    if form.is_valid() and done(form, commands.end_issuing, request, box=box):
        messages.success(request, _("领凭据已结束，签发密钥已销毁。"))
        return redirect("ballots:rolls", code=code)
    purpose = _("销毁签发密钥：此后谁也不能再造出凭据。次日起才能开启投票。")
    return form_page(request, form, _asking(box, _("结束领凭据"), purpose))


def call_back(request: Request, code: str, place: int) -> HttpResponse:
    """抽查回访: draw, or tell what was said; the names drawn are computed again each time."""
    box = _box(request, code)
    group = _group(box, place)
    known = Roll.objects.select_related("box", "call_back").filter(box=box, group=group.code).first()
    if known is None:
        raise Http404(_("没有找到。"))
    called: CallBack | None = getattr(known, "call_back", None)
    form = forms.CallBackForm(request.POST or None) if called else _confirmed(request)
    if called is None and form.is_valid() and done(form, commands.draw_call_back, request, roll=known):
        return redirect("ballots:call_back", code=code, place=place)
    if called and form.is_valid() and done(form, commands.tell_call_back, request, called=called, **form.cleaned_data):
        messages.success(request, _("已登记，只记人数。"))
        return redirect("ballots:call_back", code=code, place=place)
    return render(request, "ballots/call_back.html", shown.call_back(request, box, group, known, called, form))
