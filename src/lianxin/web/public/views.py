"""群众的页面: bring a matter, get the receipt, follow it, rate it, read what is open. No account anywhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import top_unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure import codes
from lianxin.web.public import limits, menu, own, reading, receipts, screens, story
from lianxin.web.public.forms import RATING_QUESTIONS, SUBMIT_QUESTIONS, Limited, RatingForm, SecretForm, SubmitForm
from lianxin.web.ui import qr
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.intake import Asker, Receipt
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS, FLOW, Status
from lianxin.work.reception.queries import undertaken
from lianxin.work.sms import commands as sms

form_page = require_http_methods(["GET", "HEAD", "POST"])
TOO_OFTEN = 429


@login_not_required
@require_safe
def home(request: Request) -> HttpResponse:
    """四扇门: 我要反映 · 查进度 · 评一评 · 看公开."""
    return page(request, "home")


def page(request: Request, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page, with a telephone to ring at its foot."""
    if "office" not in context:
        county = top_unit()
        context["office"] = reading.office_of(county) if county else None
    context["doors"] = menu.doors(request.path)
    return render(request, f"public/{name}.html", context, status=status)


@login_not_required
@form_page
def submit(request: Request) -> HttpResponse:
    """我要反映: on one page, or in 长者 mode one question per screen."""
    form = SubmitForm(sent(request), today=request.today, initial={"entry_key": uuid4().hex})
    screen = screens.walk(form, _questions(request))
    if screen is None and not limits.allowed(request, "submit"):
        form.refuse_for_now(_("一小时内从您的网络提交得太多了，请过一会儿再提交，或拨打站点电话。填过的内容都还在。"))
    elif screen is None and (receipt := _submitted(request, form)):
        response = redirect("public:receipt")
        receipts.hand_over(request, response, receipt)
        return response
    screen = screen or screens.screen(form, SUBMIT_QUESTIONS, 0, sent=len(SUBMIT_QUESTIONS))
    return page(request, "submit", form=form, screen=screen, status=status_of(form))


def sent(request: Request) -> QueryDict | None:
    """What was sent, be it nothing at all; None when the page was only asked for."""
    return request.POST if request.method == "POST" else None


def _questions(request: Request) -> tuple[screens.Question, ...]:
    """The unit complained about is asked of those alone who complain."""
    complains = request.POST.get("kind") in CONFIDENTIAL_KINDS
    return tuple(one for one in SUBMIT_QUESTIONS if complains or one.fields != ("about_unit",))


def _submitted(request: Request, form: SubmitForm) -> Receipt | None:
    """The receipt; None with a sentence on the form where the facts forbid it."""
    data = form.cleaned_data
    try:
        receipt = commands.submit(
            text=data["text"], kind=data["kind"], unit=data["unit"], at=request.now, place=data["place"],
            asker=Asker(**{name: data[name] for name in ("name", "phone", "notice", "minor")}), may_publish=data["may_publish"],
            about_unit=data["about_unit"], entry_key=data["entry_key"],
            to_mailbox=data["to_mailbox"],
        )  # fmt: skip
        if data.get("sms"):
            sms.wish(concern=receipt.concern, wishes=True, at=request.now)
    except Unfit as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None
    return receipt


def status_of(form: Limited) -> int:
    return TOO_OFTEN if form.too_often else 200


@login_not_required
@require_safe
def receipt(request: Request) -> HttpResponse:
    """回执: shown this once, to photograph or print."""
    brought = receipts.handed_over(request)
    concern = Concern.objects.filter(code=brought[0]).select_related("unit").first() if brought else None
    if brought is None or concern is None:
        return page(request, "receipt_gone")
    address = receipts.query_address(request, concern.code)
    response = page(
        request, "receipt", concern=concern, code=codes.grouped(concern.code), secret=codes.grouped(brought[1]),
        promise=reading.promise(concern, request.today), office=reading.office_of(concern.unit),
        qr=qr.picture(address), address=request.build_absolute_uri("/"),
    )  # fmt: skip
    receipts.taken(response)
    return response


