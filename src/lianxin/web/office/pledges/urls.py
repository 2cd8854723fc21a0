"""公开承诺的页面."""

from django.urls import path

from lianxin.web.office.pledges import panels, views, views_letters, views_practical

__all__ = ["panels"]

app_name = "pledges"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.make, name="make"),
    path("items/", views.items, name="items"),
    path("board/", views.board, name="board"),
    path("of/<code:code>/", views.pledge, name="pledge"),
    path("of/<code:code>/edit/", views.edit, name="edit"),
    path("of/<code:code>/print/", views.print_pledge, name="print"),
    path("of/<code:code>/docx/", views.docx, name="docx"),
    path("of/<code:code>/do/<slug:verb>/", views.deed, name="deed"),
    path("of/<code:code>/consent/<slug:verb>/", views.consent, name="consent"),
    path("of/<code:code>/scan/", views.scan, name="scan"),
    path("of/<code:code>/scan/off/", views.scan_off, name="scan_off"),
    path("of/<code:code>/scan.jpg", views.scan_picture, name="scan_picture"),
    path("of/<code:code>/item/<int:number>/<slug:verb>/", views.item_deed, name="item_deed"),
    path("letters/", views_letters.letters, name="letters"),
    path("letters/new/", views_letters.draft, name="letter_new"),
    path("letters/<code:code>/", views_letters.letter, name="letter"),
    path("letters/<code:code>/print/", views_letters.print_letter, name="letter_print"),
    path("letters/<code:code>/docx/", views_letters.docx, name="letter_docx"),
    path("letters/<code:code>/do/<slug:verb>/", views_letters.deed, name="letter_deed"),
    path("letters/<code:code>/party/<int:pk>/<slug:verb>/", views_letters.party, name="party"),
    path("letters/<code:code>/party/<int:pk>/scan.jpg", views_letters.scan_picture, name="party_scan"),
    path("practical/", views_practical.practical, name="practical"),
    path("practical/new/", views_practical.propose, name="propose"),
    path("practical/print/", views_practical.print_list, name="practical_print"),
    path("practical/<code:code>/", views_practical.one, name="practical_one"),
    path("practical/<code:code>/do/<slug:verb>/", views_practical.deed, name="practical_deed"),
]
