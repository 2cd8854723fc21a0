"""意见建议."""

from django.urls import path

from lianxin.web.office.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.say, name="say"),
    path("list/", views.heard, name="heard"),
]
