"""群众的页面: no account; four doors and what stands behind them."""

from django.urls import path

from lianxin.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("submit/", views.submit, name="submit"),
    path("receipt/", views.receipt, name="receipt"),
    path("follow/", views.follow, name="follow"),
    path("rate/", views.rate, name="rate"),
    path("open/", views.published, name="open"),
    path("open/<int:pk>/", views.township, name="township"),
    path("privacy/", views.privacy, name="privacy"),
]
