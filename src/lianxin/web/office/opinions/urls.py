"""意见梳理的页面."""

from django.urls import path

from lianxin.web.office.opinions import panels, views, views_deeds, views_remark, views_topics

__all__ = ["panels"]

app_name = "opinions"
urlpatterns = [
    path("", views.index, name="index"),
    path("shown/", views.shown_to_us, name="shown"),
    path("new/", views.begin, name="begin"),
    path("one/<code:code>/", views_remark.remark, name="remark"),
    path("one/<code:code>/do/<slug:verb>/", views_remark.deed, name="deed"),
    path("topics/<code:code>/", views_topics.topic, name="topic"),
    path("<code:code>/", views.collection, name="collection"),
    path("<code:code>/take-in/", views.take_in, name="take_in"),
    path("<code:code>/enter/", views.enter, name="enter"),
    path("<code:code>/report/", views.report, name="report"),
    path("<code:code>/topics/", views_topics.topics, name="topics"),
    path("<code:code>/chosen/", views_deeds.chosen, name="chosen"),
    path("<code:code>/settle/<slug:verb>/", views_deeds.settle, name="settle"),
    path("<code:code>/rectify/", views_deeds.rectify, name="rectify"),
    path("<code:code>/show/", views_deeds.show, name="show"),
    path("<code:code>/split/", views_deeds.split, name="split"),
]
