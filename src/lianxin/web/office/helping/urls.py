"""帮扶的页面."""

from django.urls import path

from lianxin.web.office.helping import panels, views, views_funds, views_goals, views_items, views_projects

__all__ = ["panels"]

app_name = "helping"
urlpatterns = [
    path("", views.index, name="index"),
    path("ones/", views.ones, name="ones"),
    path("plans/new/", views.new, name="new"),
    path("plans/<code:code>/", views.plan, name="plan"),
    path("plans/<code:code>/change/", views.change, name="change"),
    path("plans/<code:code>/end/", views.end, name="end"),
    path("plans/<code:code>/print/", views.print_plan, name="print"),
    path("plans/<code:code>/docx/", views.docx, name="docx"),
    path("plans/<code:code>/item/", views_items.add, name="add_item"),
    path("items/<code:code>/", views_items.item, name="item"),
    path("items/<code:code>/give/", views_items.give, name="give"),
    path("items/<code:code>/drop/", views_items.drop, name="drop_item"),
    path("items/<code:code>/void/<int:pk>/", views_items.void, name="void_entry"),
    path("plans/<code:code>/goal/", views_goals.set_goal, name="set_goal"),
    path("plans/<code:code>/goal/<int:pk>/task/", views_goals.set_task, name="set_task"),
    path("tasks/<code:code>/", views_goals.finish_task, name="finish_task"),
    path("funds/", views_funds.funds, name="funds"),
    path("funds/new/", views_funds.enter, name="enter_fund"),
    path("funds/xlsx/", views_funds.xlsx, name="funds_xlsx"),
    path("funds/<code:code>/", views_funds.fund, name="fund"),
    path("funds/<code:code>/void/", views_funds.void, name="void_fund"),
    path("projects/", views_projects.projects, name="projects"),
    path("projects/new/", views_projects.apply, name="apply"),
    path("projects/<code:code>/", views_projects.project, name="project"),
    path("projects/<code:code>/correct/", views_projects.correct, name="correct_project"),
    path("projects/<code:code>/do/<slug:verb>/", views_projects.move, name="move_project"),
]
