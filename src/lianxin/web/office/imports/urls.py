"""导入台账."""

from django.urls import path

from lianxin.web.office.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("draft/<slug:token>/", views.draft, name="draft"),
    path("draft/<slug:token>/drop/", views.drop, name="drop"),
    path("batch/<int:pk>/", views.batch, name="batch"),
    path("batch/<int:pk>/rejected/", views.rejected, name="rejected"),
    path("batch/<int:pk>/undo/", views.undo, name="undo"),
]
