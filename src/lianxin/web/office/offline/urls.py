"""离线记录的页面."""

from django.urls import path

from lianxin.web.office.offline import panels, views, views_paper, views_phone

__all__ = ["panels"]

app_name = "offline"
urlpatterns = [
    path("", views.index, name="index"),
    path("app/", views_phone.app, name="app"),
    path("app/worker.js", views_phone.worker, name="worker"),
    path("app/manifest.webmanifest", views_phone.manifest, name="manifest"),
    path("contact/", views_phone.contact, name="contact"),
    path("sync/", views_phone.sync, name="sync"),
    path("handsets/new/", views_phone.register, name="register"),
    path("handsets/<code:code>/revoke/", views.revoke, name="revoke"),
    path("parcels/<code:code>/", views.parcel, name="parcel"),
    path("parcels/<code:code>/aside/", views.set_aside, name="set_aside"),
    path("paper/<slug:form>/", views_paper.paper, name="paper"),
    path("enter/<slug:form>/", views_paper.enter, name="enter"),
]
