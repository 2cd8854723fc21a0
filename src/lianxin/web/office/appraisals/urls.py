"""群众评议的页面."""

from django.urls import path

from lianxin.web.office.appraisals import panels, views, views_doings

__all__ = ["panels"]

app_name = "appraisals"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.plan, name="plan"),
    path("series/", views_doings.series_list, name="series_list"),
    path("series/new/", views_doings.begin_series, name="begin_series"),
    path("series/<int:pk>/", views_doings.series, name="series"),
    path("of/<code:code>/", views.campaign, name="campaign"),
    path("of/<code:code>/setup/", views.setup, name="setup"),
    path("of/<code:code>/methods/", views_doings.methods, name="methods"),
    path("of/<code:code>/ratings/", views_doings.ratings, name="ratings"),
    path("of/<code:code>/calendar/", views_doings.calendar, name="calendar"),
    path("of/<code:code>/progress/", views_doings.progress, name="progress"),
    path("of/<code:code>/paper/", views_doings.paper, name="paper"),
    path("of/<code:code>/plan.docx", views_doings.plan_docx, name="plan_docx"),
    path("of/<code:code>/notice.docx", views_doings.notice_docx, name="notice_docx"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("of/<code:code>/press/<slug:verb>/", views.press, name="press"),
    path("of/<code:code>/rate/<int:line>/<int:subject>/", views_doings.rate, name="rate"),
    path("of/<code:code>/telephone/<int:line>/", views_doings.interview, name="interview"),
    path("of/<code:code>/<slug:what>/<int:pk>/do/<slug:verb>/", views.part, name="part"),
    path("of/<code:code>/<slug:what>/<int:pk>/press/<slug:verb>/", views.press_part, name="press_part"),
]
