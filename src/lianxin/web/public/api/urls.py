"""程序接口: one pattern for each address of the table, whatever its methods."""

from django.urls import path

from lianxin.web.public.api import views
from lianxin.web.public.api.answers import interface, nothing
from lianxin.web.public.api.operations import Operation
from lianxin.web.public.api.table import OPERATIONS

app_name = "api"
ADDRESSES: dict[str, dict[str, Operation]] = {}
for one in OPERATIONS:
    ADDRESSES.setdefault(one.path, {})[one.method] = one

urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    *(
        path(route.replace("{code}", "<str:code>"), interface(methods), name=next(iter(methods.values())).code)
        for route, methods in ADDRESSES.items()
    ),
    path("<path:rest>", nothing, name="nothing"),
]
