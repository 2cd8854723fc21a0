"""会议的页面."""

from django.urls import path

from lianxin.web.office.meetings import panels, views, views_items, views_series

__all__ = ["panels"]

app_name = "meetings"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.plan, name="plan"),
    path("held/", views.register, name="register"),
    path("of/<code:code>/", views.meeting, name="meeting"),
    path("of/<code:code>/print/", views.print_minutes, name="print"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("items/", views_items.items, name="items"),
    path("items/<code:code>/", views_items.item, name="item"),
    path("items/<code:code>/do/<slug:verb>/", views_items.deed, name="item_deed"),
    path("series/", views_series.series_list, name="series_list"),
    path("series/new/", views_series.set_series, name="set_series"),
    path("series/<code:code>/", views_series.series, name="series"),
    path("series/<code:code>/end/", views_series.end_series, name="end_series"),
    path("meter/", views_series.meter, name="meter"),
    path("meter/<slug:counted>/<slug:which>/", views_series.behind, name="behind"),
    path("meter/set/", views_series.set_budget, name="set_budget"),
]
