"""群众评议的页面."""

from django.urls import URLPattern

app_name = "appraisals"
urlpatterns: list[URLPattern] = []
