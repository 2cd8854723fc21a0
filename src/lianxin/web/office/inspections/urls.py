"""督查的页面."""

from django.urls import path

from lianxin.web.office.inspections import panels, views, views_assigned, views_cards, views_draws, views_places

__all__ = ["panels"]

app_name = "inspections"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.draft, name="draft"),
    path("plans/<code:code>/", views.plan, name="plan"),
    path("plans/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("plans/<code:code>/finish/", views.finish, name="finish"),
    path("plans/<code:code>/draw/", views_draws.draw, name="draw"),
    path("plans/<code:code>/draws/<int:number>/", views_draws.drawn, name="drawn"),
    path("plans/<code:code>/group/<slug:day>/", views_draws.group, name="group"),
    path("plans/<code:code>/cars/<slug:day>/", views_draws.cars, name="send_cars"),
    path("plans/<code:code>/roster/<slug:day>/", views_draws.roster, name="roster"),
    path("targets/<int:pk>/<slug:verb>/", views_draws.target, name="target"),
    path("turns/<int:pk>/", views_draws.turn, name="turn"),
    path("coverage/", views_places.coverage, name="coverage"),
    path("coverage/<int:pk>/", views_places.covered, name="covered"),
    path("burden/", views_places.burden, name="burden"),
    path("burden/limit/", views_places.limit, name="limit"),
    path("assigned/", views_assigned.table, name="assigned"),
    path("assigned/new/", views_assigned.assign, name="assign"),
    path("assigned/<code:code>/", views_assigned.end, name="end"),
    path("cars/", views_assigned.sources, name="cars"),
    path("cars/new/", views_assigned.add_source, name="add_source"),
    path("cars/<int:pk>/", views_assigned.end_source, name="end_source"),
    path("cards/", views_cards.cards, name="cards"),
    path("cards/print/", views_cards.printed, name="print_cards"),
    path("cards/mine/", views_cards.mine, name="my_card"),
    path("cards/<code:code>/", views_cards.card, name="card"),
]
