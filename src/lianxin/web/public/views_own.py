"""本人的三件事: may it be published; photographs; I was troubled. All by code and secret, sent by POST alone."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianxin.base import counting
from lianxin.base.files.pictures import MAX_BYTES
from lianxin.base.gateways import proving
from lianxin.pure.mails import BadAddress, address_of
from lianxin.web.public import receipts
from lianxin.web.public.forms import DisturbedForm, SecretForm
from lianxin.web.public.views import by_slip, page, shown
from lianxin.web.ui.request import Request
from lianxin.work.concerns.commands.intake import RESIDENT, Receipt
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.evidence import commands as evidence
from lianxin.work.evidence.terms import MOST_BY_RESIDENT
from lianxin.work.publishing import commands
from lianxin.work.publishing.commands.residents import troubling_units
from lianxin.work.sms import commands as texting

form_page = require_http_methods(["GET", "HEAD", "POST"])

TOLD = {"yes": "sms_on", "mail": "mail_asked", "code": "mail_on", "no": "sms_off"}
DAY = 86_400
MOST_ADDRESS = 200


@login_not_required
@form_page
@by_slip
def consent(request: Request, concern: Concern, form: SecretForm) -> HttpResponse:
    """同意或者不同意公开: takes effect at once; what was public is taken down."""
    agrees = request.POST.get("agrees")
    if agrees not in ("yes", "no"):
        return shown(request, concern, form)
    commands.agree(concern=concern, agrees=agrees == "yes", at=request.now)
    return shown(request, concern, form, told="agreed" if agrees == "yes" else "withdrawn")


@login_not_required
@form_page
@by_slip
def attach(request: Request, concern: Concern, form: SecretForm) -> HttpResponse:
    """附照片: up to three, each cleaned; what cannot be read is said, what can be is kept."""
    if not (files := request.FILES.getlist("photos")[: MOST_BY_RESIDENT + 1]):
        return shown(request, concern, form, told=_("请先选择照片，再点“附照片”。"))
    told = "attached"
    for one in files:
        try:
            data = one.read(MAX_BYTES + 1)
            evidence.add_photo(concern=concern, data=data, by=RESIDENT, at=request.now)
        except Unfit as problem:
            told = str(problem)
    return shown(request, concern, form, told=told)


@login_not_required
@form_page
@by_slip
def disturbed(request: Request, concern: Concern, held: SecretForm) -> HttpResponse:
    """我被打扰了: a complaint one level above, with a receipt of its own."""
    units = troubling_units(concern)
    first = {**held.cleaned_data, "entry_key": uuid4().hex, "unit": str(units[0].pk) if len(units) == 1 else ""}
    form = DisturbedForm(request.POST if "text" in request.POST else None, initial=first, units=units)
    if not form.is_valid() or (receipt := _told(request, form, concern)) is None:
        return page(request, "disturbed", form=form, concern=concern, units=units)
    response = redirect("public:receipt")
    receipts.hand_over(request, response, receipt)
    return response


@login_not_required
@form_page
@by_slip
def sms(request: Request, concern: Concern, form: SecretForm) -> HttpResponse:
    """要不要短信、邮件: his own word, taken back at any time."""
    wishes, address = request.POST.get("wishes", ""), request.POST.get("address", "")[:MOST_ADDRESS]
    ways = {"yes": settings.SMS, "mail": settings.MAIL, "code": settings.MAIL, "no": True}
    if wishes not in TOLD or not ways[wishes]:
        return shown(request, concern, form)
    try:
        if wishes == "mail":
            _ask_mail(request, concern, address)
        elif wishes == "code":
            _prove_mail(request, concern)
        else:
            texting.wish(concern=concern, wishes=wishes == "yes", at=request.now)
    except Unfit as problem:
        return shown(request, concern, form, told=str(problem), address=address)
    return shown(request, concern, form, told=TOLD[wishes])


def _ask_mail(request: Request, concern: Concern, address: str) -> None:
    """A code for the address: so many a day to one matter and to one address, lest mail be heaped on a stranger."""
    with suppress(BadAddress):  # what is none is refused below, and counts nothing
        about = (("mail_code", concern.code), ("mail_code_to", address_of(address).lower()))
        if not all(
            counting.allowed(what, of, most=proving.MOST_SENT, seconds=DAY, at=request.now) for what, of in about
        ):
            raise Unfit(_("今天发过几次验证码了，请明天再试。"))
    texting.ask_mail(concern=concern, address=address, at=request.now)


def _prove_mail(request: Request, concern: Concern) -> None:
    seconds = int(proving.HOLDS.total_seconds())
    if not counting.allowed("mail_try", concern.code, most=proving.MOST_TRIES, seconds=seconds, at=request.now):
        raise Unfit(_("输错的次数太多，请过半小时再要一个。"))
    texting.prove_mail(concern=concern, code=request.POST.get("mail_code", "")[:12], at=request.now)


def _told(request: Request, form: DisturbedForm, concern: Concern) -> Receipt | None:
    data: dict[str, Any] = form.cleaned_data
    try:
        return commands.report_disturbance(
            concern=concern, unit=data["unit"], text=data["text"], at=request.now, entry_key=data["entry_key"]
        )
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None
