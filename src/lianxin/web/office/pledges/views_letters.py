"""责任书、承诺书的页面: the register, the tree of who signs, who has not, and paper for those alone."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.web.office.pledges import forms, letter_forms, papers, shown
from lianxin.web.office.pledges.views import LISTED, TABS, docx_file, jpeg, scan_off_page, scan_page
from lianxin.web.ui import counted as figures
from lianxin.web.ui.deeds import done
from lianxin.web.ui.fetch import fetch
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import Asking, form_page, own_unit, pressed, room_tabs, see
from lianxin.work.pledges import commands, queries
from lianxin.work.pledges.models import Letter, Signing
from lianxin.work.pledges.terms import LETTER, LETTER_FLOW, LETTER_VERBS, VIEW, LetterStatus

PRINTED = 200
TONES = {LetterStatus.DRAFT: "quiet", LetterStatus.OPEN: "doing", LetterStatus.CLOSED: "done"}
PRESSED: dict[str, Callable[..., Any]] = {
    "open": commands.open_letter, "remind": commands.remind, "close": commands.close_letter,
}  # fmt: skip
PARTY: dict[str, tuple[Any, Callable[..., Any], Any]] = {
    "record": (letter_forms.RecordForm, commands.record_signed, gettext_lazy("见到签好的纸再登记，系统记下登记人。")),
    "release": (forms.ReasonForm, commands.release, gettext_lazy("单位合并、人已调走等，写明理由，不再算作没有签。")),
    "unsign": (forms.ReasonForm, commands.unsign, gettext_lazy("登记错了的更正，两次都留在流水里。")),
}
PARTY_WORDS = {
    "record": gettext_lazy("登记纸上已签"), "release": LETTER_VERBS["release"], "unsign": gettext_lazy("更正签订登记"),
}  # fmt: skip


def letters(request: Request) -> HttpResponse:
    """责任书登记簿: document, parties, days, how many have signed."""
    see(request, VIEW)
    rows = [(one, TONES[LetterStatus(one.status)]) for one in queries.letters(request.actor)[:LISTED]]
    return render(request, "pledges/letters.html", {
        "rows": rows, "tabs_shown": room_tabs(TABS, "pledges:letters"), "mine": list(queries.to_sign(request.actor)[:20]),
        "may_run": request.actor.may_at(LETTER, request.actor.own_path),
        "figures": figures.figures(request, ("letter.asked", "letter.signed", "letter.signed_rate")),
    })  # fmt: skip


def draft(request: Request) -> HttpResponse:
    """拟责任书、承诺书."""
    unit = own_unit(request, LETTER)
    start = {"year": request.today.year, "kind": "responsibility"}
    form: Any = letter_forms.LetterForm(request.POST or None, today=request.today, initial=start)
    if form.is_valid() and done(form, commands.draft_letter, request, unit=unit, **form.cleaned_data):
        messages.success(request, _("已存为拟稿，接着写由谁签。"))
        return redirect("pledges:letter", code=form.result.code)
    purpose = _("只写要办的事。点名要盯住谁的，系统不收。")
    return form_page(request, form, Asking(_("拟责任书、承诺书"), purpose, reverse("pledges:letters"), _("存为拟稿")))


def letter(request: Request, code: str) -> HttpResponse:
    """一份责任书: who has not signed first; by branch; then everybody in the order of the tree."""
    found = _fetch(request, code)
    signings, actor = queries.tree(found, request.actor), request.actor
    depths, branches = queries.depths(signings), queries.branches(signings)
    everybody, branch = request.GET.get("show") == "all", request.GET.get("branch", "")
    chosen = next((one for one in branches if str(one.signing.pk) == branch), None)
    narrowed = queries.narrowed(signings, chosen, everybody=everybody or found.status == LetterStatus.DRAFT)
    rows = [(one, depths[one.pk], shown.signing_deeds(one, found, actor)) for one in narrowed[:LISTED]]
    asked, signed = sum(one.asked for one in branches), sum(one.signed for one in branches)
    return render(request, "pledges/letter.html", {
        "letter": found, "tone": TONES[LetterStatus(found.status)], "lines": papers.letter_lines(found), "rows": rows,
        "branches": branches, "chosen": chosen, "everybody": everybody, "asked": asked,
        "signed": signed, "unsigned": asked - signed, "deeds": shown.letter_deeds(found, actor, signings), "total": len(signings),
        "is_cut": len(narrowed) > LISTED, "most": LISTED,
    })  # fmt: skip


def deed(request: Request, code: str, verb: str) -> HttpResponse:
    """改文稿, 加签订人, 发起, 提醒一次, 结束."""
    found, back = _fetch(request, code, LETTER), reverse("pledges:letter", args=[code])
    if verb in PRESSED:
        if request.method == "POST" and pressed(request, PRESSED[verb], letter=found):
            messages.success(request, _("已办：%(what)s。") % {"what": LETTER_VERBS[verb]})
        return redirect(back)
    form, command, asking = _letter_form(request, found, verb, back)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in form.takes}
        if done(form, command, request, letter=found, **given):
            messages.success(request, _("已记下。"))
            return redirect(back)
    return form_page(request, form, asking)


def _letter_form(request: Request, found: Letter, verb: str, back: str) -> tuple[Any, Callable[..., Any], Asking]:
    data, form = request.POST or None, cast(Any, None)
    if verb == "word":
        LETTER_FLOW.after("word", found.status)
        held = {"title": found.title, "text": found.text, "due_on": found.due_on}
        form = letter_forms.WordForm(data, today=request.today, initial=held)
        return form, commands.word_letter, Asking(LETTER_VERBS["word"], _("发起签订以后不能再改。"), back, _("改好了"))
    LETTER_FLOW.after("add_party", found.status)
    if verb == "parties":
        form = letter_forms.PartiesForm(data, letter=found, today=request.today)
        return form, commands.add_parties, Asking(LETTER_VERBS["add_party"], found.title, back)
    if verb == "people":
        form = letter_forms.PeopleForm(data, letter=found, today=request.today)
        return form, commands.add_people, Asking(_("加签订的个人"), found.title, back)
    raise Http404(_("没有找到。"))


def party(request: Request, code: str, pk: int, verb: str) -> HttpResponse:
    """一方: sign, note the paper, release, correct, attach the scan."""
    found, back = _fetch(request, code), reverse("pledges:letter", args=[code])
    signing = _signing(request, found, pk)
    if verb == "sign":
        if request.method == "POST" and pressed(request, commands.sign, signing=signing):
            messages.success(request, _("已签订。"))
        return redirect(back)
    allowed = {one.verb for one in shown.signing_deeds(signing, found, request.actor)}
    if verb not in allowed:
        request.actor.must(LETTER, found)
        raise Http404(_("没有找到。"))
    if verb == "scan":
        return scan_page(request, signing, back)
    if verb == "unscan":
        return scan_off_page(request, signing, back)
    if verb == "people":
        return _own_people(request, found, signing, back)
    kind, command, purpose = PARTY[verb]
    form = kind(request.POST or None, today=request.today)
    if form.is_valid() and done(form, command, request, signing=signing, **form.cleaned_data):
        messages.success(request, _("已记下。"))
        return redirect(back)
    return form_page(request, form, Asking(PARTY_WORDS[verb], purpose, back), notes=[signing.who])


def _own_people(request: Request, found: Letter, signing: Signing, back: str) -> HttpResponse:
    """层层签订: a unit that signs adds those of its own who sign with it."""
    form: Any = letter_forms.OwnPeopleForm(request.POST or None, today=request.today)
    given = {"letter": found, "unit": signing.unit}
    if form.is_valid() and done(form, commands.add_people, request, **given, **form.cleaned_data):
        messages.success(request, _("已加上。"))
        return redirect(back)
    return form_page(request, form, Asking(_("加本单位要签的人"), found.title, back))


def scan_picture(request: Request, code: str, pk: int) -> HttpResponse:
    """签字纸件的扫描件."""
    return jpeg(getattr(_signing(request, _fetch(request, code), pk), "scan", None))


def print_letter(request: Request, code: str) -> HttpResponse:
    """打印: one sheet for each party; those who have not signed, unless all are asked for."""
    found = _fetch(request, code)
    sheets = [(papers.sides(found, one), one) for one in _on_paper(request, found)]
    words = ngettext("共 %(n)s 份", "共 %(n)s 份", len(sheets)) % {"n": len(sheets)}
    return render(request, "pledges/letter_print.html", {
        "letter": found, "sheets": sheets, "lines": papers.letter_lines(found), "count_words": words,
        "signatures": papers.signatures(found), "everybody": request.GET.get("show") == "all", "most": PRINTED,
    })  # fmt: skip


def docx(request: Request, code: str) -> HttpResponse:
    """下载: the same as docx."""
    found = _fetch(request, code)
    return docx_file(papers.letter_paper(found, _on_paper(request, found)), f"{found.title}.docx")


def _on_paper(request: Request, found: Letter) -> list[Signing]:
    signings = queries.tree(found, request.actor)
    everybody = request.GET.get("show") == "all" or found.status == LetterStatus.DRAFT
    one = request.GET.get("party", "")
    if one:
        return [each for each in signings if str(each.pk) == one]
    branch = request.GET.get("branch", "")
    chosen = next((each for each in queries.branches(signings) if str(each.signing.pk) == branch), None)
    return queries.narrowed(signings, chosen, everybody=everybody)[:PRINTED]


def _signing(request: Request, found: Letter, pk: int) -> Signing:
    signings = Signing.objects.filter(letter=found).select_related("unit", "letter", "scan").defer("scan__data")
    signing: Signing = fetch(request, signings, see=VIEW, pk=pk)
    return signing


def _fetch(request: Request, code: str, to: Any = None) -> Letter:
    found: Letter = fetch(request, Letter.objects.select_related("unit"), see=VIEW, to=to, code=code)
    return found
