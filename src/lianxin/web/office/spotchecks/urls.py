"""走访抽查的页面."""

from django.urls import path

from lianxin.web.office.spotchecks import panels, views, views_findings

__all__ = ["panels"]

app_name = "spotchecks"
urlpatterns = [
    path("", views.index, name="index"),
    path("of-us/", views.of_us, name="of_us"),
    path("draw/", views.draw, name="draw"),
    path("visits/<code:code>/", views.look_into, name="look_into"),
    path("findings/<int:pk>/correct/", views_findings.correct, name="correct"),
    path("<code:code>/", views.check, name="check"),
    path("<code:code>/phones/", views.phones, name="phones"),
    path("<code:code>/finding/", views_findings.finding, name="finding"),
    path("<code:code>/close/", views_findings.close, name="close"),
    path("<code:code>/<int:number>/", views_findings.result, name="result"),
]
