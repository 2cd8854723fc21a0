"""设置的页面."""

from django.urls import path

from lianxin.web.office.orgs import views, views_federation, views_mergers

app_name = "setup"
urlpatterns = [
    path("", views.index, name="index"),
    path("units/", views.units, name="units"),
    path("units/new/", views.create_unit, name="create_unit"),
    path("units/<int:pk>/correct/", views.correct_unit, name="correct_unit"),
    path("units/<int:pk>/close/", views.close_unit, name="close_unit"),
    path("units/merge/", views_mergers.merge, name="merge"),
    path("people/", views.people, name="people"),
    path("people/new/", views.create_person, name="create_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/disable/", views.disable_person, name="disable_person"),
    path("people/<int:pk>/password/", views.reset_password, name="reset_password"),
    path("people/<int:pk>/sessions/", views.end_sessions, name="end_sessions"),
    path("people/<int:pk>/link/", views_federation.link, name="link_person"),
    path("people/<int:pk>/unlink/", views_federation.unlink, name="unlink_person"),
    path("postings/<int:pk>/end/", views.end_posting, name="end_posting"),
]
