"""雷同的页面."""

from django.urls import path

from lianxin.web.office.overlaps import panels, views, views_keep

__all__ = ["panels"]

app_name = "overlaps"
urlpatterns = [
    path("", views.index, name="index"),
    path("check/", views.check, name="check"),
    path("text/<slug:kind>/<code:code>/", views.text, name="text"),
    path("of/<code:code>/", views.resemblance, name="resemblance"),
    path("of/<code:code>/do/<slug:verb>/", views.settle, name="settle"),
    path("library/", views_keep.library, name="library"),
    path("library/new/", views_keep.keep_text, name="keep_text"),
    path("library/of/<code:code>/", views_keep.library_text, name="library_text"),
    path("library/of/<code:code>/withdraw/", views_keep.withdraw_text, name="withdraw_text"),
    path("idioms/", views_keep.idioms, name="idioms"),
    path("idioms/remove/", views_keep.remove_idiom, name="remove_idiom"),
]
