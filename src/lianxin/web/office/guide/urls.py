"""建县向导的页面."""

from django.urls import path

from lianxin.web.office.guide import panels, views

__all__ = ["panels"]  # joins 今日 when the addresses are read

app_name = "guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:step>/aside/", views.put_aside, name="put_aside"),
    path("<slug:step>/take-up/", views.take_up, name="take_up"),
]
