"""走访安排的页面."""

from django.urls import path

from lianxin.web.office.planner import panels, views, views_burden, views_plans, views_team

__all__ = ["panels"]

app_name = "planner"
urlpatterns = [
    path("", views.index, name="index"),
    path("coming/", views.coming, name="coming"),
    path("next/", views.next_best, name="next"),
    path("calendar.ics", views.ics, name="ics"),
    path("new/", views_plans.make, name="make"),
    path("of/<code:code>/", views_plans.plan, name="plan"),
    path("of/<code:code>/do/<slug:verb>/", views_plans.deed, name="deed"),
    path("burden/", views_burden.burden, name="burden"),
    path("burden/<int:pk>/", views_burden.days, name="days"),
    path("burden/limit/", views_burden.limit, name="limit"),
    path("team/", views_team.team, name="team"),
    path("team/<int:pk>/", views_team.member, name="member"),
]
