"""走访活动的页面."""

from django.urls import path

from lianxin.web.office.drives import panels, views, views_plan

__all__ = ["panels"]

app_name = "drives"
urlpatterns = [
    path("", views.index, name="index"),
    path("rounds/", views.rounds, name="rounds"),
    path("actions/", views.actions, name="actions"),
    path("new/", views_plan.plan, name="plan"),
    path("of/<code:code>/", views.drive, name="drive"),
    path("of/<code:code>/paper/", views.paper, name="paper"),
    path("of/<code:code>/behind/<slug:measure>/", views.behind, name="behind"),
    path("of/<code:code>/revise/", views_plan.revise, name="revise"),
    path("of/<code:code>/parts/", views_plan.parts, name="parts"),
    path("of/<code:code>/do/<slug:verb>/", views_plan.deed, name="deed"),
    path("enter/<code:code>/", views_plan.enter, name="enter"),
    path("of/<code:code>/out/<code:concern>/", views_plan.take_out, name="take_out"),
]
