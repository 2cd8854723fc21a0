"""Open311 GeoReport v2: https://wiki.open311.org/GeoReport_v2, with the discovery document above it."""

from django.urls import path

from lianxin.web.public.open311 import views

app_name = "open311"
urlpatterns = [
    path("discovery.<slug:fmt>", views.discovery, name="discovery"),
    path("v2/services.<slug:fmt>", views.services, name="services"),
    path("v2/services/<str:code>.<slug:fmt>", views.service, name="service"),
    path("v2/requests.<slug:fmt>", views.requests, name="requests"),
    path("v2/requests/<str:code>.<slug:fmt>", views.one_request, name="request"),
    path("v2/tokens/<str:token>.<slug:fmt>", views.token, name="token"),
    path("v2/servicerequestupdates.<slug:fmt>", views.updates, name="updates"),
    path("<path:rest>", views.nothing, name="nothing"),
]
