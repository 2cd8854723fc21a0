"""走访抽查的页面."""

from django.urls import URLPattern

app_name = "spotchecks"
urlpatterns: list[URLPattern] = []
