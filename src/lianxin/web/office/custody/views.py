"""信息保管的页面: what was asked for and by whom it is decided; who met the limit; the limits themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.custody import commands, queries
from lianxin.base.custody.models import Alarm, ExportRequest, IdentityRequest, Limits
from lianxin.base.custody.terms import APPROVE, SET, VIEW
from lianxin.base.notices.terms import SET as SET_NOTICE
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.web.office.custody import forms
from lianxin.web.office.custody.panels import identities
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, RoomTab, form_page, room_tabs, see
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import EXPORT
from lianxin.work.concerns.terms import VIEW as SEE

PAGES = (
    (gettext_lazy("申请和批准"), "custody:index", (EXPORT, APPROVE, VIEW, SET)),
    (gettext_lazy("查看超限"), "custody:alarms", (APPROVE, VIEW)),
    (gettext_lazy("副本"), "custody:copies", (VIEW,)),
    (gettext_lazy("限额"), "custody:limits", (SET,)),
    (gettext_lazy("隐私告知"), "custody:notices", (SET_NOTICE,)),
)
WORDS = {"approve": gettext_lazy("批准"), "decline": gettext_lazy("不批准")}
BIGGEST = 2**63 - 1


def tabs(request: Request, here: str) -> list[RoomTab]:
    """The pages of this room that the post opens. Raises NotAllowed where it opens not this one."""
    open_ = [(word, page) for word, page, needs in PAGES if any(request.actor.has(one) for one in needs)]
    if here not in [page for _word, page in open_]:
        raise NotAllowed(_("您现在的职务不能看这一页。"))
    return room_tabs(open_, here)


def index(request: Request) -> HttpResponse:
    """申请和批准: to decide first, then one's own."""
    context = {
        "tabs": tabs(request, "custody:index"), "exports": queries.exports_to_decide(request.actor),
        "identities": identities(request.actor), "now": request.now,
        "own": [(one, one.is_open_at(request.now)) for one in queries.own_exports(request.actor)],
        "limits": queries.limits(),
    }  # fmt: skip
    return render(request, "custody/index.html", context)


def _form(request: Request, verb: str) -> Any:
    if verb not in WORDS:
        raise Http404(_("没有找到。"))
    data = request.POST if request.method == "POST" else None  # to approve nothing is typed
    return (forms.ApproveForm if verb == "approve" else forms.DeclineForm)(data)


def export_deed(request: Request, code: str, verb: str) -> HttpResponse:
    """批准, 不批准带出."""
    found = fetch(request, ExportRequest.objects.all(), see=APPROVE, code=code)
    form = _form(request, verb)
    given = {"asked": found, "accepts": verb == "approve"}
    if form.is_valid() and done(form, commands.decide_export, request, **given, **form.cleaned_data):
        messages.success(request, _("已批准。") if given["accepts"] else _("已记下不批准。"))
        return redirect("custody:index")
    notes = [_("%(title)s，%(rows)s 条，带%(columns)s。")
             % {"title": found.title, "rows": found.rows, "columns": "、".join(found.columns)},
             _("%(who)s（%(post)s）申请，用途：%(purpose)s。%(reason)s")
             % {"who": found.by_name, "post": found.by_post, "purpose": found.get_purpose_display(),
                "reason": found.reason}]  # fmt: skip
    purpose = _("批准后由申请人本人取一次，%(days)s 天内有效。每位群众都看得到。") % {"days": found.days}
    return form_page(request, form, Asking(WORDS[verb], purpose, reverse("custody:index")), notes=notes)


def identity_deed(request: Request, pk: int, verb: str) -> HttpResponse:
    """批准, 不批准承办单位知道诉求人."""
    found = IdentityRequest.objects.filter(pk=min(pk, BIGGEST)).first()
    if found is None:
        raise Http404(_("没有找到。"))
    concern = fetch(request, Concern.objects.all(), see=SEE, to=APPROVE, code=found.about)
    form = _form(request, verb)
    given = {"asked": found, "record": concern, "accepts": verb == "approve"}
    if form.is_valid() and done(form, commands.decide_identity, request, **given, **form.cleaned_data):
        messages.success(request, _("已批准。") if given["accepts"] else _("已记下不批准。"))
        return redirect("custody:index")
    notes = [_("%(who)s（%(post)s）申请知道 %(code)s 的诉求人：%(reason)s")
             % {"who": found.by_name, "post": found.by_post, "code": found.about, "reason": found.reason}]  # fmt: skip
    purpose = _("批准后申请人 %(hours)s 小时内可以看一次。群众本人看得到是谁申请、为什么、批没批准。")
    purpose = purpose % {"hours": concern.known_for_hours}
    if concern.minor:
        notes.append(_("这一件涉及未成年人。"))
    return form_page(request, form, Asking(WORDS[verb], purpose, reverse("custody:index")), notes=notes)


def alarms(request: Request) -> HttpResponse:
    """查看超限: all of them, what was found out beside each."""
    rows = [(one, not one.found_by and one.by != request.actor.ref and request.actor.may(APPROVE, one))
            for one in queries.alarms(request.actor)[:200]]  # fmt: skip
    return render(request, "custody/alarms.html", {"tabs": tabs(request, "custody:alarms"), "rows": rows})


def explain(request: Request, pk: int) -> HttpResponse:
    """核实超限."""
    found = fetch(request, Alarm.objects.all(), see=APPROVE, pk=min(pk, BIGGEST))
    form: Any = forms.FindingForm(request.POST or None)
    if form.is_valid() and done(form, commands.explain_alarm, request, alarm=found, **form.cleaned_data):
        messages.success(request, _("已记下核实情况。"))
        return redirect("custody:alarms")
    purpose = _("%(who)s（%(post)s）%(window)s看了 %(most)s 次个人信息，再要看时被停下。") % {
        "who": found.by_name, "post": found.by_post, "window": found.get_window_display(), "most": found.most,
    }  # fmt: skip
    return form_page(request, form, Asking(_("核实查看超限"), purpose, reverse("custody:alarms"), _("记下核实情况")))


def limits(request: Request) -> HttpResponse:
    """限额: set for the county; what was set before stands under it."""
    see(request, SET)
    hour, day = queries.limits()
    form: Any = forms.LimitsForm(request.POST or None, initial={"per_hour": hour, "per_day": day})
    if form.is_valid() and done(form, commands.set_limits, request, **form.cleaned_data):
        messages.success(request, _("已设定，马上起作用。"))
        return redirect("custody:limits")
    context = {"tabs": tabs(request, "custody:limits"), "form": form, "rows": Limits.objects.all()[:20]}
    return render(request, "custody/limits.html", context)
