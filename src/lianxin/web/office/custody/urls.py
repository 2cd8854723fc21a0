"""信息保管的页面."""

from django.urls import path

from lianxin.web.office.custody import panels, views, views_copies, views_notices

__all__ = ["panels"]
app_name = "custody"
urlpatterns = [
    path("", views.index, name="index"),
    path("exports/<code:code>/<slug:verb>/", views.export_deed, name="export_deed"),
    path("identities/<int:pk>/<slug:verb>/", views.identity_deed, name="identity_deed"),
    path("alarms/", views.alarms, name="alarms"),
    path("alarms/<int:pk>/", views.explain, name="explain"),
    path("limits/", views.limits, name="limits"),
    path("copies/", views_copies.copies, name="copies"),
    path("notices/", views_notices.notices, name="notices"),
    path("notices/<slug:channel>/", views_notices.change, name="notice_change"),
]
