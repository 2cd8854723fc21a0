"""群众页面的外框: for the modules beside `views`; the four doors above, a telephone to ring below."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lianxin.base.orgs.queries import top_unit
from lianxin.web.public import menu, reading
from lianxin.web.ui.request import Request


def public_page(request: Request, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `public/<name>.html`; `office` says whom to ring where it is not the county."""
    if "office" not in context:
        county = top_unit()
        context["office"] = reading.office_of(county) if county else None
    return render(request, f"public/{name}.html", {**context, "doors": menu.doors(request.path)}, status=status)
