"""PDF of whatever is offered as docx: `?as=pdf` (or a button of that name) asks for it, of every page alike.

The page makes its docx as always; then a background job prints it with LibreOffice, and the browser waits on a page of its
own, which shows the sheets as pictures when they are ready. Where LibreOffice is missing, that page says so and what to do.
The files wait on a shelf for an hour, for the session that asked.
"""

import io
import re
import time
from datetime import datetime
from email.message import Message
from pathlib import Path
from secrets import token_hex
from urllib.parse import unquote

import pypdfium2
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.pure.paper import pdf
from lianxin.web.ui.middleware import Next
from lianxin.web.ui.request import Request
from lianxin.web.ui.sending import DOCX, file

PDF, PNG = "application/pdf", "image/png"
TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT_SECONDS, KEPT_NAMES = 3600, 10
MOST_PICTURES, PICTURE_SCALE = 6, 1.3


class AsPdf:
    """转成 PDF: where a docx would be sent and PDF was asked for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.headers.get("Content-Type") != DOCX or response.status_code != 200 or response.streaming:
            return response
        if request.GET.get("as") != "pdf" and request.POST.get("as") != "pdf":
            return response
        if not request.user.is_authenticated:
            return response
        back = _address(request) if request.method == "GET" else ""
        if not pdf.program():
            return render(request, "ui/pdf.html", {"sentence": pdf.NO_OFFICE, "docx": back})
        return _begun(request, response, back)


def _address(request: HttpRequest) -> str:
    """The address of the docx itself."""
    asked = request.GET.copy()
    asked.pop("as", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _begun(request: HttpRequest, response: HttpResponse, back: str) -> HttpResponse:
    token = token_hex(16)
    folder = shelf()
    (folder / f"{token}.docx").write_bytes(response.content)
    name = _name_of(response.headers.get("Content-Disposition", ""))
    request.session["pdfs"] = {**dict(list(request.session.get("pdfs", {}).items())[-KEPT_NAMES:]), token: [name, back]}
    make.enqueue(token)
    return redirect("ui:pdf", token=token)


def shelf() -> Path:
    """Where printed files wait; what is older than an hour goes."""
    folder = Path(settings.DATA) / "pdf"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    return folder


def _name_of(disposition: str) -> str:
    """The name of the file without its ending."""
    message = Message()
    message["Content-Disposition"] = disposition
    name = unquote(str(message.get_filename() or ""))
    return (name.removesuffix(".docx") or str(_("公文")))[:120]


def left(token: str, *, at: datetime) -> None:
    """The administrator gave it up."""
    folder = Path(settings.DATA) / "pdf"
    if (folder / f"{token}.docx").exists():
        _put(folder / f"{token}.txt", str(_("没有转成 PDF。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。")).encode())
        (folder / f"{token}.docx").unlink(missing_ok=True)


@job(gettext_lazy("转成 PDF"), again=False, over=left)  # its page has told whoever waits
def make(token: str) -> None:
    """后台转 PDF: the sheets as PDF and as pictures; what goes wrong is left as a sentence, so that nobody waits for ever."""
    folder = Path(settings.DATA) / "pdf"
    source = folder / f"{token}.docx"
    if not source.exists():
        return
    try:
        made = pdf.to_pdf(source.read_bytes())
        for number, picture in enumerate(pictures(made), start=1):
            (folder / f"{token}-{number}.png").write_bytes(picture)
        _put(folder / f"{token}.pdf", made)
    except pdf.NoOffice as refusal:
        _put(folder / f"{token}.txt", str(refusal).encode())
    except Exception:
        _put(folder / f"{token}.txt", str(_("没有转成 PDF。请下载 docx，用 Word 或 WPS 打开后另存为 PDF。")).encode())
        raise
    finally:
        source.unlink(missing_ok=True)


def _put(path: Path, data: bytes) -> None:
    """All of it or nothing: who waits looks for the file."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.rename(path)


def pictures(made: bytes) -> list[bytes]:
    """The first sheets as PNG, and the last."""
    document = pypdfium2.PdfDocument(made)
    try:
        count = len(document)
        wanted = sorted({*range(min(count, MOST_PICTURES - 1)), count - 1})
        drawn = []
        for number in wanted:
            box = io.BytesIO()
            document[number].render(scale=PICTURE_SCALE).to_pil().save(box, "PNG")
            drawn.append(box.getvalue())
        return drawn
    finally:
        document.close()


def _kept(request: Request, token: str) -> tuple[Path, str, str]:
    """The shelf, the name and the page it came from. Raises Http404 for what this session did not ask for."""
    kept = request.session.get("pdfs", {})
    if not TOKEN.fullmatch(token) or token not in kept:
        raise Http404(_("没有找到。"))
    return Path(settings.DATA) / "pdf", *kept[token]


def waiting(request: Request, token: str) -> HttpResponse:
    """等待 PDF, then the sheets as pictures and the file."""
    folder, name, back = _kept(request, token)
    told = folder / f"{token}.txt"
    if told.exists():
        return render(request, "ui/pdf.html", {"sentence": told.read_text(encoding="utf-8"), "docx": back})
    is_ready = (folder / f"{token}.pdf").exists()
    if not is_ready and not (folder / f"{token}.docx").exists():
        raise Http404(_("没有找到。"))
    sheets = sorted(int(one.stem.rpartition("-")[2]) for one in folder.glob(f"{token}-*.png")) if is_ready else []
    return render(request, "ui/pdf.html", {"token": token, "name": name, "is_ready": is_ready, "sheets": sheets})


def download(request: Request, token: str) -> HttpResponse:
    """下载 PDF."""
    folder, name, _back = _kept(request, token)
    made = folder / f"{token}.pdf"
    if not made.exists():
        raise Http404(_("没有找到。"))
    return file(made.read_bytes(), PDF, f"{name}.pdf")


def sheet(request: Request, token: str, number: int) -> HttpResponse:
    """One sheet as a picture."""
    folder, _name, _back = _kept(request, token)
    drawn = folder / f"{token}-{number}.png"
    if not drawn.exists():
        raise Http404(_("没有找到。"))
    return HttpResponse(drawn.read_bytes(), content_type=PNG)
