"""群众工作站的页面."""

from django.urls import URLPattern

app_name = "stations"
urlpatterns: list[URLPattern] = []
