"""户与困难户的页面."""

from django.urls import URLPattern

app_name = "households"
urlpatterns: list[URLPattern] = []
