"""手机那一边: the page that is kept on the phone, its worker and manifest; contact, registration, receiving.

What is kept on the phone is the same for everybody: no name, no token, nothing of an account stands in it. The token
of a form comes with the contact; answers are never cached (ADR 0025).
"""

import hashlib
import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.pure.problems import Unfit
from lianxin.web.office.offline.envelope import Malformed, envelope_of
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import own_unit, see
from lianxin.web.ui.secure import is_secure
from lianxin.work.offline import commands, queries
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Handset
from lianxin.work.offline.terms import CLOCK_SLACK, USE

LINKED = ("tokens.css", "page.css", "offline.css", "offline_box.js", "offline.js", "offline.svg", "offline-192.png")


def _app_page(request: Request) -> str:
    return render_to_string("offline/app.html", {"forms": list(KINDS.values()), "LANGUAGE_CODE": request.LANGUAGE_CODE})


@require_GET
def app(request: Request) -> HttpResponse:
    """手机页: blank forms and the sealed outbox; works without a line once it has been opened with one."""
    see(request, USE)
    return HttpResponse(_app_page(request))


@require_GET
def worker(request: Request) -> HttpResponse:
    """后台脚本: keeps the page and what it is made of, nothing else; a new version of anything is a new worker."""
    see(request, USE)
    files = [reverse("offline:app"), reverse("offline:manifest"), *map(static, LINKED)]
    version = hashlib.sha256("\n".join([_app_page(request), *files]).encode()).hexdigest()[:12]
    kept = json.dumps({"files": files, "version": version, "base": reverse("offline:index")})
    scripts = json.dumps([static("offline_box.js"), static("offline_worker.js")])
    body = f"self.kept = {kept};\nimportScripts(...{scripts});\n"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@require_GET
def manifest(request: Request) -> HttpResponse:
    """安装清单: what the phone's start screen shows."""
    see(request, USE)
    icons = [{"src": static("offline.svg"), "sizes": "any", "type": "image/svg+xml"}]
    icons += [
        {"src": static(f"offline-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png"} for side in (192, 512)
    ]
    told: dict[str, Any] = {
        "name": _("连心 离线记录"), "short_name": _("离线记录"), "id": reverse("offline:app"), "lang": request.LANGUAGE_CODE,
        "start_url": reverse("offline:app"), "scope": reverse("offline:app"), "display": "standalone",
        "background_color": "#f6f6f3", "theme_color": "#b3261e", "icons": icons,
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _handset(request: Request) -> Handset | None:
    number = request.headers.get("X-Handset", "")
    return queries.standing_handset(number) if queries.NUMBER.fullmatch(number) else None


def _refused(sentence: str, status: int) -> HttpResponse:
    return JsonResponse({"refused": sentence}, status=status, json_dumps_params={"ensure_ascii": False})


def _plain() -> HttpResponse:
    """明文地址: what a phone keeps and sends is not to be read on the way (security.md D5)."""
    return _refused(_("这里是没有加密的 http 地址，不能离线记录。请管理员开通 https，再用 https 地址打开本页。"), 400)


def _cleared() -> HttpResponse:
    """已停用: the browser itself forgets everything of this place, and the page does so too (security.md T8)."""
    response = _refused(_("这部手机已停用，手机上的内容已清除。"), 401)
    response["Clear-Site-Data"] = '"*"'
    return response


def _turned_away(request: Request, handset: Handset | None) -> HttpResponse | None:
    if handset is not None and handset.is_revoked:
        return _cleared()
    if handset is None:
        return _refused(_("这部手机还没有登记。"), 409)
    if handset.person_id != request.actor.person_id:
        return _refused(_("这部手机登记在别人名下，请用登记人的账号登录。"), 403)
    return None


@require_GET
@login_not_required  # a phone that was stopped must learn it though its session ended long ago
def contact(request: Request) -> HttpResponse:
    """联络: whether this phone still stands, and the token with which to send. Writes nothing."""
    handset = _handset(request)
    if not request.user.is_authenticated and not (handset is not None and handset.is_revoked):
        return redirect_to_login(reverse("offline:app"))
    answer = _turned_away(request, handset) if "X-Handset" in request.headers else None
    return answer or JsonResponse({"csrf": get_token(request)})


@require_POST
def register(request: Request) -> HttpResponse:
    """登记手机: the number that the phone drew and a name of the owner's choice."""
    unit, number = own_unit(request, USE), request.POST.get("number", "")
    if not is_secure(request):
        return _plain()
    if not queries.NUMBER.fullmatch(number):
        return _refused(_("手机编号不对，请刷新页面再试。"), 400)
    try:
        commands.register_handset(
            name=request.POST.get("name", "").replace("\0", ""),
            client_key=number,
            home=unit,
            by=request.actor,
            at=request.now,
        )
    except Unfit as problem:
        return _refused(str(problem), 409)
    return JsonResponse({"registered": True})


@require_POST
def sync(request: Request) -> HttpResponse:
    """收离线记录: every parcel gets its own answer; what is answered is in the books or in safe keeping."""
    handset = _handset(request)
    if (answer := _turned_away(request, handset)) is not None or handset is None:
        return answer or _refused("", 409)
    if not is_secure(request):
        return _plain()
    try:
        sent = envelope_of(request.body)
    except (UnreadablePostError, RawPostDataException):
        return _refused(_("送来的内容不完整，请再发送一次。"), 400)
    except Malformed as problem:
        return _refused(str(problem), 400)
    return _received(request, handset, sent)


def _received(request: Request, handset: Handset, sent: Any) -> HttpResponse:
    who: dict[str, Any] = {"by": request.actor, "at": request.now}
    is_off = abs(sent.now - request.now.timestamp()) > CLOCK_SLACK.total_seconds()
    stand = commands.receive(handset=handset, parcels=sent.items, first=sent.first, is_clock_off=is_off, **who)
    key = commands.note_contact(handset=handset, waiting=max(0, sent.waiting - len(stand)), key_codes=sent.keys, **who)
    return JsonResponse({
        "answers": [{"id": one.client_key, "state": one.state} for one in stand],
        "counts": queries.counts(handset), "key": {"code": key.code, "public": key.public},
        "list": queries.phone_list(handset.person, handset.home, request.now),
    })  # fmt: skip
