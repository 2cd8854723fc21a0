"""诉求的页面. A concern is named by its random code, never by a running number."""

from django.urls import path

from lianxin.web.office.concerns import deeds, exports, minors, particulars, views

app_name = "concerns"
urlpatterns = [
    path("", views.browse, name="list"),
    path("print/", views.print_list, name="print"),
    path("export/", exports.export, name="export"),
    path("export/particulars/", particulars.ask, name="ask_export"),
    path("export/particulars/<code:code>/", particulars.take, name="take_export"),
    path("export/<slug:name>/", exports.exported, name="exported"),
    path("register/", views.register, name="register"),
    path("similar/", views.similar, name="similar"),
    path("acknowledge/", deeds.acknowledge_several, name="acknowledge_several"),
    path("<code:code>/", views.record, name="detail"),
    path("<code:code>/receipt/", views.receipt, name="receipt"),
    path("<code:code>/print/", views.print_record, name="print_record"),
    path("<code:code>/reveal/", deeds.reveal, name="reveal"),
    path("<code:code>/ask-identity/", deeds.ask_identity, name="ask_identity"),
    path("<code:code>/minor/", minors.minor, name="minor"),
    path("<code:code>/guardian/", minors.guardian, name="guardian"),
    path("<code:code>/classify/", deeds.classify, name="classify"),
    path("<code:code>/decline/", deeds.decline, name="decline"),
    path("<code:code>/answer-now/", deeds.answer_now, name="answer_now"),
    path("<code:code>/assign/", deeds.assign, name="assign"),
    path("<code:code>/acknowledge/", deeds.acknowledge, name="acknowledge"),
    path("<code:code>/send-back/", deeds.send_back, name="send_back"),
    path("<code:code>/extend/", deeds.extend, name="extend"),
    path("<code:code>/reply/", deeds.reply, name="reply"),
    path("<code:code>/close/", deeds.close, name="close"),
    path("<code:code>/follow-up/", deeds.note_follow_up, name="note_follow_up"),
    path("<code:code>/reopen/", deeds.reopen, name="reopen"),
    path("<code:code>/void/", deeds.void, name="void"),
]
