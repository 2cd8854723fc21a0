"""框架的页面: the post one acts in, 长者 mode, the language, 我, the page of components."""

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.orgs import commands
from lianxin.base.orgs.founding.queries import is_empty
from lianxin.base.orgs.models import Person
from lianxin.web.ui import panels, samples
from lianxin.web.ui.accounts import doer_of
from lianxin.web.ui.again import said_again
from lianxin.web.ui.context import ELDER_COOKIE
from lianxin.web.ui.request import Request

A_YEAR = timedelta(days=365)


def back(request: Request) -> str:
    """The page to return to: `next` if it is one of ours, else the start."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"


@login_not_required
def root(request: Request) -> HttpResponse:
    """Officials begin at 今日, residents at the four doors; where nothing is set up yet, one sets it up."""
    if request.user.is_authenticated:
        return redirect("today")
    is_for_residents = request.get_host().rsplit(":", 1)[0] in settings.PUBLIC_HOSTS
    return redirect("begin" if not is_for_residents and is_empty() else "public:home")


@require_POST
def switch_post(request: Request) -> HttpResponse:
    """换职务: act in another of one's own posts; the session gets a new key with the new rights."""
    wanted = request.POST.get("posting", "")
    chosen = next((posting for posting in request.postings if str(posting.pk) == wanted), None)
    if chosen is None:
        messages.error(request, _("没有这个职务，仍按原来的职务办理。"))
        return redirect("today")
    request.session["posting"] = chosen.pk
    request.session.cycle_key()
    messages.success(request, _("现在以“%(unit)s”的职务办理。") % {"unit": chosen.unit.name})
    return redirect("today")


@require_POST
@login_not_required
def switch_elder(request: Request) -> HttpResponse:
    """长者模式: remembered in a cookie, without an account."""
    response = HttpResponseRedirect(back(request))
    if request.POST.get("elder") == "1":
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    return response


@require_POST
@login_not_required
def switch_language(request: Request) -> HttpResponse:
    """语言: 中文 or English, in Django's own cookie."""
    response, language = HttpResponseRedirect(back(request)), request.POST.get("language", "")
    if check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def me(request: Request) -> HttpResponse:
    """我: posts, password, the two switches; what other rooms offer to oneself."""
    return render(request, "ui/me.html", {"panels": panels.shown("me", request, request.user, "main")})


@require_POST
@said_again
def end_sessions(request: Request) -> HttpResponse:
    """退出其他地方的登录: this browser stays logged in."""
    person = cast(Person, request.user)  # nobody else gets here: the middleware asks for a log-in
    by = doer_of(person, request.posting)
    person.session_round = commands.end_sessions(person=person, by=by, at=request.now).session_round
    update_session_auth_hash(request, person)
    messages.success(request, _("别处的登录都已退出。"))
    return redirect("ui:me")


def components(request: Request) -> HttpResponse:
    """构件: all parts on one page, for those who build pages; where real work is done there is no such page."""
    if not settings.SHOWS_COMPONENTS:
        raise Http404(_("没有找到。"))
    return render(request, "ui/components.html", samples.everything(request.today))
