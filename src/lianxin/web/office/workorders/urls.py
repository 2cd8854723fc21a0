"""外来工单的页面."""

from django.urls import path

from lianxin.web.office.workorders import panels, views, views_answer  # noqa: F401  (panels declare themselves)

app_name = "workorders"
urlpatterns = [
    path("", views.index, name="index"),
    path("arrivals/<slug:arrival>/", views.arrival, name="arrival"),
    path("slips/<slug:token>/", views.slip, name="slip"),
    path("slips/<slug:token>/aside/", views.aside, name="aside"),
    path("slips/<slug:token>/take-up/", views.take_up, name="take_up"),
    path("orders/<code:code>/", views_answer.answer, name="answer"),
    path("orders/<code:code>/sheet/", views_answer.take_out, name="take_out"),
]
