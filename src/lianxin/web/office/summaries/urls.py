"""文书."""

from django.urls import path

from lianxin.web.office.summaries import views

app_name = "summaries"
urlpatterns = [
    path("", views.index, name="index"),
    path("write/", views.write, name="write"),
]
