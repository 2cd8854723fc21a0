"""数据质量的页面."""

from django.urls import URLPattern

app_name = "quality"
urlpatterns: list[URLPattern] = []
