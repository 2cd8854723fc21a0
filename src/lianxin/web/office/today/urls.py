"""今日."""

from django.urls import path

from lianxin.web.office.today import views

urlpatterns = [path("", views.today, name="today")]
