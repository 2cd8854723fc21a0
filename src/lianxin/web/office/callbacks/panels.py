"""回访在诉求页和今日的插页: did the answer come home, was it reviewed, is there an objection; what waits for me."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.callbacks import queries
from lianxin.work.callbacks.terms import CALL, DECIDE, DELIVER, OBJECT, SAMPLE, Decision, Reach, Way
from lianxin.work.concerns.independence import is_above, is_party
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import REISSUE, SETTLE, Handling, Satisfaction, Status

MANY = 99  # beyond so many the number no longer matters on 今日


def _feedback(request: Request, concern: Concern) -> dict[str, Any] | None:
    """反馈: delivered, called, reviewed, objected; nothing before there is an answer. One statement."""
    if concern.status not in queries.ANSWERED:
        return None
    found = queries.beside(concern)
    return {
        **found, "way": Way(found["b_way"]).label if found["b_way"] else "",
        "reach": Reach(found["b_called"]).label if found["b_called"] else "",
        "call_word": Satisfaction(found["b_call_rating"]).label if found["b_call_rating"] else "",
        "decision": Decision(found["b_objection"]).label if found["b_objection"] else "", "concern": concern,
        "is_unwell": found["b_last_rating"] == Satisfaction.DISSATISFIED or found["b_last_solved"] is False,
    }  # fmt: skip


def _steps(request: Request, concern: Concern) -> Iterator[Step]:
    """The room's deeds that this actor may do now; no statement."""
    by = request.actor
    if concern.status not in queries.ANSWERED:
        return
    bad = concern.rating == Satisfaction.DISSATISFIED
    unwell = bad or concern.rated_solved is False
    offered = (
        (_("问满意"), "ask", True), (_("记答复送达"), "deliver", by.may(DELIVER, concern)),
        (_("独立回访"), "call_back", by.may(CALL, concern) and not is_party(by, concern)),
        (_("复核认定"), "decide_exit", unwell and by.may(DECIDE, concern) and is_above(by, concern)),
        (_("登记息访"), "settle", concern.status == Status.CLOSED and not concern.settled_on and by.may(SETTLE, concern)),
        (_("评价异议"), "object_to_rating", bad and concern.handling == Handling.EXPLAIN
         and by.own_path == concern.handler_path and by.may(OBJECT, concern)),
        (_("补发凭证"), "reissue", by.may(REISSUE, concern) and not is_party(by, concern)),
    )  # fmt: skip
    for word, page, is_open in offered:
        if is_open:
            yield Step(word, reverse(f"callbacks:{page}", args=[concern.code]))


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One line for each list that is not empty."""
    if actor.has(DECIDE):
        yield from _line(_("认定异议"), queries.objections_to_decide(actor), "objections")
        yield from _line(_("复核不满意"), queries.mine_to_review(actor), "dissatisfied")
    if actor.has(SAMPLE):
        yield from _line(_("抽样回访"), queries.items_to_call(actor), "samples")
    if actor.has(DELIVER):
        yield from _line(_("送达答复"), queries.mine_to_deliver(actor, today), "complete")


def _line(word: str, found: Any, page: str) -> Iterator[Waiting]:
    count = found[: MANY + 1].count()
    if count:
        title = ngettext("有 %(count)s 件", "有 %(count)s 件", count) % {"count": count}
        title = title if count <= MANY else _("有 %(many)s 件以上") % {"many": MANY}
        yield Waiting(word, title, "", reverse(f"callbacks:{page}"))


panels.panel("concern", "callbacks/panel.html", _feedback, where="aside", order=20)
panels.steps("concern", _steps, group="ask")
panels.waits(_waits)
