"""意见梳理的页面."""

from django.urls import URLPattern

app_name = "opinions"
urlpatterns: list[URLPattern] = []
