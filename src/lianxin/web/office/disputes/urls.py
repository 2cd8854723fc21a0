"""矛盾纠纷的页面."""

from django.urls import path

from lianxin.web.office.disputes import panels, views, views_sweeps

__all__ = ["panels"]

app_name = "disputes"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.record, name="record"),
    path("print/", views.print_ledger, name="print"),
    path("xlsx/", views.xlsx, name="xlsx"),
    path("sweeps/", views_sweeps.sweeps, name="sweeps"),
    path("sweeps/new/", views_sweeps.sweep_new, name="sweep_new"),
    path("erase/", views_sweeps.erase, name="erase"),
    path("concern/<code:code>/", views.from_concern, name="from_concern"),
    path("of/<code:code>/", views.dispute, name="dispute"),
    path("of/<code:code>/open/", views.open_one, name="open"),
    path("of/<code:code>/paper/", views.paper, name="paper"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
