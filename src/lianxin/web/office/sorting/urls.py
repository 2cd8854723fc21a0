"""分类与挂账的页面."""

from django.urls import URLPattern

app_name = "sorting"
urlpatterns: list[URLPattern] = []
