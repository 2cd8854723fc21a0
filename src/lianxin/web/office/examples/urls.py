"""典型的页面."""

from django.urls import path

from lianxin.web.office.examples import panels, views, views_visits

__all__ = ["panels"]

app_name = "examples"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.nominate, name="nominate"),
    path("concern/<code:code>/", views.from_concern, name="from_concern"),
    path("visits/", views_visits.visits, name="visits"),
    path("visits/new/", views_visits.plan, name="plan"),
    path("visits/<code:code>/<slug:verb>/", views_visits.visit_deed, name="visit_deed"),
    path("asked/<int:pk>/", views.asked, name="asked"),
    path("consent/<int:pk>/<slug:verb>/", views.consent, name="consent"),
    path("of/<code:code>/", views.example, name="example"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
