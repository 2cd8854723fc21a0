"""民情联系卡的页面."""

from django.urls import path

from lianxin.web.office.cards import panels, views, views_issuing, views_review

__all__ = ["panels"]

app_name = "cards"
urlpatterns = [
    path("", views.index, name="index"),
    path("several/", views_issuing.several, name="several"),
    path("issue/<code:code>/", views_issuing.issue, name="issue"),
    path("<int:pk>/reissue/", views_issuing.reissue, name="reissue"),
    path("<int:pk>/end/", views_issuing.end, name="end"),
    path("registration/<code:code>/", views.registration, name="registration"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/xlsx/", views.ledger_xlsx, name="ledger_xlsx"),
    path("responses/", views_review.responses, name="responses"),
    path("responses/<int:pk>/", views_review.response, name="response"),
]
