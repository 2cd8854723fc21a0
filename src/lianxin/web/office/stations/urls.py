"""群众工作站的页面."""

from django.urls import path

from lianxin.web.office.stations import panels, views, views_boards, views_contacts, views_offices, views_ready

__all__ = ["panels"]

app_name = "stations"
urlpatterns = [
    path("", views.index, name="index"),
    path("missing/", views.missing, name="missing"),
    path("new/", views.open_new, name="open"),
    path("all/", views.open_all, name="open_all"),
    path("of/<int:pk>/", views.station, name="station"),
    path("of/<int:pk>/do/<slug:verb>/", views.deed, name="deed"),
    path("of/<int:pk>/turns/", views.turns, name="turns"),
    path("members/<int:pk>/leave/", views.leave, name="leave"),
    path("of/<int:pk>/board/<slug:which>/", views_boards.board, name="board"),
    path("of/<int:pk>/board/<slug:which>/printed/", views_boards.printed, name="printed"),
    path("of/<int:pk>/log/", views_boards.log, name="log"),
    path("remarks/<code:code>/withdraw/", views_boards.withdraw, name="withdraw_remark"),
    path("readiness/", views_ready.readiness, name="readiness"),
    path("readiness/list/", views_ready.set_list, name="set_list"),
    path("readiness/<int:pk>/", views_ready.lacking, name="lacking"),
    path("of/<int:pk>/look/", views_ready.look, name="look"),
    path("contacts/", views_contacts.contacts, name="contacts"),
    path("contacts/print/", views_contacts.print_contacts, name="print_contacts"),
    path("contacts/gaps/", views_contacts.gaps, name="gaps"),
    path("contacts/new/", views_contacts.name_contact, name="name_contact"),
    path("contacts/<code:code>/end/", views_contacts.end_contact, name="end_contact"),
    path("groups/<int:pk>/", views_contacts.groups, name="groups"),
    path("import/<slug:what>/", views_contacts.bring_in, name="import"),
    path("offices/", views_offices.offices, name="offices"),
    path("offices/new/", views_offices.set_up, name="set_up_office"),
    path("offices/<code:code>/", views_offices.office, name="office"),
    path("offices/<code:code>/do/<slug:verb>/", views_offices.deed, name="office_deed"),
    path("office-members/<int:pk>/leave/", views_offices.leave, name="leave_office"),
]
