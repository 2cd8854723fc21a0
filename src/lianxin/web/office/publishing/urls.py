"""公开的页面: what is to be published, by two persons; what was adopted; what is told by telephone."""

from django.urls import path

from lianxin.web.office.publishing import (
    panels,  # noqa: F401  (declares what stands on a concern's page)
    views,
)

app_name = "publishing"
urlpatterns = [
    path("", views.index, name="index"),
    path("adoptions/", views.adoptions, name="adoptions"),
    path("settings/", views.settings, name="settings"),
    path("telephone/", views.telephone, name="telephone"),
    path("concern/<slug:code>/prepare/", views.prepare, name="prepare"),
    path("concern/<slug:code>/adopt/", views.adopt, name="adopt"),
    path("item/<slug:code>/", views.item, name="item"),
    path("item/<slug:code>/confirm/", views.confirm, name="confirm"),
    path("item/<slug:code>/refuse/", views.refuse, name="refuse"),
    path("item/<slug:code>/take-down/", views.take_down, name="take_down"),
]
