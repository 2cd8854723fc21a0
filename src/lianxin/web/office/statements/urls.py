"""个人情况报告的页面."""

from django.urls import URLPattern

app_name = "statements"
urlpatterns: list[URLPattern] = []
