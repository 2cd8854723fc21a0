"""数据质量的页面."""

from django.urls import path

from lianxin.web.office.quality import panels, views, views_rules

__all__ = ["panels"]

app_name = "quality"
urlpatterns = [
    path("", views.index, name="index"),
    path("returns/", views.returns, name="returns"),
    path("returns/<str:form_code>/<slug:month>/reason/", views.reason, name="reason"),
    path("doubts/", views.doubts, name="doubts"),
    path("of/<code:code>/", views.of_return, name="return"),
    path("of/<code:code>/explain/<slug:key>/", views.explain, name="explain"),
    path("rules/", views_rules.index, name="rules"),
    path("rules/new/", views_rules.add, name="rule_new"),
    path("rules/<int:pk>/", views_rules.revise, name="rule"),
    path("rules/<int:pk>/end/", views_rules.end, name="rule_end"),
    path("secrecy/", views.secret, name="secrecy"),
]
