"""评议结果的页面."""

from django.urls import URLPattern

app_name = "results"
urlpatterns: list[URLPattern] = []
