"""挂钩结对的页面."""

from django.urls import path

from lianxin.web.office.pairings import panels, views, views_experts, views_lists, views_postings

__all__ = ["panels"]

app_name = "pairings"
urlpatterns = [
    path("", views.index, name="index"),
    path("mine/", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("table/", views_lists.table, name="table"),
    path("coverage/", views_lists.gaps, name="coverage"),
    path("coverage/households/", views_lists.uncovered, name="uncovered"),
    path("print/", views_lists.print_sheet, name="print"),
    path("xlsx/", views_lists.xlsx, name="xlsx"),
    path("import/", views_lists.bring_in, name="import"),
    path("rules/", views_lists.rules, name="rules"),
    path("rules/set/", views_lists.set_rule, name="set_rule"),
    path("postings/", views_postings.postings, name="postings"),
    path("postings/new/", views_postings.send_out, name="send_out"),
    path("postings/<code:code>/", views_postings.posting, name="posting"),
    path("postings/<code:code>/end/", views_postings.call_back, name="call_back"),
    path("postings/<code:code>/leave/", views_postings.ask_leave, name="ask_leave"),
    path("leaves/", views_postings.leaves, name="leaves"),
    path("leaves/<code:code>/", views_postings.leave, name="leave"),
    path("leaves/<code:code>/do/<slug:verb>/", views_postings.leave_deed, name="leave_deed"),
    path("experts/", views_experts.experts, name="experts"),
    path("experts/new/", views_experts.register, name="register"),
    path("experts/match/", views_experts.match, name="match"),
    path("experts/<code:code>/", views_experts.expert, name="expert"),
    path("experts/<code:code>/edit/", views_experts.change, name="change"),
    path("experts/<code:code>/consent/", views_experts.consent, name="consent"),
    path("experts/<code:code>/take-back/", views_experts.take_back, name="take_back"),
    path("experts/<code:code>/end/", views_experts.end, name="end_expert"),
    path("<code:code>/", views.pairing, name="pairing"),
    path("<code:code>/end/", views.end, name="end"),
    path("<code:code>/hand-over/", views.hand_over, name="hand_over"),
    path("<code:code>/talk/", views.talk, name="talk"),
]
