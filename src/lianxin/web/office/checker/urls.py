"""核对."""

from django.urls import path

from lianxin.web.office.checker import views, views_batch, views_text

app_name = "checker"
urlpatterns = [
    path("", views.index, name="index"),
    path("again/", views.again, name="again"),
    path("download/", views.download, name="download"),
    path("batch/", views_batch.batches, name="batches"),
    path("batch/<code:code>/", views_batch.batch, name="batch"),
    path("batch/<code:code>/go-on/", views_batch.go_on, name="go_on"),
    path("batch/<code:code>/delete/", views_batch.delete, name="delete"),
    path("batch/<code:code>/download/", views_batch.download, name="batch_download"),
    path("batch/<code:code>/<int:number>/", views_text.text, name="text"),
    path("batch/<code:code>/<int:number>/marked/", views_text.marked, name="marked"),
]
