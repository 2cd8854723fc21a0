"""整改的页面."""

from django.urls import path

from lianxin.web.office.rectification import panels, views, views_notices, views_talks

__all__ = ["app_name", "panels", "urlpatterns"]

app_name = "rectification"
urlpatterns = [
    path("", views.index, name="index"),
    path("print/", views.print_ledger, name="print"),
    path("xlsx/", views.xlsx, name="xlsx"),
    path("docx/", views.docx, name="docx"),
    path("issue/", views.issue, name="issue"),
    path("talks/", views_talks.talks, name="talks"),
    path("talks/plan/", views_talks.plan, name="plan"),
    path("talks/plans/<code:code>/", views_talks.talk_plan, name="talk_plan"),
    path("talks/plans/<code:code>/pair/", views_talks.pair, name="pair"),
    path("talks/plans/<code:code>/docx/", views_talks.plan_docx, name="plan_docx"),
    path("talks/<code:code>/", views_talks.talk, name="talk"),
    path("talks/<code:code>/hold/", views_talks.hold, name="hold"),
    path("talks/<code:code>/on-paper/", views_talks.on_paper, name="on_paper"),
    path("talks/<code:code>/drop/", views_talks.drop, name="drop"),
    path("talks/<code:code>/docx/", views_talks.talk_docx, name="talk_docx"),
    path("notices/", views_notices.notices, name="notices"),
    path("notices/prepare/", views_notices.prepare, name="prepare"),
    path("notices/<code:code>/", views_notices.notice, name="notice"),
    path("notices/<code:code>/docx/", views_notices.notice_docx, name="notice_docx"),
    path("notices/<code:code>/take-down/", views_notices.take_down_notice, name="take_down_notice"),
    path("<code:code>/", views.item, name="item"),
    path("<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
