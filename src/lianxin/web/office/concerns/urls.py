"""诉求的页面."""

from django.urls import path

from lianxin.web.office.concerns import views

app_name = "concerns"
urlpatterns = [
    path("", views.browse, name="list"),
]
