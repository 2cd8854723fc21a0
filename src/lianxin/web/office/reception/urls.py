"""接待日的页面. A session is named by its random code, a rule and a meeting by their key."""

from django.urls import path

from lianxin.web.office.reception import panels, views, views_office, views_rules  # noqa: F401  (panels declare themselves)
from lianxin.web.office.reception.book import views as views_book
from lianxin.web.office.reception.book import views_answers

app_name = "reception"
urlpatterns = [
    path("", views.index, name="index"),
    path("sessions.ics", views.ics, name="ics"),
    path("mailbox/", views_office.mailbox, name="mailbox"),
    path("rules/", views_rules.rules, name="rules"),
    path("rules/new/", views_rules.create_rule, name="create_rule"),
    path("rules/<int:pk>/", views_rules.rule, name="rule"),
    path("rules/<int:pk>/edit/", views_rules.edit_rule, name="edit_rule"),
    path("rules/<int:pk>/plan/", views_rules.plan, name="plan"),
    path("rules/<int:pk>/end/", views_rules.end_rule, name="end_rule"),
    path("rules/<int:pk>/list/", views_rules.list_person, name="list_person"),
    path("rules/<int:pk>/unlist/<int:person>/", views_rules.unlist_person, name="unlist_person"),
    path("rules/<int:pk>/notice/", views_rules.notice, name="notice"),
    path("register/", views_office.register, name="register"),
    path("register/<code:code>/transfer/", views_office.transfer, name="transfer"),
    path("agenda/", views_office.agenda, name="agenda"),
    path("agenda/print/", views_office.print_agenda, name="print_agenda"),
    path("agenda/meetings/", views_office.name_meeting, name="name_meeting"),
    path("agenda/pack/", views_office.pack, name="pack"),
    path("agenda/pack/<int:pk>/<slug:on>/", views_office.pack_paper, name="pack_paper"),
    path("agenda/<code:code>/decide/", views_office.decide, name="decide"),
    path("concerns/<code:code>/reply/", views_answers.reply, name="reply"),
    path("concerns/<code:code>/letter/", views_answers.letter, name="letter"),
    path("<code:code>/", views.session, name="session"),
    path("<code:code>/print/", views.print_book, name="print_book"),
    path("<code:code>/enter/", views_book.enter, name="enter"),
    path("<code:code>/complete/", views_book.complete, name="complete"),
    path("<code:code>/hand-over/", views_book.hand_over, name="hand_over"),
    path("<code:code>/receive/", views_book.receive, name="receive"),
    path("<code:code>/substitute/", views_book.substitute, name="substitute"),
    path("<code:code>/swap/", views_book.swap, name="swap"),
    path("<code:code>/call-off/", views_book.call_off, name="call_off"),
]
