"""报送要求的页面."""

from django.urls import path

from lianxin.web.office.asking import panels, views, views_answers, views_burden, views_items

__all__ = ["panels"]

app_name = "asking"
urlpatterns = [
    path("", views.index, name="index"),
    path("ours/", views.ours, name="ours"),
    path("above/", views.above, name="above"),
    path("new/", views.draft, name="draft"),
    path("of/<code:code>/", views.one, name="one"),
    path("of/<code:code>/change/", views.change, name="change"),
    path("of/<code:code>/add/", views_items.add, name="add"),
    path("of/<code:code>/items/<int:pk>/", views_items.decide, name="decide"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("of/<code:code>/table/", views_answers.table, name="table"),
    path("of/<code:code>/xlsx/", views_answers.xlsx, name="xlsx"),
    path("of/<code:code>/docx/", views_answers.docx, name="docx"),
    path("sheets/<code:code>/", views_answers.sheet, name="sheet"),
    path("burden/", views_burden.burden, name="burden"),
    path("burden/list/", views_burden.behind, name="behind"),
    path("burden/month/", views_burden.month, name="month"),
    path("burden/month/docx/", views_burden.docx, name="month_docx"),
    path("burden/limits/", views_burden.budget, name="budget"),
]
