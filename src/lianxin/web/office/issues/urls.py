"""热点的页面."""

from django.urls import path

from lianxin.web.office.issues import panels, views, views_deeds, views_projects

__all__ = ["app_name", "panels", "urlpatterns"]
app_name = "issues"
urlpatterns = [
    path("", views.index, name="index"),
    path("run/", views.run, name="run"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("groups/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("hints/", views.hints, name="hints"),
    path("alike/<code:code>/", views.alike, name="alike"),
    path("season/", views_projects.season, name="season"),
    path("month/", views_projects.month, name="month"),
    path("month/docx/", views_projects.month_docx, name="month_docx"),
    path("advice/", views_projects.advice, name="advice"),
    path("advice/train/", views_projects.train, name="train"),
    path("projects/", views_projects.projects, name="projects"),
    path("projects/start/", views_projects.start, name="start"),
    path("projects/<int:pk>/", views_projects.project, name="project"),
    path("projects/<int:pk>/measure/", views_projects.measure, name="measure"),
    path("projects/<int:pk>/measures/<int:measure_pk>/finish/", views_projects.finish, name="finish"),
    path("projects/<int:pk>/end/", views_projects.end, name="end"),
    path("projects/<int:pk>/<slug:month>/", views_projects.project_month, name="project_month"),
    path("<int:pk>/", views.issue, name="issue"),
    path("<int:pk>/rename/", views_deeds.rename, name="rename"),
    path("<int:pk>/source/", views_deeds.set_source, name="set_source"),
    path("<int:pk>/analyse/", views_deeds.analyse, name="analyse"),
    path("<int:pk>/close/", views_deeds.close, name="close"),
    path("<int:pk>/take-in/", views_deeds.take_in, name="take_in"),
    path("<int:pk>/take-out/<code:code>/", views_deeds.take_out, name="take_out"),
    path("<int:pk>/print/", views_projects.print_issue, name="print"),
    path("<int:pk>/docx/", views_projects.issue_docx, name="docx"),
]
