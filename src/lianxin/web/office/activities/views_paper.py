"""活动的纸: the plan, the sign-in sheet, the summary, to print; plan and summary as docx too."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from lianxin.web.office.activities import documents, references
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.work.activities import queries
from lianxin.work.activities.models import Activity
from lianxin.work.activities.terms import VIEW
from lianxin.work.volunteers import queries as volunteers

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = {
    "plan": "activities/paper_plan.html", "sheet": "activities/paper_sheet.html",
    "summary": "activities/paper_summary.html",
}  # fmt: skip
BLANK_LINES = 22


def paper(request: Request, code: str, name: str) -> HttpResponse:
    """方案, 签到表, 小结 on A4."""
    one = fetch(request, Activity.objects.select_related("unit"), see=VIEW, code=code)
    if name not in PAPERS:
        raise Http404(_("没有找到。"))
    held = references.lines(one, request.actor)
    return render(request, PAPERS[name], {
        "activity": one, "today": request.today, "blank": range(BLANK_LINES), "parts": list(queries.parts(one)),
        "turnouts": list(queries.turnouts(one)), "stages": list(one.stages.all()), "shifts": list(volunteers.of_ref(one.ref)),
        "given_yuan": sum(line.amount_yuan for line in held), "settled": sum(line.is_settled for line in held),
    })  # fmt: skip


def docx(request: Request, code: str) -> HttpResponse:
    """活动方案 or 小结 as docx, whichever the state has."""
    one = fetch(request, Activity.objects.select_related("unit"), see=VIEW, code=code)
    made = documents.document(one, list(queries.parts(one)), list(queries.turnouts(one)), request.today)
    name = content_disposition_header(True, f"{one.title}.docx") or "attachment"
    return HttpResponse(made, content_type=DOCX, headers={"Content-Disposition": name})
