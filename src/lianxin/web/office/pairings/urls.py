"""挂钩结对的页面."""

from django.urls import URLPattern

app_name = "pairings"
urlpatterns: list[URLPattern] = []
