"""矛盾纠纷的页面."""

from django.urls import URLPattern

app_name = "disputes"
urlpatterns: list[URLPattern] = []
