"""程序接口的事项: one row per thing that a program may ask for; address, reading, refusals and description come from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import Scope
from lianxin.pure.openapi import Field, Schema
from lianxin.web.ui.request import Request

Words = str | Promise
BIGGEST = 2**31 - 1

#: every status that is answered beside 200 and 201, and what it means
REFUSALS: dict[int, Words] = {
    304: _("没有变化：If-None-Match 里的就是现在的内容。"),
    400: _("参数或者内容不对，errors 里每处一句话。"),
    401: _("没有密钥，或者它不对、到期了、撤销了、还没有人同意启用。"),
    403: _("这把密钥没有这项权限。"),
    404: _("没有这一件。别的单位的、保密的、投诉、举报、批评，对程序来说都不存在。"),
    405: _("这个地址不接受这种请求方法。"),
    409: _("这个 Idempotency-Key 已经用来提交过别的内容。"),
    413: _("内容太大。"),
    415: _("只收 application/json。"),
    429: _("这一分钟里问得太多了，请按 Retry-After 的秒数等一等。"),
    503: _("暂时办不了，请按 Retry-After 的秒数等一等再来。"),
}


class Problem(Exception):
    """不能回答: the status, a sentence, what it names, and the fields at fault with a sentence each."""

    def __init__(
        self, status: int, sentence: Any = "", *, faults: Mapping[str, Any] | None = None, **named: Any
    ) -> None:
        super().__init__(status)
        self.status, self.sentence, self.named, self.faults = status, sentence or REFUSALS[status], named, faults or {}


@dataclass(frozen=True)
class Asked:
    """问的是什么: the key, in whose name it asks, and what was said, read and checked."""

    request: Request
    key: ProgramKey
    by: Actor
    said: dict[str, Any]
    again: str = ""

    @property
    def today(self) -> date:
        return self.request.today

    @property
    def now(self) -> datetime:
        return self.request.now

    def unit(self) -> Unit:
        """The unit that was named; the key's own where none was. Raises Problem: what is not its own is not there."""
        pk = self.said.get("unit")
        if pk is None:
            return self.key.unit
        found = Unit.objects.filter(pk=pk).first()
        if found is None or not any(is_within(found.path, root) for root in self.key.unit.paths):
            raise Problem(404, _("这把密钥的单位里没有这个单位。"))
        return found


@dataclass(frozen=True)
class Operation:
    """一件能做的事."""

    code: str
    path: str
    label: Words
    about: Words
    answer: Schema
    do: Callable[[Asked], Any]
    scope: Scope | None = None
    method: str = "GET"
    within: tuple[Field, ...] = ()
    params: tuple[Field, ...] = ()
    body: tuple[Field, ...] = ()
    is_found: bool = False  # whether it may be that there is nothing (404)

    @property
    def status(self) -> int:
        return 201 if self.method == "POST" else 200

    def refusals(self) -> list[int]:
        """Every status that this can be answered with beside its own."""
        found = {400, 401, 405, 429, 503}
        found |= {403} if self.scope else set()
        found |= {404} if self.is_found or self.within else set()
        found |= {409, 413, 415} if self.method == "POST" else {304}
        return sorted(found)
