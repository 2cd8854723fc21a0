"""签发通报: by another person, never while a named unit may still have its say; what is issued does not change (F084)."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.circulars import papers
from lianxin.work.circulars.models import Circular, Named, named_units
from lianxin.work.circulars.queries import figures, wording
from lianxin.work.circulars.rules import must_not_rank, must_stop_at_the_unit
from lianxin.work.circulars.terms import CIRCULAR_FLOW, ISSUE, FindingState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.dispatches import commands as dispatches
from lianxin.work.dispatches.terms import DispatchKind


@transaction.atomic
def issue(*, circular: Circular, by: Actor, at: datetime, number: str = "") -> Circular:
    """签发: the number from the register, the text and every number frozen with a fingerprint.

    Raises NotAllowed for who drafted it, Unfit while a reply may still come or a reply waits to be decided.
    """
    circular = Circular.objects.select_for_update(of=("self",)).select_related("unit").get(pk=circular.pk)
    by.must(ISSUE, circular)
    state = CIRCULAR_FLOW.after("issue", circular.state)
    if by.ref in (circular.drafted_by_ref, circular.written_by_ref):
        raise NotAllowed(_("请拟稿、改稿以外的同志签发。"))
    today = localdate(at)
    circular.named.filter(finding__state=FindingState.WITHDRAWN).delete()
    circular.named.exclude(finding__inspection__voided_on=None).delete()
    lines = papers.named(circular)
    _must_be_heard(lines, today)
    _must_be_clean(circular, lines, today)
    units = "、".join(unit.name for unit in named_units(circular))
    circular.state, circular.issued_on, circular.issued_by = state, today, by.name
    circular.dispatch = dispatches.register(
        kind=DispatchKind.CIRCULAR, title=circular.title, unit=circular.unit, on=today, signer=by.name, number=number,
        copies_to=units, source=circular.ref, by=by, at=at,
    )  # fmt: skip
    circular.number = circular.dispatch.number
    _freeze(circular, lines)
    circular.save()
    book.record(
        "circular.issued", of=circular.ref, unit_path=circular.unit_path, by=by, at=at, number=circular.number,
        digest=circular.digest[:12],
    )  # fmt: skip
    return circular


def _must_be_heard(lines: list[Named], today: date) -> None:
    """F084: the unit's time has run, or it spoke and what it said was weighed."""
    for line in lines:
        finding, unit = line.finding, line.finding.unit.name
        if finding.may_still_be_replied(today):
            raise Unfit(
                _("%(unit)s的说明期限到%(on)s，它还没有说明，现在不能印发。") % {"unit": unit, "on": finding.reply_by}
            )
        if not finding.is_settled:
            raise Unfit(_("%(unit)s的问题还没有核定，请先核定再印发。") % {"unit": unit})


def _must_be_clean(circular: Circular, lines: list[Named], today: date) -> None:
    texts = [circular.title, *(one["text"] for one in circular.sections)]
    whole = "\n".join([*texts, *(papers.words_of(line) for line in lines)])
    must_not_rank(whole, "")
    must_stop_at_the_unit(whole, list(named_units(circular)), today, "")


def _freeze(circular: Circular, lines: list[Named]) -> None:
    values = figures.values(circular, wording.used(one["text"] for one in circular.sections))
    circular.figures = {figures.SLOTS[word].code: number for word, number in values.items()}
    for line in lines:
        line.words = papers.quoted(line.finding)
    Named.objects.bulk_update(lines, ["words"])
    circular.text = papers.text_of(papers.paper(circular, lines, values))
    circular.digest = hashlib.sha256(circular.text.encode()).hexdigest()
