"""热点的页面."""

from django.urls import URLPattern

app_name = "issues"
urlpatterns: list[URLPattern] = []
