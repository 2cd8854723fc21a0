"""设置总览和设置的修改."""

from django.urls import path

from lianxin.web.office.settings import panels, views, views_add, views_carry, views_waiting  # noqa: F401  (what stands on 今日 is declared there)

app_name = "settings"
urlpatterns = [
    path("", views.index, name="index"),
    path("waiting/", views_waiting.waiting, name="waiting"),
    path("take-out/", views_carry.take_out, name="take_out"),
    path("bring-in/", views_carry.bring_in, name="bring_in"),
    path("of/<slug:kind>/", views.kind, name="kind"),
    path("add/<slug:kind>/", views_add.add, name="add"),
    path("of/<slug:kind>/<str:key>/", views.setting, name="setting"),
    path("of/<slug:kind>/<str:key>/change/", views.change, name="change"),
    path("of/<slug:kind>/<str:key>/do/<slug:verb>/", views.deed, name="deed"),
]
