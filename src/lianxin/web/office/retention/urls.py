"""到期清理的页面."""

from django.urls import path

from lianxin.web.office.retention import panels, views, views_deeds

__all__ = ["panels"]
app_name = "retention"
urlpatterns = [
    path("", views.index, name="index"),
    path("periods/", views.periods, name="periods"),
    path("periods/<slug:kind>/", views_deeds.period, name="period"),
    path("holds/", views.holds, name="holds"),
    path("holds/new/", views_deeds.hold, name="hold"),
    path("holds/<code:code>/let-go/", views_deeds.let_go, name="let_go"),
    path("restrict/", views_deeds.restrict, name="restrict"),
    path("restricted/<int:pk>/open/", views_deeds.open_one, name="open"),
    path("restricted/<int:pk>/back/", views_deeds.back, name="back"),
    path("destroyed/", views.destroyed, name="destroyed"),
]
