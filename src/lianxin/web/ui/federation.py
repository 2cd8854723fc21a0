"""统一登录: to the provider and back, with a word of this browser alone that is good once; then as after any password.

What the provider says makes no account and opens no closed one. Whoever stands before the door is told one sentence,
whatever was wrong with what he brought.
"""

import logging
import secrets
from collections.abc import Callable
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import clear_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.federation import commands, queries
from lianxin.base.federation.provider import Provider, named
from lianxin.base.federation.terms import WAITS_SECONDS, Refusal
from lianxin.base.gateways.terms import BadGateway, GatewayAway
from lianxin.base.orgs.models import Person
from lianxin.pure.idtokens import BadToken, Claims
from lianxin.pure.problems import Unfit
from lianxin.web.ui.accounts import doer_of
from lianxin.web.ui.again import said_again
from lianxin.web.ui.request import Request
from lianxin.web.ui.vouched import METHOD

log = logging.getLogger(__name__)
ASKED, FOUND = "provider_asked", "provider_found"  # in the session: what was sent there, whom it vouched for
LONGEST_CODE = 4096
#: what counts as a failure of the place that it comes from. Who is not linked yet has guessed nothing: else the first
#: morning would shut a whole office out
COUNTED = (Refusal.CODE, Refusal.TOKEN)


