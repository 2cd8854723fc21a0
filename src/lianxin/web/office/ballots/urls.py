"""投票的页面."""

from django.urls import path

from lianxin.web.office.ballots import panels, views

__all__ = ["panels"]

app_name = "ballots"
urlpatterns = [
    path("", views.index, name="index"),
    path("<code:code>/", views.box, name="box"),
    path("<code:code>/slips/", views.slips, name="slips"),
    path("<code:code>/spoil/", views.spoil, name="spoil"),
    path("<code:code>/account/<slug:stock>/<int:place>/", views.account, name="account"),
    path("<code:code>/key/", views.key, name="key"),
    path("<code:code>/open/", views.open_box, name="open"),
    path("<code:code>/turnout/", views.turnout, name="turnout"),
    path("<code:code>/close/", views.close, name="close"),
    path("<code:code>/void/", views.void, name="void"),
    # 领凭据、名册、现场投票: below
]
