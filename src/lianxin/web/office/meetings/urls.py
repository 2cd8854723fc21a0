"""会议的页面."""

from django.urls import URLPattern

app_name = "meetings"
urlpatterns: list[URLPattern] = []
