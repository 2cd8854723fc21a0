"""常用数表的页面."""

from django.urls import path

from lianxin.web.office.tables import views

app_name = "tables"
urlpatterns = [
    path("", views.index, name="index"),
    path("save/", views.save, name="save"),
    path("<code:code>/", views.table, name="table"),
    path("<code:code>/file/", views.file, name="file"),
    path("<code:code>/change/", views.change, name="change"),
    path("<code:code>/delete/", views.delete, name="delete"),
    path("<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
