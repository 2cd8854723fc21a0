"""走访活动的页面."""

from django.urls import URLPattern

app_name = "drives"
urlpatterns: list[URLPattern] = []
