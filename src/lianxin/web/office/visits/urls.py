"""走访的页面."""

from django.urls import path

from lianxin.web.office.visits import panels, views, views_list, views_stays

__all__ = ["app_name", "panels", "urlpatterns"]

app_name = "visits"
urlpatterns = [
    path("", views_list.index, name="index"),
    path("print/", views_list.print_ledger, name="print"),
    path("xlsx/", views_list.xlsx, name="xlsx"),
    path("new/", views.new, name="new"),
    path("of/<code:code>/", views.visit, name="visit"),
    path("of/<code:code>/finding/", views.finding, name="finding"),
    path("of/<code:code>/talk/", views.talk, name="talk"),
    path("of/<code:code>/correct/", views.correct, name="correct"),
    path("of/<code:code>/void/", views.void, name="void"),
    path("stays/", views_stays.stays, name="stays"),
    path("stays/new/", views_stays.stay_new, name="stay_new"),
    path("stays/<code:code>/void/", views_stays.stay_void, name="stay_void"),
    path("burdens/", views_stays.burdens, name="burdens"),
    path("burdens/new/", views_stays.burden_new, name="burden_new"),
    path("burdens/<code:code>/withdraw/", views_stays.burden_withdraw, name="burden_withdraw"),
]
