"""接待日的页面."""

from django.urls import URLPattern

app_name = "reception"
urlpatterns: list[URLPattern] = []
