"""走访的页面."""

from django.urls import URLPattern

app_name = "visits"
urlpatterns: list[URLPattern] = []
