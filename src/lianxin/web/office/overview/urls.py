"""一页看的页面."""

from django.urls import path

from lianxin.web.office.overview import views

app_name = "overview"
urlpatterns = [path("", views.index, name="index"), path("behind/", views.behind, name="behind")]
