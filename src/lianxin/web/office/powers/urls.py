"""权力事项的页面."""

from django.urls import path

from lianxin.web.office.powers import panels, views

__all__ = ["panels"]  # joins 今日 when the addresses are read

app_name = "powers"
urlpatterns = [
    path("", views.index, name="index"),
    path("allow/", views.allow, name="allow"),
    path("emergency/", views.ask_emergency, name="ask_emergency"),
    path("factor/<int:pk>/", views.ask_factor_reset, name="ask_factor_reset"),
    path("rule/", views.set_grace, name="set_grace"),
    path("audit/", views.audit, name="audit"),
    path("<int:pk>/refuse/", views.refuse, name="refuse"),
    path("<int:pk>/end/", views.end_emergency, name="end_emergency"),
    path("<int:pk>/review/", views.review, name="review"),
]
