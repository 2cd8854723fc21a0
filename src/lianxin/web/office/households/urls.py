"""户与困难户的页面."""

from django.urls import path

from lianxin.web.office.households import panels, views, views_files, views_needs

__all__ = ["panels"]

app_name = "households"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("print/", views_files.print_register, name="print"),
    path("import/", views_files.bring_in, name="import"),
    path("import/form/", views_files.blank, name="blank"),
    path("needs/", views_needs.ledger, name="needs"),
    path("needs/print/", views_files.print_needs, name="print_needs"),
    path("needs/xlsx/", views_files.needs_xlsx, name="needs_xlsx"),
    path("needs/<code:code>/review/", views_needs.review, name="review"),
    path("needs/<code:code>/end/", views_needs.end, name="end"),
    path("erasing/", views_needs.erasing, name="erasing"),
    path("<code:code>/", views.household, name="household"),
    path("<code:code>/open/", views.open_one, name="open"),
    path("<code:code>/edit/", views.edit, name="edit"),
    path("<code:code>/leave/", views.leave, name="leave"),
    path("<code:code>/need/", views_needs.note, name="note"),
    path("<code:code>/trust/", views.entrust, name="entrust"),
    path("<code:code>/trust/<int:pk>/end/", views.end_trust, name="end_trust"),
]
