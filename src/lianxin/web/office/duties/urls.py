"""责任清单与分办的页面."""

from django.urls import path

from lianxin.web.office.duties import panels, views, views_deeds, views_draft, views_several, views_steps  # noqa: F401

app_name = "duties"
urlpatterns = [
    path("", views.index, name="index"),
    path("list/<int:version>/", views.rules, name="rules"),
    path("list/<int:version>/export/", views.export, name="export"),
    path("list/<int:version>/compare/", views.compare, name="compare"),
    path("coverage/", views.coverage, name="coverage"),
    path("outside/", views.outside, name="outside"),
    path("objections/", views.objections, name="objections"),
    path("several/", views_several.several, name="several"),
    path("mine/", views_steps.mine, name="mine"),
    path("steps/", views_steps.steps, name="steps"),
    path("of/<code:code>/keep/", views_steps.keep, name="keep"),
    path("of/<code:code>/tick/<int:pk>/", views_steps.tick, name="tick"),
    path("draft/start/", views_draft.start, name="start"),
    path("draft/", views_draft.edit, name="draft"),
    path("draft/import/", views_draft.bring_in, name="import"),
    path("draft/approve/", views_draft.approve, name="approve"),
    path("draft/drop/", views_draft.drop, name="drop"),
    path("draft/remove/<int:pk>/", views_draft.remove, name="remove"),
    path("of/<code:code>/help/", views_deeds.ask_help, name="ask_help"),
    path("of/<code:code>/progress/", views_deeds.progress, name="progress"),
    path("of/<code:code>/object/", views_deeds.raise_objection, name="object"),
    path("of/<code:code>/withdraw/<int:pk>/", views_deeds.withdraw, name="withdraw"),
    path("task/<int:pk>/acknowledge/", views_deeds.acknowledge, name="acknowledge"),
    path("task/<int:pk>/report/", views_deeds.report, name="report"),
    path("objection/<int:pk>/", views_deeds.review, name="review"),
]
