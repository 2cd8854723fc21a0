"""走访安排的页面."""

from django.urls import URLPattern

app_name = "planner"
urlpatterns: list[URLPattern] = []
