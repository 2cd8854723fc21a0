"""办理中的事的页面."""

from django.urls import URLPattern

app_name = "through"
urlpatterns: list[URLPattern] = []
