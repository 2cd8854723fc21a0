"""框架的页面: the switches of the header, 我, 意见建议, the components."""

from django.urls import path

from lianxin.web.ui import finding, own_sessions, pdf, views

app_name = "ui"
urlpatterns = [
    path("post/", views.switch_post, name="post"),
    path("elder/", views.switch_elder, name="elder"),
    path("language/", views.switch_language, name="language"),
    path("me/", views.me, name="me"),
    path("sessions/", views.end_sessions, name="end_sessions"),
    path("me/sessions/", own_sessions.index, name="my_sessions"),
    path("me/sessions/end/", own_sessions.end, name="end_session"),
    path("find/", finding.find, name="find"),
    path("components/", views.components, name="components"),
    path("pdf/<slug:token>/", pdf.waiting, name="pdf"),
    path("pdf/<slug:token>/file/", pdf.download, name="pdf_file"),
    path("pdf/<slug:token>/<int:number>.png", pdf.sheet, name="pdf_sheet"),
]
