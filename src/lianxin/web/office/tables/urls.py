"""常用数表的页面."""

from django.urls import URLPattern

app_name = "tables"
urlpatterns: list[URLPattern] = []
