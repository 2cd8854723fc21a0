"""走访任务的页面."""

from django.urls import path

from lianxin.web.office.quotas import panels, views, views_checks, views_draft, views_sets, views_team

__all__ = ["panels"]

app_name = "quotas"
urlpatterns = [
    path("", views.index, name="index"),
    path("duty/<code:code>/<slug:clause>/", views.duty, name="duty"),
    path("rules/", views_sets.rules, name="rules"),
    path("rules/new/", views_draft.start, name="start"),
    path("rules/of/<code:code>/", views_sets.rule_set, name="rule_set"),
    path("rules/of/<code:code>/again/", views_draft.again, name="again"),
    path("rules/of/<code:code>/edit/", views_draft.edit, name="edit"),
    path("rules/of/<code:code>/clause/", views_draft.write, name="write"),
    path("rules/of/<code:code>/clause/<slug:clause>/", views_draft.rewrite, name="rewrite"),
    path("rules/of/<code:code>/clause/<slug:clause>/remove/", views_draft.remove, name="remove"),
    path("rules/of/<code:code>/approve/", views_draft.approve, name="approve"),
    path("rules/of/<code:code>/drop/", views_draft.drop, name="drop"),
    path("rules/of/<code:code>/withdraw/", views_sets.withdraw, name="withdraw"),
    path("rules/of/<code:code>/people/", views_sets.people, name="people"),
    path("rules/of/<code:code>/people/<int:pk>/end/", views_sets.end_member, name="end_member"),
    path("team/", views_team.team, name="team"),
    path("team/<int:pk>/", views_team.person, name="person"),
    path("team/<int:pk>/<code:code>/<slug:clause>/", views_team.person_duty, name="person_duty"),
    path("checks/", views_checks.checks, name="checks"),
    path("checks/new/", views_checks.check, name="check"),
    path("checks/of/<code:code>/", views_checks.check_record, name="check_record"),
    path("terms/", views_checks.terms, name="terms"),
]
