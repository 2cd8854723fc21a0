"""全县设置带出、带入: a file without persons and records; looked at kind by kind before anything comes in."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.orgs.queries import top_unit
from lianxin.base.versions.carrying import Carried, Difference, carried, read, taken_out
from lianxin.base.versions.kinds import KINDS
from lianxin.base.versions.terms import VIEW
from lianxin.pure.problems import Unfit
from lianxin.web.office.settings.forms import FileForm
from lianxin.web.ui import sending
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import pressed, see

SALT, A_DAY = "lianxin.settings", 86_400


def take_out(request: Request) -> HttpResponse:
    """带出全县设置."""
    see(request, VIEW)
    county = top_unit()
    name = county.name if county else ""
    return sending.file(taken_out(request.today, name), "application/json", f"{name}设置-{request.today}.json")


def bring_in(request: Request) -> HttpResponse:
    """带入: upload, look at what differs, tick the kinds, confirm."""
    if not any(request.actor.has(kind.to_edit) for kind in KINDS.values()):
        raise NotAllowed(_("您现在的职务不能修改设置。请与县群众工作办公室联系。"))
    if request.method == "POST" and "sealed" in request.POST:
        return _confirmed(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = read(form.cleaned_data["file"].read())
            return _preview(request, told)
        except Unfit as problem:
            form.add_error("file", str(problem))
    return render(request, "settings/bring_in.html", {"form": form})


def _preview(request: Request, told: dict[str, Any]) -> HttpResponse:
    rows: list[tuple[Carried, list[Difference], bool]] = [
        (one, list(one.compare(told[one.code], request.today)), request.actor.has(one.to_edit))
        for one in carried() if one.code in told
    ]  # fmt: skip
    known = {one.code for one in carried()}
    return render(request, "settings/bring_in_preview.html", {
        "rows": rows, "unknown": sorted(str(code)[:40] for code in told if code not in known),
        "sealed": signing.dumps(told, salt=SALT, compress=True), "some": any(found for _one, found, _may in rows),
    })  # fmt: skip


def _confirmed(request: Request) -> HttpResponse:
    """What was looked at, as it was looked at."""
    try:
        told = signing.loads(request.POST["sealed"], salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        messages.error(request, _("文件已失效，请重新上传。"))
        return redirect("settings:bring_in")
    ticked = set(request.POST.getlist("kind"))
    for one in carried():
        if one.code in ticked and one.code in told:
            _brought(request, one, told[one.code])
    if not ticked:
        messages.error(request, _("没有勾选要带入的类别，什么也没有改。"))
    return redirect("settings:index")


def _brought(request: Request, one: Carried, data: Any) -> None:
    def deed(*, by: Any, at: Any) -> int:
        return one.bring(data, by, at)

    number = pressed(request, deed)
    if number is not None:
        words = (
            _("%(label)s：带入 %(n)s 项，即时启用。")
            if one.is_at_once
            else _("%(label)s：带入 %(n)s 项，存成草稿，等批准或者审定。")
        )
        messages.success(request, words % {"label": one.label, "n": number})
