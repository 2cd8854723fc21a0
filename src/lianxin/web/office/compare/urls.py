"""对比的页面."""

from django.urls import path

from lianxin.web.office.compare import views

app_name = "compare"
urlpatterns = [
    path("", views.index, name="index"),
    path("map/", views.tree_map, name="map"),
    path("export/<slug:view>/", views.export, name="export"),
]
