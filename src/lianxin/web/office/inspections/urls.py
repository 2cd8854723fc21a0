"""督查的页面."""

from django.urls import URLPattern

app_name = "inspections"
urlpatterns: list[URLPattern] = []
