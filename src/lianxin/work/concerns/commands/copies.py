"""并入的诉求随主件: each requester's own concern is answered and closed with the main one; none is lost (T12)."""

from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns import clocking
from lianxin.work.concerns.models import Concern, Merge, Reply
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, Outcome, Status


def must_be_without(concern: Concern) -> None:
    """Raises Unfit while others are merged into it: they would be left without an answer."""
    if concern.copies.filter(status=Status.MERGED).exists():
        raise Unfit(_("还有诉求并在这一件里，请先撤销并案，或者答复这一件。"))


def answer_all(main: Concern, *, text: str, unit: Unit, by: Actor, at: datetime) -> None:
    """随主件答复: the same words to every requester of a merged concern."""
    for copy in main.copies.select_for_update().filter(status=Status.MERGED).order_by("pk"):
        copy.status = FLOW.after("answer_merged", copy.status)
        copy.replied_on = clocking.today(at)
        copy.handler, copy.handler_path = unit, unit.path
        copy.assigned_on = copy.assigned_on or clocking.today(at)
        copy.save()
        Reply.objects.create(concern=copy, round=copy.round, text=text, unit=unit, by_name=by.name, at=at)
        book.record("concern.replied", of=copy.ref, unit_path=copy.unit_path, by=by, at=at, unit=unit.name)


def close_all(main: Concern, *, outcome: str, by: Actor, at: datetime) -> None:
    """随主件办结: those answered with it and not yet closed by themselves."""
    for copy in main.copies.select_for_update().filter(status=Status.REPLIED).order_by("pk"):
        copy.status = FLOW.after("close", copy.status)
        copy.closed_on, copy.outcome = clocking.today(at), outcome
        copy.save()
        book.record(
            "concern.closed", of=copy.ref, unit_path=copy.unit_path, by=by, at=at, outcome=Outcome(outcome).label
        )


def let_go(copy: Concern, *, reason: str, at: datetime) -> Merge | None:
    """The merge of this copy ends; what it was before is returned. The copy itself is not saved."""
    copy.merged_into = None
    merge = Merge.objects.filter(copy=copy, undone_at=None).first()
    if merge is not None:
        merge.undone_at, merge.undone_reason = at, reason
        merge.save(update_fields=["undone_at", "undone_reason"])
    return merge
