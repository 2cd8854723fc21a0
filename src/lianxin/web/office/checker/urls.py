"""核对."""

from django.urls import path

from lianxin.web.office.checker import views

app_name = "checker"
urlpatterns = [
    path("", views.index, name="index"),
    path("again/", views.again, name="again"),
    path("download/", views.download, name="download"),
]
