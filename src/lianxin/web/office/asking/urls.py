"""报送要求的页面."""

from django.urls import URLPattern

app_name = "asking"
urlpatterns: list[URLPattern] = []
