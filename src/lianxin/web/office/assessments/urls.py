"""考核的页面."""

from django.urls import path

from lianxin.web.office.assessments import panels, views, views_schemes, views_sheets

__all__ = ["panels"]

app_name = "assessments"
urlpatterns = [
    path("", views.index, name="index"),
    path("runs/new/", views.draft, name="draft"),
    path("runs/<code:code>/", views.run, name="run"),
    path("runs/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("runs/<code:code>/bands/", views.bands, name="bands"),
    path("runs/<code:code>/verify/", views.verify, name="verify"),
    path("runs/<code:code>/xlsx/", views.xlsx, name="xlsx"),
    path("schemes/", views_schemes.index, name="schemes"),
    path("schemes/new/", views_schemes.draft, name="scheme_draft"),
    path("schemes/<int:pk>/", views_schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/do/<slug:verb>/", views_schemes.deed, name="scheme_deed"),
    path("of/<code:code>/", views_sheets.sheet, name="sheet"),
    path("of/<code:code>/confirm/", views_sheets.confirm, name="confirm"),
    path("of/<code:code>/part/", views_sheets.part, name="part"),
    path("of/<code:code>/items/<int:pk>/object/", views_sheets.raise_objection, name="object"),
    path("objections/", views_sheets.objections, name="objections"),
    path("objections/<int:pk>/", views_sheets.decide, name="decide"),
    path("objections/<int:pk>/withdraw/", views_sheets.withdraw, name="withdraw"),
]
