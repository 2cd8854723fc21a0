"""公开承诺的页面."""

from django.urls import URLPattern

app_name = "pledges"
urlpatterns: list[URLPattern] = []
