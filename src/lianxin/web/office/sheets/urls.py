"""纸质答卷的页面."""

from django.urls import path

from lianxin.web.office.sheets import views, views_batch, views_desk

app_name = "sheets"
urlpatterns = [
    path("", views.index, name="index"),
    path("batch/<int:pk>/", views_batch.batch, name="batch"),
    path("batch/<int:pk>/accept/", views_batch.accept, name="accept"),
    path("batch/<int:pk>/drop/", views_batch.drop, name="drop"),
    path("batch/<int:pk>/desk/", views_desk.desk, name="desk"),
    path("batch/<int:pk>/desk/<int:sheet>/aside/", views_desk.aside, name="aside"),
    path("batch/<int:pk>/desk/<int:sheet>/picture/", views_desk.picture, name="picture"),
    path("batch/<int:pk>/desk/<int:sheet>/page/", views_desk.page, name="page"),
    path("batch/<int:pk>/key/", views_batch.key, name="key"),
    path("batch/<int:pk>/key/<int:place>/", views_batch.key_again, name="key_again"),
    path("batch/<int:pk>/differ/<int:place>/", views_batch.differ, name="differ"),
    path("<code:code>/", views.box, name="box"),
    path("<code:code>/print/", views.print_sheets, name="print"),
    path("<code:code>/paper/<int:group>/", views.paper, name="paper"),
    path("<code:code>/paper/<int:group>/<int:number>.svg", views.drawing, name="drawing"),
    path("<code:code>/account/<int:group>/", views.account, name="account"),
    path("<code:code>/upload/", views_batch.upload, name="upload"),
    path("<code:code>/keying/", views_batch.begin, name="begin"),
]
