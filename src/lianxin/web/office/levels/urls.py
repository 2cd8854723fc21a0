"""上下级转办的页面."""

from django.urls import path

from lianxin.web.office.levels import panels, views, views_up  # noqa: F401  (panels declare themselves)

app_name = "levels"
urlpatterns = [
    path("", views.index, name="index"),
    path("enter/", views.enter, name="enter"),
    path("orders/<code:code>/", views.order, name="order"),
    path("orders/<code:code>/give-back/", views.give_back, name="give_back"),
    path("orders/<code:code>/print/", views.print_answer, name="print_answer"),
    path("orders/<code:code>/letter/", views.letter, name="letter"),
    path("submissions/", views_up.submissions, name="submissions"),
    path("submissions/print/", views_up.print_submissions, name="print_submissions"),
    path("report/", views_up.report, name="report"),
    path("submit/<code:code>/", views_up.submit, name="submit"),
    path("submissions/<code:code>/", views_up.submission, name="submission"),
    path("submissions/<code:code>/receive/", views_up.receive, name="receive"),
    path("submissions/<code:code>/decide/", views_up.decide, name="decide"),
    path("submissions/<code:code>/hand-back/", views_up.hand_back, name="hand_back"),
    path("submissions/<code:code>/withdraw/", views_up.withdraw, name="withdraw"),
]
