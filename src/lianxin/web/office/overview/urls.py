"""一页看的页面."""

from django.urls import URLPattern

app_name = "overview"
urlpatterns: list[URLPattern] = []
