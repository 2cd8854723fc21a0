"""设置的页面."""

from django.urls import path

from lianxin.web.office.orgs import views

app_name = "setup"
urlpatterns = [path("", views.index, name="index")]
