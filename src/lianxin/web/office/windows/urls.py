"""窗口服务的页面."""

from django.urls import path

from lianxin.web.office.windows import panels, views, views_errands, views_published, views_services

__all__ = ["panels"]

app_name = "windows"
urlpatterns = [
    path("", views.index, name="index"),
    path("tally/", views.tally, name="tally"),
    path("undo/", views.undo, name="undo"),
    path("hearts/", views.hearts, name="hearts"),
    path("letters/", views.letters, name="letters"),
    path("telephone/", views.telephone, name="telephone"),
    path("calls/<code:code>/", views.call_back, name="call_back"),
    path("services/", views_services.services, name="services"),
    path("services/new/", views_services.serve, name="serve"),
    path("services/<code:code>/", views_services.service, name="service"),
    path("services/<code:code>/again/", views_services.come_again, name="come_again"),
    path("services/<code:code>/notice/", views_services.notice, name="notice"),
    path("services/<code:code>/do/<slug:verb>/", views_services.service_deed, name="service_deed"),
    path("trips/<code:code>/", views_services.trips, name="trips"),
    path("errands/", views_errands.errands, name="errands"),
    path("errands/new/", views_errands.take, name="take"),
    path("errands/petition/", views_errands.petition, name="petition"),
    path("errands/<code:code>/", views_errands.errand, name="errand"),
    path("errands/<code:code>/paper/", views_errands.errand_paper, name="errand_paper"),
    path("errands/<code:code>/do/<slug:verb>/", views_errands.errand_deed, name="errand_deed"),
    path("guides/", views_published.guides, name="guides"),
    path("limits/", views_published.limits, name="limits"),
    path("guides/new/", views_published.guide, name="guide"),
    path("guides/<code:code>/", views_published.guide, name="revise"),
    path("guides/<code:code>/withdraw/", views_published.withdraw_guide, name="withdraw_guide"),
    path("work-rooms/", views_published.work_rooms, name="work_rooms"),
    path("work-rooms/new/", views_published.open_work_room, name="open_work_room"),
    path("work-rooms/<code:code>/close/", views_published.close_work_room, name="close_work_room"),
    path("external/", views_published.external, name="external"),
    path("external/new/", views_published.enter_external, name="enter_external"),
    path("external/<code:code>/withdraw/", views_published.withdraw_external, name="withdraw_external"),
]
