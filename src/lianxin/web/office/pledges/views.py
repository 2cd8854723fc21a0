"""公开承诺的页面: fetch – form – command – redirect."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import write_docx
from lianxin.web.office.pledges import forms, papers, shown
from lianxin.web.office.pledges.browsing import read_day, read_number
from lianxin.web.ui import counted as figures
from lianxin.web.ui import qr
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.pledges import commands, counted, queries
from lianxin.work.pledges.models import Pledge, PledgeItem
from lianxin.work.pledges.terms import FLOW, MAKE, PERMISSION_OF, PLEDGE_VERBS, VIEW, PledgeStatus

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTED = 300
TABS = (
    (gettext_lazy("承诺"), "pledges:index"), (gettext_lazy("责任书、承诺书"), "pledges:letters"),
    (gettext_lazy("为民办实事"), "pledges:practical"), (gettext_lazy("窗口服务承诺"), "windows:limits"),
)  # fmt: skip
STATES = (
    ("", gettext_lazy("全部")), ("submitted", gettext_lazy("待审定")), ("approved", gettext_lazy("待亮诺")),
    ("published", gettext_lazy("践诺中")), ("practised", gettext_lazy("待评诺")), ("closed", gettext_lazy("已评诺")),
)  # fmt: skip
DEEDS: dict[str, tuple[Any, Callable[..., Any], Any]] = {
    "submit": (None, commands.submit, ""),
    "approve": (None, commands.approve, ""),
    "publish": (None, commands.publish, ""),
    "send_back": (forms.ReasonForm, commands.send_back, gettext_lazy("写明要改什么，改好再送。")),
    "appraise": (forms.WordsForm, commands.appraise, gettext_lazy("看各项结果和群众评价，写评诺意见，公开。")),
    "withdraw": (forms.ReasonForm, commands.withdraw, gettext_lazy("已经亮诺的，撤回和理由都留在公示栏上。")),
}
ITEM_DEEDS: dict[str, tuple[type[forms.TodayForm], Callable[..., Any], Any]] = {
    "note_progress": (forms.ProgressForm, commands.note_progress, gettext_lazy("多少随意，只给群众看，不计数。")),
    "settle_item": (forms.SettleForm, commands.settle_item, gettext_lazy("各项都有结果以后，转入评诺。")),
    "change_item": (forms.ChangeForm, commands.change_item, gettext_lazy("原来的承诺留在公示栏上，和理由一起公开。")),
    "withdraw_item": (forms.ReasonForm, commands.withdraw_item, gettext_lazy("撤回和理由都留在公示栏上。")),
}


PLEDGES = Pledge.objects.select_related("unit", "scan").defer("scan__data")  # a picture is read only to be shown


def index(request: Request) -> HttpResponse:
    """承诺一览."""
    see(request, VIEW)
    state = request.GET.get("state", "")
    found = queries.with_counts(queries.pledges(request.actor), request.today)
    found = found.filter(status=state) if state in PledgeStatus.values else found
    rows = [(one, shown.TONES[PledgeStatus(one.status)]) for one in found[:LISTED]]
    return render(request, "pledges/index.html", {
        "tabs_shown": room_tabs(TABS, "pledges:index"), "rows": rows, "states": STATES, "state": state,
        "figures": figures.figures(request, shown.CODES), "may_make": request.actor.may_at(MAKE, request.actor.own_path),
    })  # fmt: skip


def make(request: Request) -> HttpResponse:
    """草拟承诺."""
    unit = own_unit(request, MAKE)
    start = {"unit": unit, "year": request.today.year, "title": _("%(year)s年公开承诺") % {"year": request.today.year}}
    form: Any = forms.MakeForm(request.POST or None, here=unit, today=request.today, rows=_rows(request), initial=start)
    if form.is_valid() and done(form, commands.draft, request, **form.given()):
        messages.success(request, _("已存为草稿，核对以后送审。"))
        return redirect("pledges:pledge", code=form.result.code)
    purpose = _("写清做什么、到哪天、怎样算做到；空话系统会请您改。")
    return _promises_page(request, form, _("草拟承诺"), purpose, reverse("pledges:index"))


def edit(request: Request, code: str) -> HttpResponse:
    """修改草稿."""
    found = _fetch(request, code, MAKE)
    FLOW.after("edit", found.status)
    rows = max(_rows(request), found.items.count())
    form: Any = forms.EditForm(request.POST or None, today=request.today, rows=rows, initial=forms.held(found))
    back = reverse("pledges:pledge", args=[code])
    if form.is_valid() and done(form, commands.edit, request, pledge=found, **form.given()):
        messages.success(request, _("已改好。"))
        return redirect(back)
    return _promises_page(request, form, _("修改草稿"), found.sent_back_why, back)


def pledge(request: Request, code: str) -> HttpResponse:
    """一份承诺: its stages, its items, what may be done now."""
    found = _fetch(request, code)
    items = list(found.items.prefetch_related("progress", "changes"))
    numbers = counted.counted(items, found.unit, found.year, request.today, by=request.actor)
    return render(request, "pledges/pledge.html", {
        "pledge": found, "tone": shown.TONES[PledgeStatus(found.status)], "deeds": shown.deeds(found, request.actor),
        "rows": [shown.item_row(one, request.today, numbers.get(one.pk)) for one in items],
        "item_deeds": shown.item_deeds(found, request.actor), "may_consent": shown.may_consent(found, request.actor),
        "rated": queries.rated([found]).get(found.pk), "is_public": found.published_on is not None,
        "may_edit": found.status == PledgeStatus.DRAFT and request.actor.may(MAKE, found),
        "may_mend": request.actor.may(MAKE, found), "scan": getattr(found, "scan", None),
        "is_self": found.person_id is not None and found.person_id == request.actor.person_id,
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """送审, 退回, 审定, 亮诺, 评诺, 撤回."""
    if verb not in DEEDS:
        raise Http404(_("没有找到。"))
    found, back = _fetch(request, code, PERMISSION_OF[verb]), reverse("pledges:pledge", args=[code])
    kind, command, purpose = DEEDS[verb]
    if kind is None:
        if request.method == "POST" and pressed(request, command, pledge=found):
            messages.success(request, _("已办：%(what)s。") % {"what": PLEDGE_VERBS[verb]})
        return redirect(back)
    FLOW.after(verb, found.status)
    form = kind(request.POST or None, today=request.today)
    if form.is_valid() and done(form, command, request, pledge=found, **form.cleaned_data):
        messages.success(request, _("已办：%(what)s。") % {"what": PLEDGE_VERBS[verb]})
        return redirect(back)
    return form_page(request, form, Asking(PLEDGE_VERBS[verb], purpose, back), notes=[found.title])


def item_deed(request: Request, code: str, number: int, verb: str) -> HttpResponse:
    """记进展, 报结果, 改, 撤回一项."""
    found, back = _fetch(request, code, MAKE), reverse("pledges:pledge", args=[code])
    item: PledgeItem | None = found.items.filter(number=number).first()
    if verb not in ITEM_DEEDS or item is None:
        raise Http404(_("没有找到。"))
    FLOW.after(verb, found.status)
    kind, command, purpose = ITEM_DEEDS[verb]
    form: Any = kind(request.POST or None, today=request.today, initial=forms.held_item(item))
    if form.is_valid() and done(form, command, request, item=item, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(PLEDGE_VERBS[verb], purpose, back), notes=[f"{item.number}．{item.what}"])


def consent(request: Request, code: str, verb: str) -> HttpResponse:
    """同意亮明, 收回同意."""
    found, back = _fetch(request, code), reverse("pledges:pledge", args=[code])
    if not shown.may_consent(found, request.actor):
        request.actor.must(MAKE, found)
        raise Http404(_("没有找到。"))
    if verb == "take_back":
        if request.method == "POST" and pressed(request, commands.unconsent, pledge=found):
            messages.success(request, _("公示栏上不再写姓名。"))
        return redirect(back)
    form: Any = forms.ConsentForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.consent, request, pledge=found, **form.cleaned_data):
        messages.success(request, _("公示栏上写姓名和职务。"))
        return redirect(back)
    purpose = _("不同意的，公示栏上只写“一名工作人员”。随时可以收回。")
    return form_page(request, form, Asking(_("同意亮明姓名、职务"), purpose, back, _("同意")), notes=[found.who])


def scan(request: Request, code: str) -> HttpResponse:
    """附承诺书的扫描件."""
    found, back = _fetch(request, code, MAKE), reverse("pledges:pledge", args=[code])
    return scan_page(request, found, back)


def scan_page(request: Request, of: Any, back: str) -> HttpResponse:
    """附扫描件 of a pledge or of one signature."""
    sent = request.method == "POST"
    form: Any = forms.ScanForm(request.POST if sent else None, request.FILES if sent else None, today=request.today)
    if form.is_valid() and done(form, commands.attach_scan, request, of=of, data=form.cleaned_data["scan"]):
        messages.success(request, _("已附上扫描件。"))
        return redirect(back)
    return render(request, "pledges/scan.html", {"form": form, "back": back, "who": of.who})


def scan_off(request: Request, code: str) -> HttpResponse:
    """撤下承诺书的扫描件."""
    return scan_off_page(request, _fetch(request, code, MAKE), reverse("pledges:pledge", args=[code]))


def scan_off_page(request: Request, of: Any, back: str) -> HttpResponse:
    """撤下扫描件 of a pledge or of one signature."""
    form: Any = forms.ReasonForm(request.POST or None, today=request.today)
    if form.is_valid() and done(form, commands.take_off_scan, request, of=of, **form.cleaned_data):
        messages.success(request, _("已撤下，图片已删除。"))
        return redirect(back)
    return form_page(
        request, form, Asking(_("撤下扫描件"), _("附错了的、拍到别人的撤下，图片会删除。"), back), notes=[of.who]
    )


def scan_picture(request: Request, code: str) -> HttpResponse:
    """扫描件."""
    return jpeg(getattr(_fetch(request, code), "scan", None))


def jpeg(found: Any) -> HttpResponse:
    """The picture of a signed paper; 404 where there is none."""
    if found is None:
        raise Http404(_("没有找到。"))
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="signed.jpg"'}
    return HttpResponse(bytes(found.data), content_type="image/jpeg", headers=headers)


def print_pledge(request: Request, code: str) -> HttpResponse:
    """打印承诺书."""
    found = _fetch(request, code)
    return render(request, "pledges/print.html", {"pledge": found, "lines": papers.pledge_lines(found.items.all())})


def docx(request: Request, code: str) -> HttpResponse:
    """下载承诺书."""
    found = _fetch(request, code)
    return docx_file(papers.pledge_paper(found), f"{found.title}.docx")


def docx_file(paper: Any, name: str) -> HttpResponse:
    """A paper as docx under its name."""
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(write_docx(paper), content_type=DOCX, headers={"Content-Disposition": disposition})


def items(request: Request) -> HttpResponse:
    """承诺完成情况 behind the figure of an appraisal: the items of one unit that fell due in the time."""
    see(request, VIEW)
    unit = Unit.objects.filter(pk=read_number(request.GET.get("unit", "")) or 0).first()
    first, last = read_day(request.GET.get("first", "")), read_day(request.GET.get("last", ""))
    if unit is None or first is None or last is None:
        raise Http404(_("没有找到。"))
    found = queries.items_behind(unit, request.actor, first, last)[:LISTED]
    rows = [shown.item_row(one, request.today) for one in found]
    return render(request, "pledges/items.html", {"unit": unit, "first": first, "last": last, "rows": rows})


def board(request: Request) -> HttpResponse:
    """公示栏 to print: what hangs on the wall of one's unit, with its day."""
    see(request, VIEW)
    found = list(queries.board(request.today.year, request.posting.unit)[:LISTED])
    rows = [(one, queries.public_name(one), one.items.all()) for one in found]
    address = request.build_absolute_uri(reverse("public:pledges", query={"unit": str(request.posting.unit.pk)}))
    context = {"unit": request.posting.unit, "rows": rows, "year": request.today.year}
    return render(request, "pledges/board.html", {**context, "address": address, "picture": qr.picture(address)})


def _rows(request: Request) -> int:
    return read_number(request.POST.get("rows", request.GET.get("rows", ""))) or forms.ROWS


def _promises_page(request: Request, form: Any, word: str, purpose: str, back: str) -> HttpResponse:
    more = min(form.rows + 3, forms.MOST_ITEMS)
    return render(
        request, "pledges/make.html", {"form": form, "word": word, "purpose": purpose, "back": back, "more": more}
    )


def _fetch(request: Request, code: str, to: Any = None) -> Pledge:
    found: Pledge = fetch(request, PLEDGES, see=VIEW, to=to, code=code)
    return found
