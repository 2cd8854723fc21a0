"""志愿服务的页面."""

from django.urls import path

from lianxin.web.office.volunteers import panels, views, views_members, views_shifts

__all__ = ["panels"]

app_name = "volunteers"
urlpatterns = [
    path("", views.index, name="index"),
    path("coming/", views_shifts.coming, name="coming"),
    path("coming.ics", views_shifts.ics, name="ics"),
    path("pairs/", views.pairs, name="pairs"),
    path("kinds/", views.kinds, name="kinds"),
    path("kinds/<slug:colour>/", views.kind, name="kind"),
    path("new/", views.found, name="found"),
    path("seven/", views.seven, name="seven"),
    path("of/<code:code>/", views.team, name="team"),
    path("of/<code:code>/roster/", views_members.roster, name="roster"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("members/<code:code>/", views_members.member, name="member"),
    path("members/<code:code>/certificate/", views_members.certificate, name="certificate"),
    path("members/<code:code>/certificate.docx", views_members.docx, name="docx"),
    path("members/<code:code>/do/<slug:verb>/", views_members.deed, name="member_deed"),
    path("joinings/<code:code>/<slug:verb>/", views_members.answer, name="answer"),
    path("shifts/<code:code>/", views_shifts.shift, name="shift"),
    path("shifts/<code:code>/sheet/", views_shifts.sheet, name="sheet"),
    path("shifts/<code:code>/do/<slug:verb>/", views_shifts.deed, name="shift_deed"),
]
