"""账号的页面: those of allauth that this house needs; no sign-up, no e-mail, no reset by mail."""

from functools import wraps

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _

from lianxin.base.orgs.founding.queries import is_empty
from lianxin.web.ui import federation


@login_not_required
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the administrator; allauth wants the name of the page to exist."""
    raise Http404(_("账号由系统管理员建立。"))


@wraps(account.login)
def log_in(request: HttpRequest) -> HttpResponse:
    """登录; where there is nobody yet who could, the way leads to where the first one is made."""
    return redirect("begin") if request.method == "GET" and is_empty() else account.login(request)


urlpatterns = [
    path("login/", log_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", no_sign_up, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", no_sign_up, name="account_set_password"),
    path("password/reset/", no_sign_up, name="account_reset_password"),
    path("provider/", federation.go, name="account_provider"),
    path("provider/back/", federation.back, name="account_provider_back"),
    path("provider/link/", federation.link, name="account_provider_link"),
    path("provider/unlink/", federation.unlink, name="account_provider_unlink"),
    path("provider/left/", federation.left, name="account_provider_left"),
    path("2fa/", include("allauth.mfa.urls")),
]
