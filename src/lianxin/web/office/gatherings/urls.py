"""座谈与征求意见的页面."""

from django.urls import URLPattern

app_name = "gatherings"
urlpatterns: list[URLPattern] = []
