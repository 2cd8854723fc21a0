"""上下级转办的页面."""

from django.urls import URLPattern

app_name = "levels"
urlpatterns: list[URLPattern] = []
