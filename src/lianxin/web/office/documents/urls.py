"""公文的页面."""

from django.urls import include, path

from lianxin.web.office.documents import (
    panels,
    starting,
    urls_templates,
    views,
    views_pages,
    views_signing,
    views_versions,
    views_writing,
)

__all__ = ["panels", "starting"]

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("keep/", views.keep, name="keep"),
    path("budget/", views_pages.budget, name="budget"),
    path("templates/", include(urls_templates)),
    path("of/<code:code>/", views.document, name="document"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/edit/", views_writing.edit, name="edit"),
    path("of/<code:code>/word/", views_writing.word, name="word"),
    path("of/<code:code>/refresh/", views_writing.refresh, name="refresh"),
    path("of/<code:code>/persons/", views_writing.persons, name="persons"),
    path("of/<code:code>/mend/<slug:key>/", views_writing.mend, name="mend"),
    path("of/<code:code>/waive/<slug:key>/", views_writing.waive, name="waive"),
    path("of/<code:code>/versions/", views_versions.versions, name="versions"),
    path("of/<code:code>/versions/<int:number>/", views_versions.version, name="version"),
    path("of/<code:code>/diff/", views_versions.diff, name="diff"),
    path("of/<code:code>/files/<int:pk>/", views_versions.kept_file, name="file"),
    path("of/<code:code>/do/<slug:verb>/", views_signing.deed, name="deed"),
    path("pages/<code:code>/", views_pages.page, name="page"),
    path("pages/<code:code>/do/<slug:verb>/", views_pages.page_deed, name="page_deed"),
    path("pages/<code:code>/pictures/<int:number>/", views_pages.picture, name="picture"),
]
