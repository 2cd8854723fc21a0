"""窗口服务的页面."""

from django.urls import URLPattern

app_name = "windows"
urlpatterns: list[URLPattern] = []
