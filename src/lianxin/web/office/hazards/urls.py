"""隐患点的页面."""

from django.urls import path

from lianxin.web.office.hazards import panels, views

__all__ = ["panels"]

app_name = "hazards"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.register, name="register"),
    path("board/", views.board, name="board"),
    path("of/<code:code>/", views.hazard, name="hazard"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
]
