"""逐级: a return among the one above it and those below it, who may take which step, and why a step is not open."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor, NotAllowed, Permission
from lianxin.pure import approvals
from lianxin.pure.approvals import Node, Reason
from lianxin.reports.returns.models import FigureQuery, MonthReturn
from lianxin.reports.returns.terms import ACCEPT, APPROVE, COLLECT, VERIFY, QueryState, Stage

#: what the level above does with a lower return
FROM_ABOVE = ("accept", "unaccept", "excuse", "unexcuse")
NEEDS = {
    "collect": COLLECT,
    "review": VERIFY,
    "count": VERIFY,
    "file": APPROVE,
    "report": APPROVE,
    "take_back": APPROVE,
}
#: the step that follows when all goes well
ONWARD = {
    Stage.COLLECTING: "collect", Stage.COLLECTED: "review", Stage.REVIEWED: "count", Stage.COUNTED: "file",
    Stage.FILED: "report", Stage.REPORTED: "accept",
}  # fmt: skip


def node_of(month: MonthReturn, questions: int = 0) -> Node:
    """The return as the algebra sees it."""
    signers = frozenset({month.filed_ref, month.reported_ref} - {""})
    above = str(month.above_id) if month.above_id else ""
    return Node(str(month.pk), month.unit.name, month.stage, above, month.excused, signers, questions)


def around(month: MonthReturn, *, lock: bool = False) -> dict[str, MonthReturn]:
    """The return, the one above it, those below it: one statement; locked in one order for a deed."""
    near = Q(pk=month.pk) | Q(above=month.pk) | Q(pk=month.above_id or 0)
    found = MonthReturn.objects.filter(near).select_related("unit", "form", "above__unit").order_by("pk")
    return {str(one.pk): one for one in (found.select_for_update(of=("self",)) if lock else found)}


def open_questions(month: MonthReturn) -> int:
    """How many questions about the return's figures are open."""
    return FigureQuery.objects.filter(figure__of=month).exclude(state=QueryState.CLOSED).count()


def tree_of(months: Iterable[MonthReturn], questions: dict[int, int] | None = None) -> dict[str, Node]:
    """Returns as the algebra sees them."""
    told = questions or {}
    return {str(one.pk): node_of(one, told.get(one.pk, 0)) for one in months}


def say(reason: Reason) -> str:
    """The reason as a sentence in the language of the page."""
    return _(reason.template) % dict(reason.words)


def why_not(month: MonthReturn, verb: str, by: Actor, **more: Any) -> str:
    """为什么不能办: empty where the step is open; permission is another matter (`may_take`)."""
    tree = tree_of(around(month).values(), {month.pk: open_questions(month)})
    reason = approvals.why_not(tree, tree[str(month.pk)], verb, who=by.ref, **more)
    return say(reason) if reason else ""


def why_locked(month: MonthReturn) -> str:
    """为什么锁定: the sentence for whoever wants to change a figure; empty while it may still be changed."""
    tree = tree_of([month, month.above] if month.above else [month])
    reason = approvals.why_locked(tree, tree[str(month.pk)])
    if reason is None:
        return ""
    when = _("%(who)s已于%(on)s备案并锁定。") % {"who": month.filed_by, "on": month.filed_on.isoformat()} if (
        month.is_locked and month.filed_on) else ""  # fmt: skip
    return when + say(reason)


def weighed(month: MonthReturn, verb: str) -> list[tuple[Permission, str]]:
    """Which permission the step needs, and at which unit; any one of them will do."""
    own, above = month.unit_path, month.above.unit_path if month.above else month.unit_path
    if verb in FROM_ABOVE:
        return [(ACCEPT, above)]
    if verb == "send_back":
        return [(ACCEPT, above)] if month.stage == Stage.REPORTED else [(VERIFY, own), (APPROVE, own)]
    return [(NEEDS[verb], own)]


def may_take(by: Actor, month: MonthReturn, verb: str) -> bool:
    """Whether the actor's post holds what the step needs."""
    return any(by.may_at(permission, path) for permission, path in weighed(month, verb))


def must_take(by: Actor, month: MonthReturn, verb: str) -> None:
    """Raise NotAllowed unless `may_take`."""
    if not may_take(by, month, verb):
        [(permission, _path), *_others] = weighed(month, verb)
        raise NotAllowed(_("您现在的职务不能在该单位办理此事：%(what)s。") % {"what": permission.label})


def steps_open(month: MonthReturn, by: Actor) -> tuple[list[str], str]:
    """The steps that this actor may take now, the onward one first; and why the onward one is not open, if he could."""
    tree = tree_of(around(month).values(), {month.pk: open_questions(month)})
    node = tree[str(month.pk)]
    onward = ONWARD.get(Stage(month.stage), "")
    found = [verb for verb in approvals.may_do(tree, node, who=by.ref) if may_take(by, month, verb)]
    found.sort(key=lambda verb: verb != onward)
    reason = approvals.why_not(tree, node, onward, who=by.ref) if onward and may_take(by, month, onward) else None
    if month.above_id is None and onward == "accept":
        reason = None
    return found, say(reason) if reason else ""


def may_ask(by: Actor, month: MonthReturn) -> bool:
    """Whether the actor may doubt a figure: one's own reviewer, or the level above."""
    return by.may(VERIFY, month) or bool(month.above and by.may_at(ACCEPT, month.above.unit_path))
