"""封存的页面."""

from django.urls import path

from lianxin.web.office.freezes import views, views_lists

app_name = "freezes"
urlpatterns = [
    path("", views.index, name="index"),
    path("late/", views_lists.late, name="late"),
    path("late/xlsx/", views_lists.late_xlsx, name="late_xlsx"),
    path("sets/<slug:kind>/<slug:key>/", views.one_set, name="set"),
    path("sets/<slug:kind>/<slug:key>/check/", views.check, name="check"),
    path("of/<code:number>/", views.figure, name="figure"),
    path("of/<code:number>/note/", views.note, name="note"),
    path("of/<code:number>/records/", views_lists.records, name="records"),
    path("of/<code:number>/tree/", views_lists.tree, name="tree"),
]
