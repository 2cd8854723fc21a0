"""手册的页面."""

from django.urls import path

from lianxin.web.office.help import views

app_name = "help"
urlpatterns = [
    path("", views.index, name="index"),
    path("of/<slug:slug>/", views.article, name="article"),
]
