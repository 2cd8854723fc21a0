"""督查问题的页面: the list, one finding with its reply, what each side may do with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.circulars import forms, shown
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, see
from lianxin.work.circulars import commands, papers, queries
from lianxin.work.circulars.models import Finding
from lianxin.work.circulars.rules import must_be_who_came
from lianxin.work.circulars.terms import FINDING_FLOW, FINDING_VERBS, REPLY, VIEW, CircularState, FindingState

FILTERS = (
    ("open", gettext_lazy("没有改好的")), ("asked", gettext_lazy("等单位说明")), ("replied", gettext_lazy("等核定")),
    ("all", gettext_lazy("全部")),
)  # fmt: skip


def findings(request: Request) -> HttpResponse:
    """督查问题一览; those not yet put right come first."""
    see(request, VIEW)
    chosen = request.GET.get("show", "open")
    found = queries.findings(request.actor)
    if chosen == "asked":
        found = found.filter(state=FindingState.ASKED)
    elif chosen == "replied":
        found = found.filter(state=FindingState.REPLIED)
    elif chosen != "all":
        chosen, found = "open", found.filter(queries.open_findings())
    rows = [shown.row(one, request.today) for one in found[: shown.LISTED]]
    context = {"rows": rows, "chosen": chosen, "filters": FILTERS}
    return render(request, "circulars/findings.html", {**shown.page(request, "findings"), **context})


def _fetched(request: Request, code: str) -> Finding:
    rows = Finding.objects.filter(inspection__voided_on=None)
    rows = rows.select_related("unit", "inspection__home", "inspection__plan", "item", "rule__version__regulation")
    found: Finding = fetch(request, rows, see=VIEW, code=code)
    return found


def finding(request: Request, code: str) -> HttpResponse:
    """一个问题: as noted and as it stands, the unit's word, what was decided, where it is put right."""
    found = _fetched(request, code)
    named = {one.circular.state: one for one in found.named_in.select_related("circular")}
    quoted = papers.quoted(found) if CircularState.OPINION in named else ""
    buttons = shown.finding_buttons(found, request.actor, request.today)
    return render(request, "circulars/finding.html", {
        "finding": found, "row": shown.row(found, request.today), "buttons": buttons, "quoted": quoted,
        "named": named.get(CircularState.ISSUED),
        "unheard": found.state == "asked" and not found.may_still_be_replied(request.today),
    })  # fmt: skip


def _outcomes(found: Finding) -> list[tuple[str, Any]]:
    return [(verb, FINDING_VERBS[verb]) for verb in ("uphold", "change") if FINDING_FLOW.can(verb, found.state)]


def _asked(verb: str, request: Request, found: Finding) -> tuple[Any, Any, Any]:
    """The form, the command and the words of a deed."""
    data, today = request.POST if request.method == "POST" else None, request.today
    if verb == "reply":
        return forms.ReplyForm(data, today=today), commands.reply, _("说明情况")
    if verb == "decide":
        form = forms.DecideForm(data, today=today, outcomes=_outcomes(found), initial={"text": found.text})
        return form, commands.decide, _("核定")
    if verb == "correct":
        initial = {"starts_on": today, "supervisor": request.actor.name}
        return forms.CorrectForm(data, today=today, initial=initial), commands.correct, FINDING_VERBS["correct"]
    if verb == "put_right":
        return forms.PutRightForm(data, today=today), commands.note_put_right, FINDING_VERBS["note_corrected"]
    if verb == "withdraw":
        return forms.ReasonForm(data, today=today), commands.withdraw, FINDING_VERBS["withdraw"]
    return forms.NothingForm(data, today=today), commands.ask, FINDING_VERBS["ask"]


FLOW_OF = {"reply": "explain", "decide": "uphold", "put_right": "note_corrected"}


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """说明, 核定, 请说明, 转整改, 记当场改正, 撤销."""
    if verb not in ("reply", "decide", "correct", "put_right", "withdraw", "ask"):
        raise Http404(_("没有找到。"))
    found = _fetched(request, code)
    if verb == "reply":
        request.actor.must(REPLY, found)
        if found.inspection.home_path.startswith(request.actor.own_path):
            raise NotAllowed(_("请由被查单位自己说明。"))
    else:
        must_be_who_came(found.inspection.home_path, request.actor)
    FINDING_FLOW.after(FLOW_OF.get(verb, verb), found.state)
    form, command, word = _asked(verb, request, found)
    if form.is_valid() and done(form, command, request, finding=found, **form.cleaned_data):
        messages.success(request, _("已办好。"))
        return redirect("circulars:finding", code=code)
    notes = [found.text, *([_("单位说明：%(text)s") % {"text": found.reply}] if found.reply else [])]
    return form_page(
        request, form, Asking(word, found.unit.name, reverse("circulars:finding", args=[code])), notes=notes
    )
