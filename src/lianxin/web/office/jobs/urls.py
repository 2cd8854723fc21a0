"""后台任务的页面."""

from django.urls import path

from lianxin.web.office.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:pk>/retry/", views.retry, name="retry"),
    path("<uuid:pk>/give-up/", views.give_up, name="give_up"),
]
