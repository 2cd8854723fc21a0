"""评议结果的页面."""

from django.urls import path

from lianxin.web.office.results import panels, views, views_after

__all__ = ["panels"]

app_name = "results"
urlpatterns = [
    path("", views.index, name="index"),
    path("briefs/", views_after.briefs, name="briefs"),
    path("briefs/<code:code>/", views_after.brief, name="brief"),
    path("briefs/<code:code>/publish/", views_after.publish_brief, name="publish_brief"),
    path("briefs/<code:code>/docx/", views_after.brief_docx, name="brief_docx"),
    path("examples/", views_after.examples, name="examples"),
    path("examples/<int:pk>/", views_after.decide, name="decide"),
    path("count/<code:code>/", views.settle, name="settle"),
    path("<code:code>/", views.result, name="result"),
    path("<code:code>/publish/", views.publish, name="publish"),
    path("<code:code>/notice/", views.notice, name="notice"),
    path("<code:code>/poster/", views.poster, name="poster"),
    path("<code:code>/record/", views.record, name="record"),
    path("<code:code>/export/", views.export, name="export"),
    path("<code:code>/nominate/<slug:subject>/", views_after.nominate, name="nominate"),
]
