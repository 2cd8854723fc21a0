"""纸质答卷的页面."""

from django.urls import URLPattern

app_name = "sheets"
urlpatterns: list[URLPattern] = []
