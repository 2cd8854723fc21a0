"""办理中的事的页面."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from lianxin.web.office.through import deeds, panels, views  # noqa: F401  (panels join the concern's page)
from lianxin.web.ui.request import Request


def _deed(name: str) -> Callable[..., HttpResponse]:
    """The page of one deed: the shape is one, only the name differs."""

    def page(request: Request, code: str) -> HttpResponse:
        return deeds.do(request, code, name)

    page.__name__, page.__doc__ = name, "A deed of `deeds.DEEDS`."
    return page


app_name = "through"
urlpatterns = [
    path("", views.index, name="index"),
    path("templates/", views.templates, name="templates"),
    path("templates/new/", views.write_template, name="new_template"),
    path("templates/<int:pk>/", views.write_template, name="edit_template"),
    path("templates/<int:pk>/retire/", views.retire_template, name="retire_template"),
    path("regimes/", views.regimes, name="regimes"),
    path("asks/<int:pk>/", views.decide, name="decide"),
    path("outside/<int:pk>/", views.heard, name="heard"),
    path("reviews/<int:pk>/", views.decide_review, name="decide_review"),
    path("<code:code>/seen/", views.seen, name="seen"),
    *(path(f"<code:code>/{name}/", _deed(name), name=name) for name in deeds.DEEDS),
]
