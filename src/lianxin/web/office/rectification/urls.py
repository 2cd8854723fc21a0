"""整改的页面."""

from django.urls import URLPattern

app_name = "rectification"
urlpatterns: list[URLPattern] = []
