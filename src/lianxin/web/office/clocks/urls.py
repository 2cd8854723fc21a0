"""工作日与期限."""

from django.urls import path

from lianxin.web.office.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.index, name="index"),
    path("load/", views.load, name="load"),
    path("days/set/", views.set_day, name="set_day"),
    path("days/drop/", views.drop_day, name="drop_day"),
]
