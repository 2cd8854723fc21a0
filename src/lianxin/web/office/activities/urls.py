"""活动宣传的页面."""

from django.urls import URLPattern

app_name = "activities"
urlpatterns: list[URLPattern] = []
