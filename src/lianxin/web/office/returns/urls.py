"""摸底统计的页面."""

from django.urls import URLPattern

app_name = "returns"
urlpatterns: list[URLPattern] = []
