"""等着的设置: several drafts tried, sent or approved together. Each is a deed of its own; each refused one is told why."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.versions import commands
from lianxin.base.versions.kinds import KINDS, TRIES
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.terms import APPROVE, VIEW
from lianxin.pure.flow import WrongState
from lianxin.pure.problems import Unfit
from lianxin.web.office.settings.shown import TONES
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see

DEEDS: dict[str, tuple[Any, Any]] = {
    "try": (gettext_lazy("试算"), commands.try_out), "submit": (gettext_lazy("送批准"), commands.submit),
    "approve": (gettext_lazy("批准"), commands.approve),
}  # fmt: skip
MOST = 200


@dataclass(frozen=True)
class Row:
    """一稿 with its name, and whether it was tried as it now is, where it can be."""

    version: SettingVersion
    name: str
    tone: str
    tried: str


def waiting(request: Request) -> HttpResponse:
    """等着的设置: every draft and what waits for approval; what is ticked is done one by one."""
    see(request, VIEW)
    rows = _rows()
    if request.method != "POST":
        return render(request, "settings/waiting.html", {"rows": rows, "verbs": _verbs(request), "refused": []})
    verb = request.POST.get("verb", "")
    if verb not in dict(_verbs(request)):
        raise Http404(_("没有找到。"))
    ticked = set(request.POST.getlist("which"))
    chosen = [row for row in rows if str(row.version.pk) in ticked]
    refused = _do(request, verb, chosen)
    done = len(chosen) - len(refused)
    if not chosen:
        messages.error(request, _("没有勾选，什么也没有办。"))
    elif done:
        messages.success(request, _("%(verb)s：办好 %(n)s 项。") % {"verb": DEEDS[verb][0], "n": done})
    if not refused:
        return redirect("settings:waiting")
    context = {"rows": _rows(), "verbs": _verbs(request), "refused": refused, "word": DEEDS[verb][0]}
    return render(request, "settings/waiting.html", context, status=409 if not done else 200)


def _do(request: Request, verb: str, chosen: list[Row]) -> list[tuple[str, str]]:
    """Each in a transaction of its own; those that were refused, with the reason."""
    refused = []
    for row in chosen:
        try:
            DEEDS[verb][1](version=row.version, by=request.actor, at=request.now)
        except (Unfit, NotAllowed, WrongState) as problem:
            refused.append((row.name, str(problem)))
    return refused


def _rows() -> list[Row]:
    found = SettingVersion.objects.in_hand().filter(kind__in=KINDS).order_by("kind", "key")[:MOST]
    names = {kind: KINDS[kind].names() for kind in {one.kind for one in found}}
    return [_row(one, names[one.kind].get(one.key, one.key)) for one in found]


def _row(one: SettingVersion, name: str) -> Row:
    tried = "" if not TRIES.get(one.kind) else _("试算过") if one.is_tried else _("还没有试算")
    return Row(one, _("%(kind)s：%(name)s") % {"kind": KINDS[one.kind].label, "name": name}, TONES[one.state], tried)


def _verbs(request: Request) -> list[tuple[str, Any]]:
    """What this post may do with some of them; with each it is asked again."""
    edits = any(request.actor.has(kind.to_edit) for kind in KINDS.values())
    may = {"try": edits or request.actor.has(APPROVE), "submit": edits, "approve": request.actor.has(APPROVE)}
    return [(verb, word) for verb, (word, _deed) in DEEDS.items() if may[verb]]
