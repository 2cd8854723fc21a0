"""账号的页面: those of allauth that this house needs; no sign-up, no e-mail, no reset by mail."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.translation import gettext as _


@login_not_required
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Accounts are made by the administrator; allauth wants the name of the page to exist."""
    raise Http404(_("账号由系统管理员建立。"))


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", no_sign_up, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", no_sign_up, name="account_set_password"),
    path("password/reset/", no_sign_up, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
