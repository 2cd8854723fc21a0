"""离线记录的页面."""

from django.urls import URLPattern

app_name = "offline"
urlpatterns: list[URLPattern] = []
