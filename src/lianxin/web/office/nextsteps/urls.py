"""下步打算的页面."""

from django.urls import URLPattern

app_name = "nextsteps"
urlpatterns: list[URLPattern] = []
