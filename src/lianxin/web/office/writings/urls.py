"""日记与报告的页面."""

from django.urls import path

from lianxin.web.office.writings import panels, views, views_publicity, views_write

__all__ = ["panels"]

app_name = "writings"
urlpatterns = [
    path("", views.index, name="index"),
    path("diary/", views.diary, name="diary"),
    path("diary/booklet/", views.booklet, name="booklet"),
    path("handed/", views.handed, name="handed"),
    path("new/<slug:kind>/", views_write.new, name="new"),
    path("of/<code:code>/", views.writing, name="writing"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/edit/", views_write.edit, name="edit"),
    path("of/<code:code>/submit/", views_write.submit, name="submit"),
    path("of/<code:code>/back/", views_write.take_back, name="take_back"),
    path("of/<code:code>/discard/", views_write.discard, name="discard"),
    path("of/<code:code>/answer/", views_write.answer, name="answer"),
    path("publicity/", views_publicity.publicity, name="publicity"),
    path("publicity/new/", views_publicity.enter, name="enter"),
    path("publicity/<code:code>/withdraw/", views_publicity.withdraw, name="withdraw"),
]
