"""日记与报告的页面."""

from django.urls import URLPattern

app_name = "writings"
urlpatterns: list[URLPattern] = []
