"""群众的页面: no account; four doors and what stands behind them."""

from django.urls import path

from lianxin.web.public import (
    asking,
    catalogue,
    receiving,
    results,
    told,
    views,
    views_ledger,
    views_own,
    voting,
    voting_blind,
)

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("submit/", views.submit, name="submit"),
    path("receipt/", views.receipt, name="receipt"),
    path("follow/", views.follow, name="follow"),
    path("rate/", views.rate, name="rate"),
    path("open/", views.published, name="open"),
    path("open/ledger/", views_ledger.ledger, name="ledger"),
    path("open/ledger/<slug:code>/", views_ledger.published_item, name="published_item"),
    path("open/adopted/", views_ledger.adopted, name="adopted"),
    path("open/data/", views_ledger.data, name="data"),
    path("open/data/published.json", views_ledger.ledger_json, name="ledger_json"),
    path("open/data/published.csv", views_ledger.ledger_csv, name="ledger_csv"),
    path("follow/consent/", views_own.consent, name="consent"),
    path("follow/photos/", views_own.attach, name="attach"),
    path("follow/disturbed/", views_own.disturbed, name="disturbed"),
    path("open/results/", results.results, name="results"),
    path("open/results/<code:code>/", results.result, name="result"),
    path("open/results/briefs/<code:code>/", results.brief, name="result_brief"),
    path("open/<int:pk>/", views.township, name="township"),
    path("reception/", receiving.reception, name="reception"),
    path("guide/", catalogue.guide, name="guide"),
    path("windows/<int:pk>/", catalogue.window, name="window"),
    path("ask/<slug:code>/", asking.questionnaire, name="questionnaire"),
    path("vote/", voting.vote, name="vote"),
    path("vote/verify_board.py", voting.verifier, name="vote_verifier"),
    path("vote/<code:code>/", voting.ballot, name="ballot"),
    path("vote/<code:code>/board/", voting.board, name="board"),
    path("vote/<code:code>/board.json", voting.board_json, name="board_json"),
    path("credential/<code:code>/", voting_blind.credential, name="credential"),
    path("credential/<code:code>/issue/", voting_blind.issue, name="issue"),
    path("answer/", told.answer, name="answer"),
    path("open/told/", told.told, name="told"),
    path("privacy/", views.privacy, name="privacy"),
]
