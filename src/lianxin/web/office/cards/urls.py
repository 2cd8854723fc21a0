"""民情联系卡的页面."""

from django.urls import URLPattern

app_name = "cards"
urlpatterns: list[URLPattern] = []
