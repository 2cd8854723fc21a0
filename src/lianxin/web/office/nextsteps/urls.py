"""下步打算的页面."""

from django.urls import path

from lianxin.web.office.nextsteps import panels, views

__all__ = ["panels"]

app_name = "nextsteps"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.add, name="add"),
    path("take/", views.take, name="take"),
    path("print/", views.print_ledger, name="print"),
    path("docx/", views.docx, name="docx"),
    path("xlsx/", views.xlsx, name="xlsx"),
    path("of/<code:code>/", views.step, name="step"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
