"""制度库, 目标, 检查频次, 对照检查, 责任人的页面."""

from django.urls import path

from lianxin.web.office.regulations import panels, views, views_aims, views_limits

__all__ = ["panels"]

app_name = "regulations"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.draft, name="draft"),
    path("wall/", views.wall, name="wall"),
    path("of/<code:code>/", views.regulation, name="regulation"),
    path("of/<code:code>/print/", views.print_version, name="print"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/compare/", views.compare, name="compare"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("targets/", views_aims.targets, name="targets"),
    path("targets/new/", views_aims.set_target, name="set_target"),
    path("targets/of/<code:code>/", views_aims.target, name="target"),
    path("targets/of/<code:code>/do/<slug:verb>/", views_aims.target_deed, name="target_deed"),
    path("targets/of/<code:code>/<int:number>/<slug:verb>/", views_aims.item_deed, name="item_deed"),
    path("responsible/", views_aims.responsibles, name="responsibles"),
    path("responsible/new/", views_aims.name_responsible, name="name_responsible"),
    path("responsible/<int:pk>/end/", views_aims.end_responsible, name="end_responsible"),
    path("cadences/", views_limits.cadences, name="cadences"),
    path("cadences/new/", views_limits.draft_cadence, name="draft_cadence"),
    path("cadences/of/<code:code>/<slug:verb>/", views_limits.cadence_deed, name="cadence_deed"),
    path("compliance/", views_limits.compliance, name="compliance"),
    path("compliance/print/", views_limits.print_compliance, name="print_compliance"),
    path("exemptions/", views_limits.exemptions, name="exemptions"),
    path("exemptions/new/", views_limits.ask, name="ask_exemption"),
    path("exemptions/of/<code:code>/<slug:verb>/", views_limits.exemption_deed, name="exemption_deed"),
]
