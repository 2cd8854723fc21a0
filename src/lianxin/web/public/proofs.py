"""留痕凭据: what a resident takes home: his entries are in the checkpoint; and what anybody needs for checking it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base.checkpoints import queries
from lianxin.web.public import story
from lianxin.web.public.forms import SecretForm
from lianxin.web.public.views import by_slip, shown
from lianxin.web.ui import sending
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@by_slip
def proof(request: Request, concern: Concern, form: SecretForm) -> HttpResponse:
    """下载凭据, by code and secret: the hash of each step that his page tells; the words of his own deeds alone.

    An entry by the office names who wrote it and what offices say to each other; the hash is enough to hold it to it.
    """
    lines = story.lines(concern)
    found = queries.receipt(lines, open_ones=[n for n, (_told, is_own) in lines.items() if is_own])
    if found is None:
        return shown(request, concern, form, told=_("检查点每天生成一次，还没有包括这件事，请明天再来下载凭据。"))
    for row in found["entries"]:
        row["told"] = lines[row["n"]][0]
    about = _("每一步的校验值都在检查点里。核验：python verify.py receipt 本文件 --against 另外得到的检查点.txt")
    data = queries.as_json({"about": about, "code": concern.code, **found})
    return sending.file(data.encode(), "application/json; charset=utf-8", f"留痕凭据-{concern.code}.json")


@login_not_required
@require_safe
def checkpoint(request: Request) -> HttpResponse:
    """最新的检查点, for anybody to keep."""
    newest = queries.last()
    if newest is None:
        raise Http404(_("还没有检查点。"))
    return sending.file(newest.note.encode(), "text/plain; charset=utf-8", f"流水检查点-{newest.size}.txt")


@login_not_required
@require_safe
def verifier(request: Request) -> HttpResponse:
    """核验程序."""
    return sending.file(queries.PROGRAM.read_bytes(), "text/x-python; charset=utf-8", "verify.py")
