"""导出 Excel: note it first, then build the file; a long list is built in the background."""

import re
import time
from datetime import datetime
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.web.office.concerns import browsing, ledger
from lianxin.web.office.concerns.forms import ExportForm
from lianxin.web.ui.deeds import done
from lianxin.web.ui.request import Request
from lianxin.web.ui.workbook import XLSX
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.exporting import WITHOUT_PURPOSE
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import EXPORT, REVEAL

DIRECT = 2_000
KEPT_SECONDS = 3600
NAME = re.compile(r"[0-9a-f]{32}")


def shelf() -> Path:
    """Where built files wait for their maker; what is older than an hour goes."""
    folder = Path(settings.DATA) / "exports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    return folder


@translation.override(settings.LANGUAGE_CODE)
def build(data: Any, by: Actor, today: Any, copy: str) -> bytes:
    """The file of exactly this list, as far as the actor may export it; a ledger is Chinese, whatever the page is."""
    browsed = browsing.browse(data, by=by, today=today)
    found = browsing.ordered(browsed).filter(pk__in=_exportable(by))
    rows = ledger.copied(ledger.with_all_shown(found).iterator(chunk_size=1000), by, copy)
    foot = ledger.foot(by, today, copy)
    return ledger.workbook(rows, title=_("诉求台账（%(tab)s）") % {"tab": browsed.tab.word}, foot=foot)


def _exportable(by: Actor) -> Any:
    return Concern.objects.reachable(by=by, to=EXPORT).values("pk")


def left(name: str, *_given: object, at: datetime) -> None:
    """The administrator gave it up: an empty mark, which the page that waits reads."""
    (shelf() / f"{name}.left").touch()


@job(gettext_lazy("导出台账"), over=left)
def build_in_background(name: str, query: str, posting_id: int, copy: str) -> None:
    """后台导出: the same file for a long list; the page that waits looks for it under its random name."""
    posting = Posting.objects.select_related("unit", "person").get(pk=posting_id)
    today = timezone.localdate()
    if posting.person.is_active and (posting.valid_to is None or posting.valid_to >= today):
        data = build(dict(parse_qsl(query)), actor_for(posting), today, copy)
        (shelf() / f"{name}.part").write_bytes(data)
        (shelf() / f"{name}.part").rename(shelf() / f"{name}.xlsx")


def export(request: Request) -> HttpResponse:
    """导出 Excel of the list in the address."""
    request.actor.must_at(EXPORT, request.actor.own_path)
    browsed = browsing.browse(request.GET, by=request.actor, today=request.today)
    count = browsed.found.filter(pk__in=_exportable(request.actor)).count()
    form: Any = ExportForm(request.POST or None)
    form.fields["purpose"].required = count > WITHOUT_PURPOSE
    if form.is_valid() and done(form, commands.export, request, count=count, **form.cleaned_data):
        if count > DIRECT:
            return _later(request, browsed.query, form.result.code)
        return _download(build(browsed.address, request.actor, request.today, form.result.code), request)
    context = {
        "form": form,
        "count": count,
        "browsed": browsed,
        "most": WITHOUT_PURPOSE,
        "may_ask": request.actor.has(REVEAL),
    }
    return render(request, "concerns/export.html", context)


def _later(request: Request, query: str, copy: str) -> HttpResponse:
    name = token_hex(16)
    request.session["exports"] = [*request.session.get("exports", [])[-9:], name]
    build_in_background.enqueue(name, query, request.posting.pk, copy)
    return redirect("concerns:exported", name=name)


def exported(request: Request, name: str) -> HttpResponse:
    """等待导出: only for who asked for it, in this session."""
    if not NAME.fullmatch(name) or name not in request.session.get("exports", []):
        raise Http404(_("没有找到。"))
    file = shelf() / f"{name}.xlsx"
    if not file.exists():
        return render(request, "concerns/exporting.html", {"is_left": (shelf() / f"{name}.left").exists()})
    if request.method != "POST":
        return render(request, "concerns/exported.html", {"size": file.stat().st_size})
    return _download(file.read_bytes(), request)


def _download(data: bytes, request: Request) -> Any:
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=f"诉求台账{request.today:%Y%m%d}.xlsx", content_type=XLSX
    )
