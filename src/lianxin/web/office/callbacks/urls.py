"""回访的页面."""

from django.urls import URLPattern

app_name = "callbacks"
urlpatterns: list[URLPattern] = []
