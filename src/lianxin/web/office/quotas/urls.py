"""走访任务的页面."""

from django.urls import URLPattern

app_name = "quotas"
urlpatterns: list[URLPattern] = []
