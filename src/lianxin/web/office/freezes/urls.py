"""封存的页面."""

from django.urls import URLPattern

app_name = "freezes"
urlpatterns: list[URLPattern] = []
