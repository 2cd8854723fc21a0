"""情况报告的页面."""

from django.urls import path

from lianxin.web.office.statements import panels, views, views_write

__all__ = ["panels"]

app_name = "statements"
urlpatterns = [
    path("", views.index, name="index"),
    path("submitted/", views.submitted, name="submitted"),
    path("new/", views_write.new, name="new"),
    path("four/", views.four, name="four"),
    path("four/plan/", views_write.four_plan, name="four_plan"),
    path("four/<slug:figure>/", views.four_behind, name="four_behind"),
    path("of/<code:code>/", views.statement, name="statement"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/sources/", views.sources, name="sources"),
    path("of/<code:code>/behind/<slug:figure>/", views.behind, name="behind"),
    path("of/<code:code>/edit/", views_write.edit, name="edit"),
    path("of/<code:code>/submit/", views_write.submit, name="submit"),
    path("of/<code:code>/back/", views_write.take_back, name="take_back"),
    path("of/<code:code>/discard/", views_write.discard, name="discard"),
]
