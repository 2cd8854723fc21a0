"""网络通知的页面."""

from django.urls import path

from lianxin.web.office.webhooks import panels, views

__all__ = ["panels"]  # joins 今日 when the addresses are read

app_name = "webhooks"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.make, name="make"),
    path("<code:code>/", views.detail, name="detail"),
    path("<code:code>/withdraw/", views.withdraw, name="withdraw"),
    path("<code:code>/resume/", views.resume, name="resume"),
    path("<code:code>/<int:pk>/retry/", views.retry, name="retry"),
]
