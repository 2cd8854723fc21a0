"""督办的页面."""

from django.urls import URLPattern

app_name = "supervision"
urlpatterns: list[URLPattern] = []
