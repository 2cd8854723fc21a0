"""群工动态的页面."""

from django.urls import path

from lianxin.web.office.newsletters import panels, views

__all__ = ["panels"]

app_name = "newsletters"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.begin, name="begin"),
    path("of/<code:code>/", views.newsletter, name="newsletter"),
    path("of/<code:code>/add/", views.add, name="add"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/pick/<slug:kind>/<slug:one>/", views.pick, name="pick"),
    path("of/<code:code>/item/<int:pk>/", views.edit, name="edit"),
    path("of/<code:code>/item/<int:pk>/<slug:verb>/", views.order, name="order"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
