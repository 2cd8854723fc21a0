"""流水检查点的页面: the list, the sheet with its QR code, comparing what somebody kept, the witness, the package."""

import tempfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.checkpoints import commands, queries
from lianxin.base.checkpoints.models import Checkpoint
from lianxin.base.checkpoints.terms import KEEP, TAKE, VIEW
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.checkpoints import forms, walking
from lianxin.web.ui import qr, sending
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, pressed, see

SHOWN = 50
BIGGEST = 2**63 - 1
JSON, TEXT, PYTHON = (f"{kind}; charset=utf-8" for kind in ("application/json", "text/plain", "text/x-python"))


@require_safe
def index(request: Request) -> HttpResponse:
    """流水检查点, newest first."""
    see(request, VIEW)
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else BIGGEST
    rows = list(Checkpoint.objects.filter(size__lt=before).prefetch_related("cosigned")[: SHOWN + 1])
    older, rows = rows[SHOWN:], rows[:SHOWN]
    return render(request, "checkpoints/index.html", {
        "rows": rows, "older": rows[-1].size if older else 0, "newest": queries.last(),
        "may_keep": request.actor.has(KEEP), "may_take": request.actor.has(TAKE),
    })  # fmt: skip


def _one(request: Request, size: int) -> Checkpoint:
    see(request, VIEW)
    found = Checkpoint.objects.filter(size=size).first() if size <= BIGGEST else None
    if found is None:
        raise Http404(_("没有找到。"))
    return found


@require_safe
def sheet(request: Request, size: int) -> HttpResponse:
    """一张检查点, to be printed, put up and sent to the upper unit."""
    found = _one(request, size)
    return render(request, "checkpoints/sheet.html", {
        "one": found, "qr": qr.picture(found.note), "cosigned": list(found.cosigned.all()),
    })  # fmt: skip


@require_safe
def text(request: Request, size: int) -> HttpResponse:
    """检查点文件, with the signatures of the witnesses under it."""
    found = _one(request, size)
    lines = "".join(one.line for one in found.cosigned.all())
    return sending.file(f"{found.note}{lines}".encode(), TEXT, f"流水检查点-{size}.txt")


@require_safe
def proof(request: Request, size: int) -> HttpResponse:
    """增长证明 from this many entries to the newest checkpoint, for `verify.py growth`."""
    see(request, VIEW)
    newest = queries.last()
    if newest is None or not 0 < size <= newest.size:
        raise Http404(_("没有找到。"))
    made = queries.as_json(queries.proof(size, newest))
    return sending.file(made.encode(), JSON, f"增长证明-{size}-{newest.size}.json")


@require_safe
def program(request: Request) -> HttpResponse:
    """核验程序."""
    see(request, VIEW)
    return sending.file(queries.PROGRAM.read_bytes(), PYTHON, "verify.py")


@require_POST
def make(request: Request) -> HttpResponse:
    """现在生成检查点."""
    see(request, KEEP)
    made = pressed(request, commands.make_checkpoint)
    return redirect("checkpoints:sheet", made.size) if made else redirect("checkpoints:index")


@require_safe
def walk(request: Request) -> HttpResponse:
    """现在核验: one stretch, then the page asks for the next."""
    see(request, VIEW)
    found = walking.stage(request.GET.get("state", "")[:8_000])
    return render(request, "checkpoints/walk.html", {"stage": found})


def compare(request: Request) -> HttpResponse:
    """核对旧检查点: what somebody kept outside against the journal of today."""
    see(request, VIEW)
    form: Any = forms.NoteForm(request.POST or None, request.FILES or None)
    asking = Asking(_("核对旧检查点"), _("把以前打印、报送或抄存的检查点拿来，看流水从那以后是不是只增加、没改动。"),
                    reverse("checkpoints:index"), _("核对"))  # fmt: skip
    if form.is_valid():
        try:
            old, newest = queries.growth(form.cleaned_data["note"])
        except queries.Differs as differs:
            form.add_error("note", str(differs))
        else:
            return render(request, "checkpoints/compared.html", {"old": old, "newest": newest})
    return form_page(request, form, asking)


def cosign(request: Request) -> HttpResponse:
    """登记见证签名: the upper unit's, made on its own computer with verify.py."""
    see(request, KEEP)
    form: Any = forms.CosignForm(request.POST or None, request.FILES or None)
    if form.is_valid() and done(form, commands.add_cosignature, request, **form.cleaned_data):
        messages.success(request, _("已登记见证签名。"))
        return redirect("checkpoints:sheet", form.result.checkpoint.size)
    asking = Asking(_("登记见证签名"), _("上级单位用核验程序核对增长证明后签名，把签过的检查点交回来登记。"),
                    reverse("checkpoints:index"), _("登记"))  # fmt: skip
    return form_page(request, form, asking)


@require_POST
def package(request: Request) -> HttpResponseBase:
    """外部核验包: entries as lines, checkpoints, proofs, the program; the journal says first who took it."""
    if not request.actor.has(TAKE):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": TAKE.label})
    newest = pressed(request, commands.take)
    if newest is None:
        return redirect("checkpoints:index")
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by the answer)
    queries.package(file, newest)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"流水-{newest.size}.zip")
