"""代群众提交: a program that has a key hands a matter on by the same deed as our own page, with no more rights than a resident.

What it gets back is a token, by which it may ask later whether anything became public, and the resident's slip, which it
hands to him and does not keep. A word given by that slip is counted apart, for it was in other hands first (ADR 0062).
"""

import hmac
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianxin.base import counting
from lianxin.base.orgs.paths import is_within
from lianxin.base.programs import commands as programs
from lianxin.base.programs import queries as keys
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import Scope
from lianxin.pure import codes
from lianxin.web.public.open311 import counties, services
from lianxin.web.public.open311.answers import Problem, answer, both, refused
from lianxin.web.public.open311.forms import RequestForm
from lianxin.web.ui.request import Request
from lianxin.work.concerns import commands, secrets
from lianxin.work.concerns.commands.intake import Asker, Receipt
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Kind

FORM = "application/x-www-form-urlencoded"
MINUTE = 60
AGAIN = 80  # characters of an Idempotency-Key


def post(request: Request, fmt: str) -> HttpResponse:
    """POST service request."""
    if request.content_type != FORM:
        raise Problem(400, _("请用 application/x-www-form-urlencoded 提交。"))
    key = _key(request)
    county = counties.asked(request.POST.get("jurisdiction_id", ""), request.today)
    if county is None:
        raise Problem(400, _("系统还没有设立单位，暂时不能接收。请拨打 12345 反映。"))
    if not is_within(key.unit_path, county.path):
        raise Problem(403, _("这把密钥不能用在这个县。"))
    code = request.POST.get("service_code", "").strip()
    if not code:
        raise Problem(400, _("请写明 service_code。"))
    kind, form = services.one_of(code), RequestForm(request.POST, county=county, today=request.today)
    if not form.is_valid():
        return refused(fmt, 400, form.faults())
    return _told(request, fmt, _submitted(request, key, kind, form))


def _key(request: Request) -> ProgramKey:
    """The key of this request: one that holds, may submit, and is within its minute's number."""
    key = keys.shown(request.POST.get("api_key", "").strip(), request.today)
    if key is None or not key.allows(Scope.SUBMIT):
        raise Problem(403, _("没有 api_key，或者它不对、到期了、撤销了、不能提交诉求。"))
    if not counting.allowed("program_key", str(key.pk), most=key.per_minute, seconds=MINUTE, at=request.now):
        raise Problem(429, _("这一分钟里提交得太多了，请一分钟以后再提交。"))
    programs.note_use(key=key, by=keys.actor_of(key), at=request.now)
    return key


def _submitted(request: Request, key: ProgramKey, kind: Kind, form: RequestForm) -> Receipt:
    data: dict[str, Any] = form.cleaned_data
    asker = Asker(name=form.name(), phone=data["phone"], notice=data["notice"] or 0, minor=data["minor"])
    try:
        receipt = commands.submit(
            text=data["description"], kind=kind, unit=form.where(), at=request.now, place=form.place(), asker=asker,
            may_publish=data["may_publish"] == "1", entry_key=_again(request), to_mailbox=data["to_mailbox"] == "1",
            channel=Channel.PROGRAM, by=keys.actor_of(key),
        )  # fmt: skip
    except Unfit as problem:
        raise Problem(400, problem.sentence) from problem
    if not receipt.secret:
        raise Problem(400, _("这个 Idempotency-Key 已经用来提交过别的内容。"))
    return receipt


def _again(request: Request) -> str:
    """By what the same request is known when the line broke; nobody without the key can have the same."""
    said = request.headers.get("Idempotency-Key", "").strip()[:AGAIN]
    plain = request.POST.get("api_key", "").strip()
    return hmac.digest(plain.encode(), f"again|{said}".encode(), "sha256").hex()[:40] if said else ""


def _told(request: Request, fmt: str, receipt: Receipt) -> HttpResponse:
    notice = both(
        _("请把回执原样交给本人，不要留存：回执编号 %(code)s，查询密码 %(secret)s。本人在 %(url)s 查进度、评一评。"),
        {
            "code": codes.grouped(receipt.concern.code), "secret": codes.grouped(receipt.secret),
            "url": request.build_absolute_uri(reverse("public:follow")),
        },
    )  # fmt: skip
    held = [{"token": secrets.token_of(receipt.concern.code), "service_notice": notice, "account_id": None}]
    return answer(fmt, "service_requests", held, status=201)
