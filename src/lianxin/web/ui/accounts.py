"""登录: allauth does it; accounts are made by the administrator, nobody signs up."""

from dataclasses import replace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs import commands
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import actor_for, postings_of
from lianxin.web.ui.middleware import NOBODY


class Adapter(DefaultAccountAdapter):
    """无自助注册. Who came in, who went, who tried in vain is told to the journal (等保 8.1.4.3); on no other page anything."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        raise PermissionError("nobody signs up")

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        posting = next(iter(postings_of(user, request.today)), None)
        commands.note_login(person=user, by=_doer(user, posting), at=request.now)

    def logout(self, request: Any) -> None:
        if request.user.is_authenticated:
            commands.note_logout(person=request.user, by=_doer(request.user, request.posting), at=request.now)
        super().logout(request)

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


def _doer(person: Any, posting: Posting | None) -> Actor:
    """The person in his post; who has none yet is himself."""
    return actor_for(posting) if posting else replace(NOBODY, ref=person.ref, name=person.name)
