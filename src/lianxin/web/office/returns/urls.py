"""摸底统计的页面."""

from django.urls import path

from lianxin.web.office.returns import panels, views, views_figures, views_forms, views_levels

__all__ = ["panels"]

app_name = "returns"
urlpatterns = [
    path("", views.index, name="index"),
    path("open/", views.open_month, name="open"),
    path("end/", views_levels.end, name="end"),
    path("forms/", views_forms.index, name="forms"),
    path("forms/new/", views_forms.draft, name="draft"),
    path("forms/<int:pk>/", views_forms.one, name="form"),
    path("forms/<int:pk>/start/", views_forms.start, name="start"),
    path("of/<code:code>/", views.month, name="month"),
    path("of/<code:code>/print/", views.print_month, name="print"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/xlsx/", views.xlsx, name="xlsx"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("of/<code:code>/below/", views_levels.below, name="below"),
    path("of/<code:code>/below/accept/", views_levels.accept, name="accept"),
    path("of/<code:code>/figures/<int:pk>/gap/", views_figures.gap, name="gap"),
    path("of/<code:code>/queries/<int:pk>/<slug:verb>/", views_figures.query_deed, name="query"),
    path("of/<code:code>/figures/<int:pk>/", views_figures.figure, name="figure"),
    path("of/<code:code>/figures/<int:pk>/do/<slug:verb>/", views_figures.deed, name="figure_deed"),
    path("of/<code:code>/files/<int:pk>/", views_figures.file, name="file"),
    path("of/<code:code>/draws/<int:pk>/<int:key>/", views_figures.look, name="look"),
]
