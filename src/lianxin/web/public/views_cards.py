"""凭联系卡: the household reads who came, whom to call, and says what it likes. Nobody has to; nothing is asked twice.

Code and secret travel in each form, never in an address; no session, no throttle by address: wrong tries lock the card
itself, and for everybody together there is a limit by the minute.
"""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianxin.base import counting
from lianxin.web.public import reading, receipts
from lianxin.web.public.card_forms import CardComplaintForm, CardForm, WordForm
from lianxin.web.public.pages import public_page
from lianxin.web.public.unseen import unseen
from lianxin.web.ui.request import Request
from lianxin.work.cards import commands, queries
from lianxin.work.cards.models import ContactCard
from lianxin.work.cards.queries import OwnVisit
from lianxin.work.concerns.problems import Unfit

WRONG_PER_MINUTE = 300
form_page = require_http_methods(["GET", "HEAD", "POST"])


@unseen
@form_page
def card(request: Request) -> HttpResponse:
    """联系卡: open it; say of one visit that somebody came or nobody did; rate it, leave a line."""
    form = CardForm(request.POST if request.method == "POST" else None)
    found = _opened(request, form)
    if found is None:
        return public_page(request, "card", form=form)
    visits, one = _named(request, found)
    step = request.POST.get("step")
    if step == "say" and one is not None:
        return _said(request, form, found, one)
    if step == "more" and found.voided_on is None:
        return _more(request, form, found, one, WordForm(rates=one is not None))
    if step == "word":
        return _worded(request, form, found, one)
    return _page(request, form, found, visits)


def _opened(request: Request, form: CardForm) -> ContactCard | None:
    if request.method != "POST" or not form.is_valid():
        return None
    minute = request.now.replace(second=0, microsecond=0)
    if counting.counted("wrong_card", "", at=minute) >= WRONG_PER_MINUTE:
        form.refuse_for_now(_("现在输错的人太多，请过一分钟再试。"))
        return None
    found = commands.open_with_secret(
        code=form.cleaned_data["code"], secret=form.cleaned_data["secret"], at=request.now
    )
    if found is None:
        counting.allowed("wrong_card", "", most=WRONG_PER_MINUTE, seconds=60, at=minute)
        form.add_error(None, _("编号或密码不对，请对照卡片核对。连续输错十次，这张卡会锁定，那时请打电话要求补发。"))
    return found


def _named(request: Request, found: ContactCard) -> tuple[list[OwnVisit], OwnVisit | None]:
    """The visits on record at this home, and the one that is meant."""
    visits = queries.visits_of(found, request.today)
    return visits, next((each for each in visits if each.visit.code == request.POST.get("visit")), None)


def _page(
    request: Request, form: CardForm, found: ContactCard, visits: list[OwnVisit], *, told: str = "", fault: str = ""
) -> HttpResponse:
    """本户的页面: the same whatever was said before, since whoever printed the card may look at it too (ADR 0027).

    What may be said with a voided card is one line: that nobody here asked for a new one.
    """
    form.auto_id = False
    versions = list(queries.versions_of(found))
    context: dict[str, Any] = {
        "card": found, "visits": visits, "versions": versions, "valid": [one for one in versions if one.voided_on is None],
        "told": told, "fault": fault, "form": form, "above": _above(found),
        "word": WordForm(rates=False, auto_id="lost_%s") if found.voided_on else None,
    }  # fmt: skip
    return public_page(request, "card_open", office=reading.office_of(found.unit), **context)


def _above(found: ContactCard) -> reading.Office | None:
    """The level above the person on the card: where to complain."""
    return reading.office_of(found.home.parent) if found.home.parent else None


def _again(request: Request, form: CardForm, found: ContactCard, **more: Any) -> HttpResponse:
    return _page(request, form, found, queries.visits_of(found, request.today), **more)


def _said(request: Request, form: CardForm, found: ContactCard, one: OwnVisit) -> HttpResponse:
    says = request.POST.get("says", "")
    try:
        commands.respond(card=found, visit=one.visit, says=says, at=request.now)
    except Unfit as problem:
        return _again(request, form, found, fault=str(problem))
    return _again(request, form, found, told=says)


def _worded(request: Request, form: CardForm, found: ContactCard, one: OwnVisit | None) -> HttpResponse:
    word = WordForm(request.POST, rates=one is not None)
    if not word.is_valid():
        return _more(request, form, found, one, word)
    typed = word.cleaned_data
    try:
        commands.respond(
            card=found, visit=one.visit if one else None, rating=typed.get("rating", ""), message=typed["message"],
            at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        word.add_error(problem.field if problem.field in word.fields else None, str(problem))
        return _more(request, form, found, one, word)
    return _again(request, form, found, told="word")


def _more(request: Request, form: CardForm, found: ContactCard, one: OwnVisit | None, word: WordForm) -> HttpResponse:
    form.auto_id = False
    office = reading.office_of(found.unit)
    return public_page(request, "card_word", form=form, word=word, one=one, card=found, office=office)


@unseen
@form_page
def card_complain(request: Request) -> HttpResponse:
    """凭卡投诉: one level above those who went, who never see it; with a receipt of its own."""
    form = CardForm(request.POST if request.method == "POST" else None)
    found = _opened(request, form)
    if found is None:
        return public_page(request, "card", form=form)
    visits, one = _named(request, found)
    sent = request.POST if "text" in request.POST else None
    typed = CardComplaintForm(sent, initial={"entry_key": uuid4().hex})
    if typed.is_valid() and (receipt := _complained(request, typed, found, one)):
        response = redirect("public:receipt")
        receipts.hand_over(request, response, receipt)
        return response
    form.auto_id = False
    office = reading.office_of(found.unit)
    return public_page(request, "card_complain", form=form, typed=typed, one=one, card=found, office=office)


def _complained(request: Request, typed: CardComplaintForm, found: ContactCard, one: OwnVisit | None) -> Any:
    try:
        return commands.complain(card=found, visit=one.visit if one else None, at=request.now, **typed.cleaned_data)
    except Unfit as problem:
        typed.add_error(problem.field if problem.field in typed.fields else None, str(problem))
        return None
