"""预览: the questionnaire as it will be answered, on a telephone, in 长者 mode and on a desk; nothing is stored."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.pure.questions import Sheet
from lianxin.web.office.questionnaires import shown
from lianxin.web.office.questionnaires.views import found_version
from lianxin.web.ui.answering import BadAnswers, fields_of, read_answers
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab

LOOKS = ("phone", "elder", "desk")


def preview(request: Request, code: str) -> HttpResponse:
    """试填: as it will look; what is sent in is read as a ballot would be, shown, and forgotten."""
    questionnaire, _found, version = found_version(request, code)
    asked = request.GET.get("look", "")
    look = asked if asked in LOOKS else LOOKS[0]
    sheet = Sheet(version.form, shown.sample_subjects(version.form))
    read, faults = None, {}
    if request.method == "POST":
        try:
            read = read_answers(sheet, request.POST)
        except BadAnswers as wrong:
            faults = wrong.faults
    labels = {"phone": _("手机"), "elder": _("长者"), "desk": _("电脑")}
    tabs = [RoomTab(labels[one], f"?version={version.number}&look={one}", one == look) for one in LOOKS]
    context = {
        "questionnaire": questionnaire, "version": version, "look": look, "tabs_shown": tabs, "was_sent": read is not None,
        "said": shown.said(sheet, *read) if read else [], "form_title": version.form.title,
        **({"elder": True} if look == "elder" else {}),
    }  # fmt: skip
    data = request.POST if request.method == "POST" else None
    return render(request, "questionnaires/preview.html", {**context, **fields_of(sheet, data, faults=faults)})
