"""群工动态的页面."""

from django.urls import URLPattern

app_name = "newsletters"
urlpatterns: list[URLPattern] = []
