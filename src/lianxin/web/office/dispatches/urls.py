"""发文的页面."""

from django.urls import path

from lianxin.web.office.dispatches import panels, views

__all__ = ["panels"]

app_name = "dispatches"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.register, name="register"),
    path("signs/", views.signs, name="signs"),
    path("print/", views.print_register, name="print"),
    path("xlsx/", views.xlsx, name="xlsx"),
    path("of/<code:code>/", views.dispatch, name="dispatch"),
    path("of/<code:code>/void/", views.void, name="void"),
    path("of/<code:code>/file/", views.keep, name="keep"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
]
