"""座谈与征求意见的页面."""

from django.urls import path

from lianxin.web.office.gatherings import panels, views, views_resolutions, views_sheets, views_studies

__all__ = ["panels"]

app_name = "gatherings"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.hold, name="hold"),
    path("finding/", views.finding, name="finding"),
    path("comment/", views.comment, name="comment"),
    path("of/<code:code>/", views.gathering, name="gathering"),
    path("of/<code:code>/minutes/", views.print_minutes, name="minutes"),
    path("of/<code:code>/docx/", views.minutes_docx, name="minutes_docx"),
    path("of/<code:code>/agree/", views_resolutions.agree, name="agree"),
    path("resolutions/<code:code>/", views_resolutions.finish, name="finish_resolution"),
    path("opinions/", views.opinions, name="opinions"),
    path("opinions/<code:code>/", views.opinion, name="opinion"),
    path("opinions/<code:code>/raise/", views.raise_opinion, name="raise_opinion"),
    path("opinions/<code:code>/do/<slug:verb>/", views.opinion_deed, name="opinion_deed"),
    path("sheets/", views_sheets.sheets, name="sheets"),
    path("sheets/new/", views_sheets.draw_up, name="draw_up"),
    path("sheets/<code:code>/", views_sheets.sheet, name="sheet"),
    path("sheets/<code:code>/paper/", views_sheets.sheet_paper, name="sheet_paper"),
    path("sheets/<code:code>/tally/", views_sheets.sheet_tally, name="sheet_tally"),
    path("sheets/<code:code>/open/", views_sheets.open_sheet, name="open_sheet"),
    path("sheets/<code:code>/close/", views_sheets.close_sheet, name="close_sheet"),
    path("studies/", views_studies.studies, name="studies"),
    path("studies/new/", views_studies.begin, name="begin"),
    path("studies/<code:code>/", views_studies.study, name="study"),
    path("studies/<code:code>/do/<slug:verb>/", views_studies.study_deed, name="study_deed"),
    path("measures/<code:code>/", views_studies.finish_measure, name="finish_measure"),
]
