"""填表的页面."""

from django.urls import path

from lianxin.web.office.filling import views, views_fill

app_name = "filling"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.upload, name="upload"),
    path("of/<code:code>/", views.template, name="template"),
    path("of/<code:code>/map/", views.mapping, name="map"),
    path("of/<code:code>/replace/", views.replace, name="replace"),
    path("of/<code:code>/retire/", views.retire, name="retire"),
    path("of/<code:code>/file/", views.blank, name="file"),
    path("of/<code:code>/fill/", views_fill.fill, name="fill"),
    path("ledgers/", views_fill.ledger_list, name="ledgers"),
    path("ledgers/<slug:ledger>/", views_fill.ledger, name="ledger"),
]
