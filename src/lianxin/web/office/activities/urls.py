"""活动宣传的页面."""

from django.urls import path

from lianxin.web.office.activities import panels, views, views_deeds, views_donations, views_paper, views_publicity

__all__ = ["panels"]

app_name = "activities"
urlpatterns = [
    path("", views.index, name="index"),
    path("publicity/", views_publicity.publicity, name="publicity"),
    path("calendar/", views_publicity.calendar, name="calendar"),
    path("calendar.ics", views_publicity.ics, name="ics"),
    path("new/", views.plan, name="plan"),
    path("of/<code:code>/", views.activity, name="activity"),
    path("of/<code:code>/hold/", views_deeds.hold, name="hold"),
    path("of/<code:code>/do/<slug:verb>/", views_deeds.deed, name="deed"),
    path("of/<code:code>/steps/<slug:step>/", views_deeds.step, name="step"),
    path("of/<code:code>/strike/<slug:kind>/<int:pk>/", views_deeds.strike, name="strike"),
    path("of/<code:code>/refer/<slug:verb>/", views_deeds.reference, name="reference"),
    path("of/<code:code>/paper/<slug:name>/", views_paper.paper, name="paper"),
    path("of/<code:code>/plan.docx", views_paper.docx, name="docx"),
    path("donations/", views_donations.donations, name="donations"),
    path("donations/new/", views_donations.open_account, name="open_account"),
    path("donations/<code:code>/", views_donations.account, name="account"),
    path("donations/<code:code>/do/<slug:verb>/", views_donations.deed, name="account_deed"),
    path("donations/<code:code>/strike/<int:pk>/", views_donations.strike, name="strike_donation"),
]
