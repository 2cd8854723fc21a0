"""登记诉求: in the name of the key's unit, by the deed of its own window; what was sent twice is entered once.

The resident's slip is not given out here: by it he rates, and in a program's hands his word would be another's. Whoever
wants it gets it at the counter, as a lost one (ADR 0016).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianxin.pure.ledgers import clean
from lianxin.pure.openapi import Field, choice, day, flag, maybe, shape, text, whole
from lianxin.web.public.api.concerns import UNIT
from lianxin.web.public.api.operations import Asked, Problem
from lianxin.web.public.api.terms import iso
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Channel, Minor
from lianxin.work.publishing.georeport import KINDS

WORDS, LINE = r"^[^\u0000]*[0-9A-Za-z\u4e00-\u9fff][^\u0000]*$", r"^[^\u0000-\u001f\u007f]*$"
CHANNELS = tuple(one.value for one in Channel if one not in (Channel.WEB, Channel.PROGRAM))


def _line(name: str, most: int, about: Any) -> Field:
    return Field(name, text(most, pattern=LINE), about, is_required=False)


BODY = (
    Field("text", text(20_000, least=1, pattern=WORDS), _("反映的内容，照群众的话写。")),
    Field("kind", choice(*KINDS), _("性质；投诉、举报、批评不收，请本人当面或者在网页上提。")),
    Field("channel", choice(*CHANNELS), _("渠道：怎样来的。")), UNIT, _line("title", 30, _("不写时取内容的第一句。")),
    _line("place", 120, _("具体地点。")), _line("external_number", 60, _("你那一边的编号，以后按它找。")),
    Field("occurred_on", day(), _("发生日期，不晚于今天。"), is_required=False),
    _line("name", 60, _("诉求人姓名，可以不写。")),
    Field("phone", text(40, pattern=r"^$|^[0-9+() -]*[0-9][0-9+() -]*$"), _("联系电话，可以不写。"), is_required=False),
    Field("people_count", whole(1, 9999), _("来了几人，不写是 1。"), is_required=False),
    Field("minor", choice("", *Minor.values), _("本人或所说的孩子不满 18 岁的，写多大；这样的自动保密。"), is_required=False),
)  # fmt: skip
RECEIPT = shape(
    Field("code", text(), _("回执编号。")), Field("received_on", day()), Field("due_on", maybe(day()), _("办理期限。")),
    Field("is_new", flag(), _("false：同一个 Idempotency-Key 早先已经登记了这一件。")),
)  # fmt: skip


def register(asked: Asked) -> Any:
    """登记, as the window does. Raises Problem."""
    said = asked.said
    given: dict[str, Any] = {name: clean.line(said.get(name, "")) for name in ("title", "place", "external_number")}
    asker = Asker(
        name=clean.line(said.get("name", "")), phone=clean.line(said.get("phone", "")),
        people_count=said.get("people_count", 1), minor=said.get("minor", ""),
    )  # fmt: skip
    words = clean.text(said["text"])
    try:
        receipt = commands.register(
            text=words, kind=said["kind"], channel=said["channel"], unit=asked.unit(), asker=asker, by=asked.by,
            at=asked.now, occurred_on=said.get("occurred_on"), entry_key=asked.again, **given,
        )  # fmt: skip
    except Unfit as problem:
        raise Problem(400, faults={problem.field or "body": problem.sentence}) from problem
    if not receipt.is_new and receipt.concern.text != words:
        raise Problem(409)
    one = receipt.concern
    return {"code": one.code, "received_on": iso(one.received_on), "due_on": iso(one.due_on), "is_new": receipt.is_new}
