"""第二步验证: asked of whoever has power, after days of grace; secrets of it are kept encrypted; the journal hears of it."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.powers import commands
from lianxin.base.orgs.powers.queries import has_factor
from lianxin.base.orgs.powers.recovery import take_over
from lianxin.base.orgs.powers.rules import weigh
from lianxin.web.ui.accounts import HandedOut, doer_of
from lianxin.web.ui.middleware import Next
from lianxin.web.ui.vouched import came_strongly

SEALED = "f1:"  # what was kept before this stands there open, and is read as it is


class FactorAdapter(DefaultMFAAdapter):
    """The seeds of apps and recovery codes lie encrypted, under a key that is in no backup of the data."""

    def encrypt(self, text: str) -> str:
        return SEALED + _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        if not encrypted_text.startswith(SEALED):
            return encrypted_text
        return _box().decrypt(encrypted_text.removeprefix(SEALED).encode()).decode()

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002  (allauth's name)
        return _("我的通行密钥")


def _box() -> Fernet:
    key = hashlib.sha256(f"second factor|{settings.SECRET_PEPPER}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class AddKey(AddWebAuthnForm):
    """添加通行密钥: our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=gettext_lazy("名称"), max_length=40, required=False)
        self.fields["passwordless"].label = gettext_lazy("可以直接登录")
        self.fields["passwordless"].help_text = gettext_lazy("登录时不用再输登录名和密码，只用这把钥匙。")


class EditKey(EditWebAuthnForm):
    """给通行密钥改名: our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=gettext_lazy("名称"), max_length=40)


@dataclass(frozen=True)
class Asked:
    """What is asked of the person of a request: whether all else is shut, or by which day it will be."""

    due_on: date | None
    is_demo: bool
    is_closed: bool


class SecondFactor:
    """两步验证: who has power and let the days go by is led to where it is set up; the residents' side stays open."""

    OPEN = (*HandedOut.OPEN, "account_reauthenticate", "ui:end_sessions", "ui:post")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        person = request.user
        if not person.is_authenticated or not weigh(code for code, roots in request.actor.grants.items() if roots):
            return None
        is_late = person.factor_due_on is not None and person.factor_due_on <= request.today and not person.is_demo
        if is_late and (has_factor(person) or came_strongly(request, person)):
            return None
        request.factor = Asked(person.factor_due_on, person.is_demo, is_late)
        name = request.resolver_match.view_name
        if not is_late or not getattr(view, "login_required", True):
            return None
        return None if name in self.OPEN or name.startswith("mfa_") else redirect("mfa_index")


def listen() -> None:
    """Once, at the start."""
    take_over()
    signals.authenticator_added.connect(_added, dispatch_uid="lianxin.factor_added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="lianxin.factor_removed")


def _added(sender: Any, request: Any, user: Any, **told: Any) -> None:
    commands.note_factor(person=user, is_added=True, by=doer_of(user, request.posting), at=request.now)


def _removed(sender: Any, request: Any, user: Any, **told: Any) -> None:
    commands.note_factor(person=user, is_added=False, by=doer_of(user, request.posting), at=request.now)
