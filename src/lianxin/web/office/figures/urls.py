"""数字的页面."""

from django.urls import path

from lianxin.web.office.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.index, name="index"),
    path("parts/", views.parts, name="parts"),
    path("below/", views.below, name="below"),
    path("chart/", views.chart, name="chart"),
    path("open/", views.opened, name="open"),
    path("basis/", views.basis, name="basis"),
    path("export/<slug:view>/", views.export, name="export"),
]
