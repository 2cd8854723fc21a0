"""接口密钥的页面."""

from django.urls import path

from lianxin.web.office.programs import views

app_name = "programs"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.make, name="make"),
    path("<int:pk>/allow/", views.allow, name="allow"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
