"""自定指标的页面."""

from django.urls import path

from lianxin.web.office.definitions import panels, views, views_edit  # noqa: F401  (panels: declares what waits)

app_name = "definitions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views_edit.choose, name="new"),
    path("new/<slug:source>/<slug:kind>/", views_edit.draft, name="draft"),
    path("<slug:slug>/<int:version>/", views.version, name="version"),
    path("<slug:slug>/<int:version>/edit/", views_edit.edit, name="edit"),
    path("<slug:slug>/<int:version>/try/", views_edit.try_out, name="try"),
    path("<slug:slug>/<int:version>/revise/", views_edit.revise, name="revise"),
    path("<slug:slug>/<int:version>/<slug:verb>/", views_edit.deed, name="deed"),
]
