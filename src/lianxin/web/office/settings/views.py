"""设置总览和一项设置: how it stands, what was before, a change drafted, tried, approved by another person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Permission
from lianxin.base.versions import commands, overview, queries
from lianxin.base.versions.kinds import KINDS, TRIES, SettingKind
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.queries import Standing
from lianxin.base.versions.terms import APPROVE, FLOW, VERBS, VIEW, State
from lianxin.web.office.settings import shown
from lianxin.web.office.settings.forms import FORM_OF, ReasonForm, form_of
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see

PRESSED = {"try": commands.try_out, "submit": commands.submit, "approve": commands.approve, "drop": commands.drop}
REASONED: dict[str, Any] = {"send_back": commands.send_back, "withdraw": commands.withdraw}
DONE = {
    "try": gettext_lazy("已试算，什么也没有改。"), "submit": gettext_lazy("已送批准，请另一个人批准。"),
    "approve": gettext_lazy("已批准，到日子自动启用。"),
    "drop": gettext_lazy("这一稿不要了。"), "send_back": gettext_lazy("已退回。"), "withdraw": gettext_lazy("已撤回，还照原来的办。"),
}  # fmt: skip


def index(request: Request) -> HttpResponse:
    """设置总览: every kind of setting, what is missing first."""
    see(request, VIEW)
    return render(request, "settings/index.html", {
        "lines": shown.lines(overview.lines(request.today), request.actor), "may_edit": _edits_any(request),
        "waiting": queries.in_hand(),
    })  # fmt: skip


def _edits_any(request: Request) -> bool:
    return any(request.actor.has(kind.to_edit) for kind in KINDS.values())


def kind_of(code: str) -> SettingKind:
    """The kind that an address names."""
    if code not in KINDS:
        raise Http404(_("没有找到。"))
    return KINDS[code]


def kind(request: Request, kind: str) -> HttpResponse:
    """一类设置: every one of them with what holds."""
    see(request, VIEW)
    found = kind_of(kind)
    return render(request, "settings/kind.html", {
        "kind": found, "rows": queries.standing(found, request.today),
        "may_add": found.adds is not None and request.actor.has(found.to_edit) and kind in FORM_OF,
    })  # fmt: skip


def _standing(request: Request, code: str, key: str) -> Standing:
    found = queries.standing(kind_of(code), request.today, key)
    if not found:
        raise Http404(_("没有找到。"))
    return found[0]


def setting(request: Request, kind: str, key: str) -> HttpResponse:
    """一项设置: what holds, what waits, the draft with its try-out, every version before."""
    see(request, VIEW)
    one = _standing(request, kind, key)
    return render(request, "settings/setting.html", {
        "one": one, "draft": shown.draft(one, request.actor), "verbs": _verbs(request, one), "can_try": bool(TRIES.get(kind)),
        "history": shown.history(one, queries.history(kind, key)), "may_edit": request.actor.has(one.kind.to_edit),
        "has_form": kind in FORM_OF,
    })  # fmt: skip


def needs(verb: str, kind: SettingKind) -> Permission:
    """Who may do what."""
    return APPROVE if verb in ("approve", "send_back") else kind.to_edit


def _verbs(request: Request, one: Standing) -> list[tuple[str, Any, bool]]:
    """What may be done with the draft: the verb, its word, whether a page asks for a reason first."""
    if one.in_hand is None:
        return []
    return [
        (verb, VERBS[verb], verb in REASONED) for verb in FLOW.open_to(one.in_hand.state)
        if request.actor.has(needs(verb, one.kind)) and (verb != "approve" or request.actor.ref != one.in_hand.made_ref)
    ]  # fmt: skip


def change(request: Request, kind: str, key: str) -> HttpResponse:
    """拟修改: the form with what holds, with the draft that there is, or with an old version to go back to."""
    one = _standing(request, kind, key)
    see(request, one.kind.to_edit)
    if kind not in FORM_OF:
        raise Http404(_("没有找到。"))
    form = form_of(kind, key)(
        request.POST or None, request.FILES or None, today=request.today, initial=_initial(request, one)
    )
    if form.is_valid():
        told = {"valid_from": form.cleaned_data["valid_from"], "why": form.cleaned_data["why"]}
        if done(form, commands.draft, request, kind=kind, key=key, value=form.value, **told):
            messages.success(request, _("已存成草稿，还没有改。先试算，再送批准。"))
            return redirect("settings:setting", kind=kind, key=key)
    return render(request, "settings/change.html", {"one": one, "form": form})


def _initial(request: Request, one: Standing) -> dict[str, Any]:
    """An old version named by `?back=`, else the draft, else what holds."""
    back = request.GET.get("back", "")
    old = None
    if back.isascii() and back.isdigit() and len(back) < 6:
        old = SettingVersion.objects.of(one.kind.code, one.key).filter(number=int(back)).first()
    if back == "given":
        return dict(one.given.value)
    if old is not None:
        return dict(old.value)
    draft = one.in_hand if one.in_hand and one.in_hand.state == State.DRAFT else None
    return {**draft.value, "valid_from": draft.valid_from, "why": draft.why} if draft else dict(one.value)


def deed(request: Request, kind: str, key: str, verb: str) -> HttpResponse:
    """试算、送批准、批准、退回、撤回、不要这一稿."""
    one = _standing(request, kind, key)
    version = one.waiting if verb == "withdraw" else one.in_hand
    if version is None or verb not in DONE:
        raise Http404(_("没有找到。"))
    if verb == "try":
        see(request, one.kind.to_edit if request.actor.has(one.kind.to_edit) else APPROVE)
    else:
        see(request, needs(verb, one.kind))
    back = reverse("settings:setting", args=[kind, key])
    if verb in REASONED:
        form = ReasonForm(request.POST or None)
        if not (form.is_valid() and done(form, REASONED[verb], request, version=version, **form.cleaned_data)):
            return form_page(request, form, Asking(VERBS[verb], one.kind.name(key), back))
    elif request.method != "POST" or pressed(request, PRESSED[verb], version=version) is None:
        return redirect(back)
    messages.success(request, str(DONE[verb]))
    return redirect(back if key in one.kind.names() else reverse("settings:kind", args=[kind]))
