"""意见的样子: rows with what became of each, and what the actor may do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.web.ui.request import Request
from lianxin.work.concerns.terms import REGISTER
from lianxin.work.gatherings.models import Gathering, Opinion, Resolution
from lianxin.work.gatherings.terms import HOLD, LEAD, SETTLE, OpinionOutcome

TONES = {
    OpinionOutcome.OPEN: "todo", OpinionOutcome.ANSWERED: "done", OpinionOutcome.TO_STUDY: "doing",
    OpinionOutcome.STUDIED: "done", OpinionOutcome.CONCERN: "done",
}  # fmt: skip
WORDS = {
    "answer": gettext_lazy("当场答复"), "promise": gettext_lazy("会后研究"), "settle": gettext_lazy("研究后答复"),
    "raise": gettext_lazy("转为诉求"), "link": gettext_lazy("列入专题研究"),
}  # fmt: skip
SOON = 2


@dataclass(frozen=True)
class Row:
    """一条意见 as a row."""

    opinion: Opinion
    source: str
    tone: str
    left: str
    left_tone: str


def row(opinion: Opinion, request: Request) -> Row:
    """The opinion with its tone and how long is left."""
    left, tone = left_of(opinion.due_on, request.today) if opinion.outcome == OpinionOutcome.TO_STUDY else ("", "")
    source = str(opinion.gathering or opinion.sheet or "")
    return Row(opinion, source, TONES[OpinionOutcome(opinion.outcome)], left, tone)


def rows(opinions: Iterable[Opinion], request: Request) -> list[Row]:
    """Opinions as rows."""
    return [row(one, request) for one in opinions]


def resolutions(gathering: Gathering, request: Request) -> list[tuple[Resolution, str, str, bool]]:
    """What the meeting decided: each with how long is left and whether the actor may say that it is done."""
    found = gathering.resolutions.select_related("handler")
    return [(one, *left_of(one.due_on, request.today), request.actor.may(SETTLE, one)) for one in found]


def left_of(due_on: date | None, today: date) -> tuple[str, str]:
    """How long until a promised day, in words and tone."""
    if due_on is None:
        return "", ""
    days = (due_on - today).days
    if days < 0:
        return ngettext("逾期 %(days)s 日", "逾期 %(days)s 日", -days) % {"days": -days}, "late"
    if days == 0:
        return _("今天到期"), "soon"
    return ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days}, "soon" if days <= SOON else ""


def verbs(opinion: Opinion, by: Actor) -> list[tuple[str, str | Promise]]:
    """What the actor may do with the opinion now; the likeliest first."""
    found = []
    if opinion.outcome == OpinionOutcome.OPEN and by.may(HOLD, opinion):
        found += ["answer", "promise"]
    if opinion.outcome == OpinionOutcome.TO_STUDY and by.may(SETTLE, opinion):
        found.append("settle")
    if opinion.concern is None and by.may(HOLD, opinion) and by.may_at(REGISTER, opinion.unit_path):
        found.append("raise")
    if by.may(LEAD, opinion):
        found.append("link")
    return [(verb, WORDS[verb]) for verb in found]
