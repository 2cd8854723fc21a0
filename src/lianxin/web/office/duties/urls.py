"""责任清单与分办的页面."""

from django.urls import URLPattern

app_name = "duties"
urlpatterns: list[URLPattern] = []
