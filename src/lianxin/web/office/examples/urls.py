"""典型的页面."""

from django.urls import URLPattern

app_name = "examples"
urlpatterns: list[URLPattern] = []
