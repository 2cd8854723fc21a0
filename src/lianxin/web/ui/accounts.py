"""登录: allauth does it; accounts are made by the administrator, nobody signs up.

A password that somebody else handed out opens one page, that on which it is changed, and for fourteen days.
"""

from dataclasses import replace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.base.federation.queries import changed_by_others
from lianxin.base.orgs import commands
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.powers import commands as powers
from lianxin.base.orgs.powers.queries import has_factor
from lianxin.base.orgs.printed import PRINTED
from lianxin.base.orgs.queries import actor_for, postings_of
from lianxin.web.ui.middleware import NOBODY, Next
from lianxin.web.ui.secure import is_near
from lianxin.web.ui.vouched import SecondStep, came_by_provider

TOLD_DAYS = 14  # so long somebody is told at each log-in that his second factor was taken off


class Adapter(DefaultAccountAdapter):
    """无自助注册. Who came in, who went, who tried in vain is told to the journal (等保 8.1.4.3); on no other page anything."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        raise PermissionError("nobody signs up")

    def pre_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse | None:
        if stopped := super().pre_login(request, user, **told):
            return stopped
        is_kept_in = not settings.DEMO_IS_OPEN and not is_near(request)
        if is_kept_in and (user.is_demo or user.check_password(PRINTED)):  # made before the mark was: by its password
            sentence = _("演示账号只能在服务器本机上登录。给别的电脑看演示，请管理员设 LIANXIN_DEMO_OPEN=1 再启动。")
            return render(request, "ui/refused.html", {"sentence": sentence}, status=403)
        if not commands.is_stale(user, request.today):  # type: ignore[attr-defined]
            return None
        sentence = _("初始密码过了 14 天没有用，已经失效。请系统管理员重新设置。")
        return render(request, "ui/refused.html", {"sentence": sentence}, status=403)

    def set_password(self, user: Any, password: str) -> None:
        by = doer_of(user, self.request.posting)
        self.request.is_first_password = user.handed_out_on is not None
        changed = commands.change_password(person=user, password=password, by=by, at=self.request.now)
        user.password, user.handed_out_on = changed.password, None  # allauth goes on with this one's session

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Who has just come in for the first time goes on to his work."""
        return reverse("today" if getattr(request, "is_first_password", False) else "ui:me")

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        posting = next(iter(postings_of(user, request.today)), None)
        by = doer_of(user, posting)
        records = get_authentication_records(request, user)
        how = "+".join(dict.fromkeys(str(one.get("type") or one["method"]) for one in records))
        commands.note_login(person=user, how=how or "password", by=by, at=request.now)
        powers.begin_grace(person=user, by=by, at=request.now)
        self._tell_of_the_second_factor(request, user)
        if settings.OIDC["issuer"] and (one := changed_by_others(user, request.today)):
            told = (
                _("您的统一登录关联由系统管理员改过，见“我”页。")
                if one.ended_at
                else _("系统管理员给您关联了统一登录，见“我”页。")
            )
            messages.warning(request, told)

    @staticmethod
    def _tell_of_the_second_factor(request: Any, user: Any) -> None:
        """What two others took off is told to the person; what is asked for, as long as it is not there."""
        if user.factor_reset_on and (request.today - user.factor_reset_on).days <= TOLD_DAYS:
            messages.warning(request, _("您原来的两步验证已由两个人办理取消，详见“我”页的两步验证。"))
        elif user.factor_due_on and request.today < user.factor_due_on and not has_factor(user):
            told = _("您的职务要求两步验证，请在 %(on)s 前到“我”页启用。") % {"on": user.factor_due_on}
            messages.warning(request, told)

    def get_login_stages(self) -> list[str]:
        theirs, ours = (f"{one.__module__}.{one.__qualname__}" for one in (AuthenticateStage, SecondStep))
        return [ours if one == theirs else one for one in super().get_login_stages()]

    def get_logout_redirect_url(self, request: Any) -> str:
        """Who came by the provider is told that there he may still be logged in."""
        is_vouched = bool(settings.OIDC["issuer"]) and came_by_provider(request)
        return reverse("account_provider_left") if is_vouched else super().get_logout_redirect_url(request)

    def logout(self, request: Any) -> None:
        if request.user.is_authenticated:
            commands.note_logout(person=request.user, by=doer_of(request.user, request.posting), at=request.now)
        super().logout(request)
        request.is_left = True  # the answer tells the browser to forget the pages (`middleware.Headers`)

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._note_failure(request, credentials, is_locked=True)
            raise

    def authentication_failed(self, request: Any, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        self._note_failure(request, credentials, is_locked=False)

    @staticmethod
    def _note_failure(request: Any, credentials: dict[str, Any], *, is_locked: bool) -> None:
        typed = str(credentials.get("username", ""))
        commands.note_failed_login(typed=typed, is_locked=is_locked, by=request.actor, at=request.now)


class SignIn(LoginForm):
    """登录: our words; no link to a reset by mail, which does not exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("登录名")
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class ChangePassword(ChangePasswordForm):
    """修改密码: into another one; no link to a reset by mail here either."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        if self.user.check_password(password):
            raise ValidationError(_("新密码不能与现在的相同。"))
        return password


class HandedOut:
    """初始密码: until it is changed, every page of the office leads to where it is changed; the residents' side is open."""

    OPEN = ("account_change_password", "account_logout", "ui:language", "ui:elder")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.user.handed_out_on is None:
            return None
        if not getattr(view, "login_required", True) or request.resolver_match.view_name in self.OPEN:
            return None
        return redirect("account_change_password")


def doer_of(person: Any, posting: Posting | None) -> Actor:
    """The person in his post; who has none yet is himself."""
    return actor_for(posting) if posting else replace(NOBODY, ref=person.ref, name=person.name)
