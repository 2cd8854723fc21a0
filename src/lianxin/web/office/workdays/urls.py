"""群众工作日的页面."""

from django.urls import path

from lianxin.web.office.workdays import panels, views, views_days, views_leaves

__all__ = ["panels"]

app_name = "workdays"
urlpatterns = [
    path("", views.index, name="index"),
    path("ics/", views.ics, name="ics"),
    path("months/<slug:month>/", views.month, name="month"),
    path("months/<slug:month>/theme/", views.theme, name="theme"),
    path("months/<slug:month>/do/<slug:verb>/", views.theme_deed, name="theme_deed"),
    path("rule/", views.rule, name="rule"),
    path("rule/new/", views.set_rule, name="set_rule"),
    path("days/<slug:on>/", views_days.day, name="day"),
    path("days/<slug:on>/of/<int:pk>/", views_days.confirm, name="confirm"),
    path("timeliness/", views_days.timeliness, name="timeliness"),
    path("leaves/", views_leaves.leaves, name="leaves"),
    path("leaves/new/", views_leaves.ask, name="ask"),
    path("leaves/<code:code>/", views_leaves.leave, name="leave"),
    path("leaves/<code:code>/do/<slug:verb>/", views_leaves.deed, name="deed"),
    path("leaves/<code:code>/print/", views_leaves.print_leave, name="print_leave"),
    path("letters/", views_leaves.letters, name="letters"),
    path("letters/new/", views_leaves.new_letter, name="new_letter"),
    path("letters/<code:code>/", views_leaves.letter, name="letter"),
    path("letters/<code:code>/docx/", views_leaves.docx, name="docx"),
]
