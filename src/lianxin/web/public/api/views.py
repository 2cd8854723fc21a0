"""程序接口的地址: what every address answers stands in the table; here are the description and its page for people."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.web.public.api import described
from lianxin.web.public.api.operations import REFUSALS
from lianxin.web.public.pages import public_page
from lianxin.web.ui.request import Request


def _server(request: Request) -> str:
    return request.build_absolute_uri(reverse("api:openapi").removesuffix("/openapi.json"))


@login_not_required
@require_safe
def openapi(request: Request) -> HttpResponse:
    """接口描述, for programs."""
    held = described.document(_server(request))
    return HttpResponse(json.dumps(held, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")


@login_not_required
@require_safe
def help_page(request: Request) -> HttpResponse:
    """程序接口说明: for who writes a program."""
    return public_page(
        request,
        "api",
        server=_server(request),
        sections=described.sections(),
        errors=REFUSALS.items(),
        about=described.ABOUT,
    )
