"""督办积案的页面."""

from django.urls import path

from lianxin.web.office.supervision import (  # noqa: F401  (panels declare themselves)
    panels,
    views,
    views_cases,
    views_corrections,
    views_look,
)

app_name = "supervision"
urlpatterns = [
    path("", views.index, name="index"),
    path("issue/", views.issue, name="issue"),
    path("orders/<code:code>/", views.order, name="order"),
    path("orders/<code:code>/print/", views.print_order, name="print_order"),
    path("orders/<code:code>/paper/", views.paper, name="paper"),
    *(
        path(f"orders/<code:code>/{verb.replace('_', '-')}/", views.deed, {"verb": verb}, name=verb)
        for verb in views.DEEDS
    ),
    path("cases/", views_cases.cases, name="cases"),
    path("cases/print/", views_cases.print_cases, name="print_cases"),
    path("cases/<code:code>/", views_cases.case, name="case"),
    path("cases/<code:code>/declare/", views_cases.declare, name="declare"),
    path("cases/<code:code>/lead/", views_cases.lead, name="lead"),
    path("cases/<code:code>/note/", views_cases.note, name="note"),
    path("corrections/", views_corrections.corrections, name="corrections"),
    path("corrections/issue/", views_corrections.correct, name="correct"),
    path("corrections/<code:code>/", views_corrections.correction, name="correction"),
    path("corrections/<code:code>/paper/", views_corrections.paper_correction, name="paper_correction"),
    *(
        path(f"corrections/<code:code>/{verb.replace('_', '-')}/", views_corrections.deed, {"verb": verb}, name=name)
        for verb, name in views_corrections.NAMES.items()
    ),
    path("stuck/", views_look.stuck, name="stuck"),
    path("where/", views_look.where, name="where"),
    path("matters/", views_look.matters, name="matters"),
    path("ladder/", views_look.ladder, name="ladder"),
    path("ladder/<slug:step>/", views_look.set_step, name="set_step"),
]
