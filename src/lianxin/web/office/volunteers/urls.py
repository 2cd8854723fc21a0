"""志愿服务的页面."""

from django.urls import URLPattern

app_name = "volunteers"
urlpatterns: list[URLPattern] = []
