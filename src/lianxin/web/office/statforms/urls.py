"""评议统计单的页面."""

from django.urls import URLPattern

app_name = "statforms"
urlpatterns: list[URLPattern] = []
