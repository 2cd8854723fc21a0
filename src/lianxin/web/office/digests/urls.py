"""每日待办邮件的页面."""

from django.urls import path

from lianxin.web.office.digests import panels, views

__all__ = ["panels"]  # joins 我 when the addresses are read

app_name = "digests"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("code/", views.prove, name="prove"),
    path("stop/", views.stop, name="stop"),
]
