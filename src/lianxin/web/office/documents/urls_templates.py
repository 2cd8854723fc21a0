"""公文模板的地址, under documents/templates/."""

from django.urls import path

from lianxin.web.office.documents import views_templates

urlpatterns = [
    path("", views_templates.index, name="templates"),
    path("new/", views_templates.new, name="template_new"),
    path("sample/", views_templates.sample, name="template_sample"),
    path("of/<code:code>/", views_templates.template, name="template"),
    path("of/<code:code>/file/", views_templates.file, name="template_file"),
    path("of/<code:code>/try/<code:document>/", views_templates.try_out, name="template_try"),
    path("of/<code:code>/do/<slug:verb>/", views_templates.deed, name="template_deed"),
]
