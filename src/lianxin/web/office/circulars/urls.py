"""督查通报的页面."""

from django.urls import path

from lianxin.web.office.circulars import panels, views, views_burden, views_checks, views_findings, views_write

__all__ = ["panels"]

app_name = "circulars"
urlpatterns = [
    path("", views.index, name="index"),
    path("checks/", views_checks.checks, name="checks"),
    path("checks/new/", views_checks.choose, name="choose"),
    path("checks/new/<int:pk>/", views_checks.record, name="record"),
    path("checks/leader/", views_checks.record_leader, name="record_leader"),
    path("checks/of/<code:code>/", views_checks.inspection, name="inspection"),
    path("checks/of/<code:code>/do/<slug:verb>/", views_checks.deed, name="inspection_deed"),
    path("leaders/", views_burden.leaders, name="leaders"),
    path("burden/", views_burden.burden, name="burden"),
    path("findings/", views_findings.findings, name="findings"),
    path("findings/of/<code:code>/", views_findings.finding, name="finding"),
    path("findings/of/<code:code>/do/<slug:verb>/", views_findings.deed, name="finding_deed"),
    path("new/", views_write.new, name="new"),
    path("of/<code:code>/", views.circular, name="circular"),
    path("of/<code:code>/print/", views.print_circular, name="print"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/behind/<slug:figure>/", views.behind, name="behind"),
    path("of/<code:code>/edit/", views_write.edit, name="edit"),
    path("of/<code:code>/leave/<code:finding>/", views_write.leave_out, name="leave_out"),
    path("of/<code:code>/do/<slug:verb>/", views_write.deed, name="deed"),
]
