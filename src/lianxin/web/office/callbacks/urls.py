"""回访的页面."""

from django.urls import path

from lianxin.web.office.callbacks import panels, views, views_deeds, views_figures, views_samples, views_sms

__all__ = ["app_name", "panels", "urlpatterns"]
app_name = "callbacks"
urlpatterns = [
    path("", views.index, name="index"),
    path("asking/", views.asking, name="asking"),
    path("slips/", views.slips, name="slips"),
    path("calls/", views.calls, name="calls"),
    path("complete/", views.complete, name="complete"),
    path("dissatisfied/", views.dissatisfied, name="dissatisfied"),
    path("objections/", views.objections, name="objections"),
    path("objections/<int:pk>/", views_deeds.decide_objection, name="decide_objection"),
    path("samples/", views_samples.samples, name="samples"),
    path("samples/draw/", views_samples.draw, name="draw"),
    path("samples/<int:pk>/", views_samples.sample, name="sample"),
    path("sms/", views_sms.sms, name="sms"),
    path("sms/<int:pk>/retry/", views_sms.retry, name="retry_sms"),
    path("sms/<int:pk>/drop/", views_sms.drop, name="drop_sms"),
    path("rates/", views_figures.rates, name="rates"),
    path("compare/", views_figures.compare, name="compare"),
    path("service/", views_figures.service, name="service"),
    path("hints/", views_figures.hints, name="hints"),
    path("hints/release/", views_figures.release_hints, name="release_hints"),
    path("<code:code>/ask/", views.ask, name="ask"),
    path("<code:code>/deliver/", views_deeds.deliver, name="deliver"),
    path("<code:code>/call/", views_deeds.call_back, name="call_back"),
    path("<code:code>/review/", views_deeds.decide_exit, name="decide_exit"),
    path("<code:code>/settle/", views_deeds.settle, name="settle"),
    path("<code:code>/object/", views_deeds.object_to_rating, name="object_to_rating"),
    path("<code:code>/reissue/", views_deeds.reissue, name="reissue"),
]
