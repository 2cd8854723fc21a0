"""邮件来信的页面."""

from django.urls import path

from lianxin.web.office.mails import panels, views  # noqa: F401  (panels declare themselves)

app_name = "mails"
urlpatterns = [
    path("", views.index, name="index"),
    path("look/", views.look, name="look"),
    path("<slug:token>/", views.mail, name="mail"),
    path("<slug:token>/orders/", views.orders, name="orders"),
    path("<slug:token>/dismiss/", views.dismiss, name="dismiss"),
    path("<slug:token>/take-up/", views.take_up, name="take_up"),
]
