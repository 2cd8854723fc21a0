"""自定指标的页面."""

from django.urls import URLPattern

app_name = "definitions"
urlpatterns: list[URLPattern] = []