class Refused(Exception):
    """没有放行: why, for the journal."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


def the_provider() -> Provider:
    """The one that the site names; where none is, these pages are not there."""
    try:
        provider = named()
    except BadGateway:
        log.error("the identity provider is set wrongly: lianxin doctor")
        provider = None
    if provider is None:
        raise Http404(_("没有找到。"))
    return provider


@login_not_required
@require_safe
def go(request: Request) -> HttpResponse:
    """去统一登录: to come in, or, who is in already, to show the account there that is to be linked."""
    provider = the_provider()
    if request.headers.get("Sec-Fetch-Site") == "cross-site":  # no other page sends anybody on this way
        return redirect("account_login")
    state, nonce, verifier = (secrets.token_urlsafe(32) for _n in range(3))
    back = request.build_absolute_uri(reverse("account_provider_back"))
    try:
        there = provider.way_there(state=state, nonce=nonce, verifier=verifier, back=back)
    except (GatewayAway, BadGateway) as problem:
        return _away(request, provider, problem)
    request.session[ASKED] = {
        "state": state, "nonce": nonce, "verifier": verifier, "back": back, "at": request.now.timestamp(),
        "who": request.user.pk, "next": _next(request),
    }  # fmt: skip
    return HttpResponseRedirect(there)


@login_not_required
@require_safe
def back(request: Request) -> HttpResponse:
    """从统一登录回来."""
    provider = the_provider()
    usage: Any = None
    try:
        asked = _asked(request)
        usage = _within_limit(request)
        claims = _vouched(request, provider, asked)
        answer = _found(request, claims) if asked["who"] else _come_in(request, provider, claims, asked["next"])
    except Refused as refused:
        if usage and refused.why not in COUNTED:
            usage.rollback()
        commands.note_refused(why=refused.why, by=request.actor, at=request.now)
        return _refused(request, provider)
    except (GatewayAway, BadGateway) as problem:
        usage.rollback()
        return _away(request, provider, problem)
    usage.rollback()
    return answer


def _within_limit(request: Request, key: str = "") -> Any:
    """限次, that of the login, for a name or, without one, for where somebody comes from; what is used is given back.

    What fails from here on counts; what no login of this browser began does not: any page of the net could send it.
    """
    told: dict[str, Any] = {"app": "allauth.account", "action": "login_failed", "limit_get": True}
    usage = ratelimit.consume(request, key=key or secrets.token_hex(), dry_run=bool(key), **told)
    if not usage:
        raise Refused(Refusal.LOCKED)
    return usage


def _asked(request: Request) -> dict[str, Any]:
    """What this browser was sent there with: good once, and not for long."""
    asked = request.session.get(ASKED)
    told = request.GET.getlist("state")
    if (
        not isinstance(asked, dict)
        or len(told) != 1
        or not secrets.compare_digest(told[0].encode(), asked["state"].encode())
    ):
        raise Refused(Refusal.STATE)
    del request.session[ASKED]
    is_late = request.now.timestamp() - asked["at"] > WAITS_SECONDS
    # Two answers in the same moment both find it in their session; one of them alone finds it here.
    is_first = cache.add(f"oidc:state:{asked['state']}", 1, 2 * WAITS_SECONDS)
    if is_late or not is_first or asked["who"] != request.user.pk:
        raise Refused(Refusal.STATE)
    return asked


def _vouched(request: Request, provider: Provider, asked: dict[str, Any]) -> Claims:
    """Whom the provider vouches for. Raises Refused, GatewayAway, BadGateway."""
    issuer = request.GET.get("iss")
    if issuer is None and provider.description().names_itself or issuer not in (None, provider.issuer):
        raise Refused(Refusal.TOKEN)
    codes = request.GET.getlist("code")
    if "error" in request.GET or len(codes) != 1 or not 1 <= len(codes[0]) <= LONGEST_CODE:
        raise Refused(Refusal.DENIED)
    try:
        token = provider.exchange(code=codes[0], verifier=asked["verifier"], back=asked["back"])
        return provider.claims(token, nonce=asked["nonce"], now=int(request.now.timestamp()))
    except BadToken:
        raise Refused(Refusal.TOKEN) from None
    except GatewayAway as problem:
        if str(problem) == "Refused":  # it does not know this code, or not any more
            raise Refused(Refusal.CODE) from None
        raise


def _come_in(request: Request, provider: Provider, claims: Claims, onward: str) -> HttpResponse:
    """登录 of whoever is linked to this subject, by the rules of every login: lock-out, second factor, a new session."""
    link = queries.link_for(queries.digest_of(provider.issuer, claims.subject))
    if link is None:
        raise Refused(Refusal.UNLINKED)
    if not queries.opens(link, request.today):
        raise Refused(Refusal.CLOSED)
    person, adapter = link.person, get_adapter(request)
    _within_limit(request, adapter._get_login_attempts_cache_key(request, username=person.username))
    clear_authentication_records(request)
    # `at` long ago: that the provider knows somebody is no word that he has just said here who he is (`again.py`)
    is_strong = provider.is_strong(claims) and link.is_own
    record_authentication(request, person, METHOD, at=0, strong=is_strong)
    try:
        answer = perform_login(request, Login(user=person, redirect_url=onward or None))
    except ImmediateHttpResponse as stopped:
        answer = stopped.response
    if answer.status_code != 302:  # stopped before the door: what was shown serves no other login
        clear_authentication_records(request)
    return answer


def _found(request: Request, claims: Claims) -> HttpResponse:
    """Whom it vouched for waits in the session until the person says that this is he."""
    request.session[FOUND] = {
        "subject": claims.subject, "name": claims.name, "at": request.now.timestamp(), "who": request.user.pk,
    }  # fmt: skip
    return redirect("account_provider_link")


@said_again
def link(request: Request) -> HttpResponse:
    """关联统一登录: what stands, and whom the provider has just vouched for, to be linked by the person himself."""
    provider, person = the_provider(), cast(Person, request.user)
    held = queries.link_of(person)
    found = None if held else _waiting(request)
    if request.method == "POST":
        _link(request, provider, found)
        return redirect("account_provider_link")
    changed = queries.changed_by_others(person, request.today)
    return render(request, "ui/provider.html", {"provider": provider, "link": held, "found": found, "changed": changed})


def _link(request: Request, provider: Provider, found: dict[str, Any] | None) -> None:
    if found is None:
        messages.error(request, _("过了时间，请再到对方登录一次。"))
        return
    del request.session[FOUND]
    if _done(request, commands.link_own, person=request.user, issuer=provider.issuer, subject=found["subject"]):
        messages.success(request, _("已关联，下次可以用%(name)s登录。") % {"name": provider.name})


@require_POST
@said_again
def unlink(request: Request) -> HttpResponse:
    """解除自己的关联."""
    the_provider()
    held = queries.link_of(cast(Person, request.user))
    if held and _done(request, commands.end_link, link=held):
        messages.success(request, _("已解除关联，以后用登录名和密码登录。"))
    return redirect("account_provider_link")


def _done(request: Request, command: Callable[..., Any], **given: Any) -> bool:
    """By the person himself, who may have no post; a refusal stands on the next page."""
    try:
        command(by=doer_of(request.user, request.posting), at=request.now, **given)
    except Unfit as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@login_not_required
@require_safe
def left(request: Request) -> HttpResponse:
    """退出以后: here it is over; at the provider it may go on, and where it names a page to leave, that page is named."""
    provider = the_provider()
    try:
        leave = provider.way_out()
    except (GatewayAway, BadGateway):
        leave = ""
    return render(request, "ui/provider_left.html", {"provider": provider, "leave": leave})


def _waiting(request: Request) -> dict[str, Any] | None:
    found = request.session.get(FOUND)
    if not isinstance(found, dict) or found["who"] != request.user.pk:
        return None
    return found if request.now.timestamp() - found["at"] <= WAITS_SECONDS else None


def _next(request: Request) -> str:
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return onward if is_ours and len(onward) <= 500 else ""


def _refused(request: Request, provider: Provider) -> HttpResponse:
    sentence = _("没有登录。可能是等得太久，或者您的账号还没有关联%(name)s。请用登录名和密码登录，在“我”页关联。")
    if request.user.is_authenticated:
        sentence = _("%(name)s没有确认您的身份，请再试一次。")
    return _turned_away(request, sentence % {"name": provider.name})


def _away(request: Request, provider: Provider, problem: Exception) -> HttpResponse:
    log.warning("the identity provider is away: %s", problem if isinstance(problem, GatewayAway) else "lianxin doctor")
    sentence = _("现在连不上%(name)s。请用登录名和密码登录，或者过一会儿再试。")
    if request.user.is_authenticated:
        sentence = _("现在连不上%(name)s，请过一会儿再试。")
    return _turned_away(request, sentence % {"name": provider.name})


def _turned_away(request: Request, sentence: str) -> HttpResponse:
    """To where it can be done otherwise; the address with which he came back stands on no page."""
    messages.error(request, sentence)
    return redirect("account_provider_link" if request.user.is_authenticated else "account_login")
