"""群众工作日的页面."""

from django.urls import URLPattern

app_name = "workdays"
urlpatterns: list[URLPattern] = []
