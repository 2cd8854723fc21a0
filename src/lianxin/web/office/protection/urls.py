"""字段保护的页面."""

from django.urls import path

from lianxin.web.office.protection import views

app_name = "protection"
urlpatterns = [path("", views.index, name="index")]
