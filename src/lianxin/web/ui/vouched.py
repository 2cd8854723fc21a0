"""统一登录的印记 in a session: that it began by the provider's word, and whether that word counts as a second factor."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from lianxin.base.orgs.models import Person

METHOD = "provider"


class SecondStep(AuthenticateStage):
    """两步验证 at the login: asked of everybody who has one, but where the provider has just said that it asked for two."""

    def _should_handle(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, self.login.user)
        is_said = bool(records) and records[-1]["method"] == METHOD and bool(records[-1].get("strong"))
        return False if is_said else super()._should_handle(request)


def came_by_provider(request: Any) -> bool:
    """Whether this session began so."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return bool(records) and records[0]["method"] == METHOD


def came_strongly(request: Any, person: Person) -> bool:
    """Whether it began so, and the provider said of this login that it asked for two."""
    return any(one["method"] == METHOD and one.get("strong") for one in get_authentication_records(request, person))
