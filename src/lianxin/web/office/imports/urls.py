"""导入台账."""

from django.urls import path

from lianxin.web.office.imports import views, views_exports, views_takings

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("draft/<slug:token>/", views.draft, name="draft"),
    path("draft/<slug:token>/drop/", views.drop, name="drop"),
    path("sample/<slug:kind>/", views_takings.sample, name="sample"),
    path("sample/<slug:kind>/<slug:which>/", views_takings.example, name="example"),
    path("file/<slug:token>/", views_takings.taking, name="taking"),
    path("file/<slug:token>/drop/", views_takings.drop, name="drop_taking"),
    path("file/<slug:token>/rejected/", views_takings.rejected, name="taking_rejected"),
    path("file/<slug:token>/undo/", views_takings.undo, name="undo_taking"),
    path("file/<slug:token>/slips/", views_takings.slips, name="slips"),
    path("export/<slug:kind>/", views_exports.export, name="export"),
    path("export/<slug:kind>/along/", views_exports.ask, name="ask_export"),
    path("along/<code:code>/", views_exports.take, name="take_export"),
    path("batch/<int:pk>/", views.batch, name="batch"),
    path("batch/<int:pk>/rejected/", views.rejected, name="rejected"),
    path("batch/<int:pk>/undo/", views.undo, name="undo"),
]
