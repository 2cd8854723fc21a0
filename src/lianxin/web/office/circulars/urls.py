"""督查通报的页面."""

from django.urls import URLPattern

app_name = "circulars"
urlpatterns: list[URLPattern] = []
