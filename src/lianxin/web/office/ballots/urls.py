"""投票的页面."""

from django.urls import path

from lianxin.web.office.ballots import panels, views, views_issuing, views_session

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
    path("<code:code>/rolls/", views_issuing.rolls, name="rolls"),
    path("<code:code>/rolls/<int:place>/", views_issuing.roll, name="roll"),
    path("<code:code>/rolls/<int:place>/fix/", views_issuing.fix_roll, name="fix_roll"),
    path("<code:code>/window/", views_issuing.window, name="window"),
    path("<code:code>/keys/", views_issuing.publish_keys, name="publish_keys"),
    path("<code:code>/letters/<int:place>/", views_issuing.letters, name="letters"),
    path("<code:code>/end-issuing/", views_issuing.end_issuing, name="end_issuing"),
    path("<code:code>/call-back/<int:place>/", views_issuing.call_back, name="call_back"),
    path("<code:code>/session/", views_session.session, name="session"),
    path("<code:code>/session/hold/", views_session.hold, name="hold_session"),
    path("<code:code>/session/count/", views_session.session_count, name="session_count"),
    path("<code:code>/session/read-out/", views_session.read_out, name="read_out"),
    path("<code:code>/session/record/", views_session.session_record, name="session_record"),
]
