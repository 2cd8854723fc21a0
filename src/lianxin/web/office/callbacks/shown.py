"""回访页面上的一行, and what is said to residents: title as the reader may know it, telephone masked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import grouped
from lianxin.pure.masking import mask_name, mask_phone
from lianxin.web.office.concerns.rows import TONES
from lianxin.work.callbacks.desks import desks
from lianxin.work.concerns import queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status

MOST = 100
PAGES = (
    ("index", gettext_lazy("待办")), ("asking", gettext_lazy("问满意")), ("complete", gettext_lazy("件件有反馈")),
    ("dissatisfied", gettext_lazy("不满意的")), ("samples", gettext_lazy("抽样回访")), ("rates", gettext_lazy("三率")),
    ("objections", gettext_lazy("评价异议")), ("compare", gettext_lazy("分档")), ("service", gettext_lazy("有回应")),
    ("hints", gettext_lazy("评价提示")), ("sms", gettext_lazy("短信和邮件")),
)  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """一个标签 of the room."""

    word: str | Promise
    url: str
    is_current: bool
    count: None = None


def tabs(here: str) -> list[Tab]:
    """The pages of the room."""
    return [Tab(word, reverse(f"callbacks:{name}"), name == here) for name, word in PAGES]


@dataclass(frozen=True)
class Line:
    """一行: one concern."""

    code: str
    title: str
    unit: str
    handler: str
    state: str | Promise
    tone: str
    on: date | None
    name: str
    phone: str
    round: int
    number: int = 0


def line_of(concern: Concern, by: Actor, number: int = 0) -> Line:
    """The concern as a row; of a confidential one nothing of who asked."""
    asker = concern.requester if queries.sees_asker(by, concern) and hasattr(concern, "requester") else None
    return Line(
        concern.code, queries.shown(concern.title, concern, by), concern.unit.name,
        concern.handler.name if concern.handler else "", Status(concern.status).label, TONES[Status(concern.status)],
        concern.replied_on, mask_name(asker.name) if asker else "", mask_phone(asker.phone) if asker and asker.phone else "",
        concern.round, number,
    )  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """一份清单: the first so many, and how many there are."""

    lines: list[Line]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.lines)


def listed(found: Any, by: Actor) -> Listed:
    """The list, longest waiting first: two statements."""
    rows = found.select_related("unit", "handler", "requester").order_by("replied_on", "code")
    lines = [line_of(one, by) for one in rows[:MOST]]
    return Listed(lines, len(lines) if len(lines) < MOST else found.count())


def asking_text(concern: Concern, address: str) -> str:
    """短信文案: short, with the code and how to answer; the secret is on the resident's slip and never here (T5)."""
    desk = desks([concern.unit])[concern.unit_id]
    return _(
        "%(office)s：您反映的事（编号 %(code)s）已答复。解决没有、满不满意，请您本人凭回执上的密码在 %(address)s 评一评，"
        "或拨打 %(phone)s。工作人员不会向您要密码。"
    ) % {"office": desk.name, "code": grouped(concern.code), "address": address, "phone": desk.phone}  # fmt: skip