@login_not_required
@form_page
def follow(request: Request) -> HttpResponse:
    """查进度: by the code and the secret of the receipt, sent by POST and never in an address."""
    form = SecretForm(sent(request), initial={"code": request.GET.get("code", "")[:40]})
    concern = opened(request, form)
    if concern is None:
        return page(request, "follow", form=form, status=status_of(form))
    callbacks.note_read(concern=concern, at=request.now)
    return shown(request, concern, form)


def opened(request: Request, form: SecretForm) -> Concern | None:
    """The concern of a rightly filled form; the same sentence for a wrong code, a wrong secret and a locked one."""
    if request.method != "POST" or {"code", "secret"} & set(form.errors):
        return None
    if not limits.allowed(request, "follow"):
        form.refuse_for_now(_("一小时内从您的网络查询得太多了，请过一会儿再查，或拨打站点电话。"))
        return None
    found = commands.open_with_secret(
        code=form.cleaned_data["code"], secret=form.cleaned_data["secret"], at=request.now
    )
    if found is None:
        form.add_error(None, _("编号或密码不对，请对照回执核对。连续输错十次，回执会锁定，那时请拨打站点电话。"))
    return found


def by_slip(view: Callable[[Request, Concern, SecretForm], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """凭回执: a page that its code and secret open, asked for again where they are missing or wrong."""

    @wraps(view)
    def asked(request: Request) -> HttpResponse:
        form = SecretForm(sent(request))
        concern = opened(request, form)
        if concern is None:
            return page(request, "follow", form=form, status=status_of(form))
        return view(request, concern, form)

    return asked


def shown(request: Request, concern: Concern, form: Limited, *, told: str = "", address: str = "") -> HttpResponse:
    """本人的页面: the whole of it, after code and secret; `told` says what was just done."""
    form.auto_id = False  # several forms of this page carry code and secret on: no id may stand there twice
    return page(
        request, "status", concern=concern, code=codes.grouped(concern.code), story=story.of(concern),
        promise=reading.promise(concern, request.today), office=reading.office_of(concern.unit),
        now_words=reading.NOW[Status(concern.status)], may_rate=FLOW.can("rate", concern.status),
        form=form, told=told, beside=own.beside(concern, request.today),
        undertaken=undertaken(concern), address=address,
    )  # fmt: skip


@login_not_required
@form_page
def rate(request: Request) -> HttpResponse:
    """评一评: first the receipt, then three questions; only this word counts in the rate of satisfaction."""
    form = RatingForm(sent(request))
    concern = opened(request, form)
    if concern is None:
        return page(request, "rate_open", form=form, status=status_of(form))
    if not FLOW.can("rate", concern.status):
        return shown(request, concern, form)
    screen = screens.walk(form, RATING_QUESTIONS)
    if screen is None and (rated := _rated(request, concern, form)):
        return shown(request, rated, form, told="rated")
    screen = screen or screens.screen(form, RATING_QUESTIONS, 0, sent=len(RATING_QUESTIONS))
    return page(request, "rate", form=form, screen=screen, concern=concern)


def _rated(request: Request, concern: Concern, form: RatingForm) -> Concern | None:
    data = form.cleaned_data
    try:
        return commands.rate(
            concern=concern, secret=data["secret"], rating=data["rating"], solved=data["solved"],
            contacted=data["contacted"], comment=data["comment"], at=request.now,
        )  # fmt: skip
    except Unfit as problem:
        form.add_error(None, str(problem))
        return None


@login_not_required
@require_safe
def published(request: Request) -> HttpResponse:
    """看公开: whom to ring, and where else one may turn."""
    return page(request, "open", published=reading.published(request.today))


@login_not_required
@require_safe
def township(request: Request, pk: int) -> HttpResponse:
    """看公开, one township: its stations with their telephones."""
    unit = Unit.objects.valid(request.today).filter(pk=pk, kind=UnitKind.TOWNSHIP).first()
    if unit is None:
        raise Http404(_("没有找到。"))
    return page(request, "township", township=unit, stations=reading.stations(unit, request.today))
