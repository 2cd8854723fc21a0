"""佐证材料的页面: reached from the concern's own page."""

from django.urls import path

from lianxin.web.office.evidence import panels, views

__all__ = ["panels"]

app_name = "evidence"
urlpatterns = [
    path("<code:code>/photos/", views.add_photos, name="add_photos"),
    path("<code:code>/audio/", views.add_audio, name="add_audio"),
    path("item/<int:pk>/", views.item, name="item"),
    path("item/<int:pk>/file/", views.file, name="file"),
    path("item/<int:pk>/small/", views.small, name="small"),
    path("item/<int:pk>/blacken/", views.blacken, name="blacken"),
    path("item/<int:pk>/check/", views.check, name="check"),
    path("item/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
