"""核实回应: the level above looks into what a household said. There is no verdict by the household's word alone."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.cards.models import Response
from lianxin.work.cards.terms import REVIEW, Outcome
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def look_into(*, response: Response, outcome: str, by: Actor, at: datetime, note: str = "") -> Response:
    """核实: what came of it, by a unit above that is no party; the journal stands at that unit, not at the village."""
    response = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    by.must(REVIEW, response)
    if response.outcome:
        raise Unfit(_("这一条已经核实过。"))
    if outcome not in Outcome.values:
        raise Unfit(_("请选核实结果。"), "outcome")
    if outcome != Outcome.NOTED and not note.strip():
        raise Unfit(_("请写明怎样核实的。"), "note")
    response.outcome, response.outcome_on = outcome, localdate(at)
    response.outcome_by, response.outcome_note = Unit.objects.get(path=by.own_path).name, note.strip()
    response.save(update_fields=["outcome", "outcome_on", "outcome_by", "outcome_note"])
    book.record(
        "response.looked_into", of=response.ref, unit_path=by.own_path, by=by, at=at,
        private={"note": response.outcome_note}, outcome=Outcome(outcome).label,
    )  # fmt: skip
    return response
