"""问卷与题库的页面."""

from django.urls import path

from lianxin.web.office.questionnaires import views, views_authoring, views_preview, views_standing

app_name = "questionnaires"
urlpatterns = [
    path("", views.index, name="index"),
    path("bank/", views.bank, name="bank"),
    path("new/", views.draw_up, name="draw_up"),
    path("import/", views.import_xlsform, name="import_xlsform"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/xlsform/", views.export_xlsform, name="export_xlsform"),
    path("<slug:code>/preview/", views_preview.preview, name="preview"),
    path("<slug:code>/author/", views_authoring.author, name="author"),
    path("<slug:code>/words/", views_authoring.words, name="words"),
    path("<slug:code>/section/", views_authoring.section, name="section"),
    path("<slug:code>/section/<slug:key>/", views_authoring.section, name="rename_section"),
    path("<slug:code>/item/", views_authoring.item, name="item"),
    path("<slug:code>/item/<slug:key>/", views_authoring.item, name="change_item"),
    path("<slug:code>/take/", views_authoring.take, name="take"),
    path("<slug:code>/approve/", views_standing.approve, name="approve"),
    path("<slug:code>/withdraw/", views_standing.withdraw, name="withdraw"),
    path("<slug:code>/revise/", views_standing.revise, name="revise"),
    path("<slug:code>/drop/", views_standing.drop, name="drop"),
    path("<slug:code>/push-down/", views_standing.push_down, name="push_down"),
    path("<slug:code>/adopt/", views_standing.adopt, name="adopt"),
    path("<slug:code>/catch-up/", views_standing.catch_up, name="catch_up"),
]
