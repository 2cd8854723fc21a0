"""评议统计单的页面."""

from django.urls import path

from lianxin.web.office.statforms import panels, views, views_sum

__all__ = ["app_name", "panels", "urlpatterns"]

app_name = "statforms"
urlpatterns = [
    path("", views.index, name="index"),
    path("open/<code:code>/", views.open_form, name="open"),
    path("sum/", views_sum.rolled_up, name="sum"),
    path("sum/docx/", views_sum.sum_docx, name="sum_docx"),
    path("sum/xlsx/", views_sum.sum_xlsx, name="sum_xlsx"),
    path("<code:code>/", views.form, name="form"),
    path("<code:code>/words/", views.words, name="words"),
    path("<code:code>/sign/", views.sign, name="sign"),
    path("<code:code>/behind/", views.behind, name="behind"),
    path("<code:code>/docx/", views.docx, name="docx"),
    path("<code:code>/xlsx/", views.xlsx, name="xlsx"),
]
