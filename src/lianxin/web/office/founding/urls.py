"""开始设置."""

from django.urls import path

from lianxin.web.office.founding import views

urlpatterns = [path("", views.begin, name="begin")]
