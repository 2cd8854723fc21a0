"""封存的事项: to freeze a figure with what it was counted from, and to enter what changed afterwards, with the reason."""

from datetime import datetime
from secrets import SystemRandom
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.indicators import FIGURES, Figure, Rate
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.codes import new_code
from lianxin.pure.keysets import pack
from lianxin.reports.freezes import counting, queries, seal
from lianxin.reports.freezes.kept import Kept, kept_of, moved
from lianxin.reports.freezes.models import FrozenFigure, FrozenTree, LateChange
from lianxin.reports.freezes.problems import Unfit
from lianxin.reports.freezes.terms import EXPLAIN

LONGEST_REASON = 300


@transaction.atomic
def freeze(*, of: str, figure: Figure, by: Actor, at: datetime, label: str = "") -> FrozenFigure:
    """封存: the figure with its definition, the keys of what was counted, the units of the day, signer and fingerprint.

    Counted here as the office of the figure's unit sees it (`counting.as_kept` gives the same figure); refused where
    that is not the figure handed in. Whoever may file the record `of` has been asked before. Raises Unfit, NotAllowed.
    """
    unit, indicator = figure.unit, figure.indicator
    by.must_at(FIGURES, unit.path)
    today, office = localdate(at), counting.as_office(by, unit)
    kept = counting.count(indicator, figure.period, unit, office=office, today=today)
    if not _agrees(kept, figure):
        raise Unfit(_("“%(label)s”在这期间变了，请重新统计后再封存。") % {"label": label or indicator.label})
    last = FrozenFigure.objects.select_for_update().filter(of=of).order_by("-turn").first()
    with override(settings.LANGUAGE_CODE):
        frozen = FrozenFigure(
            number=new_code(SystemRandom()), of=of, label=(label or str(indicator.label))[:120],
            turn=last.turn + 1 if last else 1, code=indicator.code, name=str(indicator.label), version=indicator.version,
            kind=kept.kind, basis=str(indicator.basis), numerator=str(indicator.numerator),
            denominator=str(indicator.denominator), measure=str(indicator.measure)[:40], places=kept.places, unit=unit,
            unit_path=unit.path, unit_name=unit.name, tree=_tree(unit, at), period=figure.period.code,
            source=indicator.counts[-1].of().model._meta.label, opens=indicator.counts[-1].to_open.code, as_of=today,
            viewpoint=counting.viewpoint_of(office, unit), signed_by=by.name,
            signed_post=by.post, signed_on=today, at=at, previous=last.fingerprint if last else "",
            **kept.packed(), **_numbers(kept),
        )  # fmt: skip
    frozen.fingerprint = seal.fingerprint_of(frozen)
    frozen.save(force_insert=True)
    book.record(
        "freeze.frozen", of=frozen.ref, unit_path=unit.path, by=by, at=at, label=frozen.label, period=frozen.period,
        value=frozen.text, fingerprint=frozen.fingerprint,
    )  # fmt: skip
    return frozen


@transaction.atomic
def note_late(*, frozen: FrozenFigure, reason: str, by: Actor, at: datetime) -> LateChange:
    """登记事后变化: what the records give now, which came and went, and why; both values stay. Raises Unfit, NotAllowed."""
    frozen = FrozenFigure.objects.select_for_update(of=("self",)).select_related("unit").get(pk=frozen.pk)
    by.must(EXPLAIN, frozen)
    if not reason.strip():
        raise Unfit(_("请写明为什么变了。"), "reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise Unfit(_("原因最多 300 个字。"), "reason")
    if refusal := queries.why_not_again(frozen):
        raise Unfit(refusal)
    last = frozen.late.order_by("-turn").first()
    before, now = kept_of(last or frozen), queries.kept_now(frozen)
    found = moved(before, now)
    if not found:
        raise Unfit(_("记录没有变化：重新数还是 %(n)s，不用登记。") % {"n": (last or frozen).text})
    late = LateChange(
        frozen=frozen, turn=last.turn + 1 if last else 1, old=before.value, **kept_columns(now), added=pack(found.added),
        removed=pack(found.removed), changed=pack(found.changed), reason=reason.strip(), by_name=by.name, by_post=by.post,
        on=localdate(at), at=at, previous=(last or frozen).fingerprint,
    )  # fmt: skip
    late.fingerprint = seal.late_fingerprint_of(late)
    late.save(force_insert=True)
    book.record(
        "freeze.late_noted", of=frozen.ref, unit_path=frozen.unit_path, by=by, at=at, label=frozen.label,
        period=frozen.period, old=late.old_text, new=late.text, added=len(found.added), removed=len(found.removed),
        changed=len(found.changed), fingerprint=late.fingerprint, private={"reason": late.reason},
    )  # fmt: skip
    return late


def kept_columns(kept: Kept) -> dict[str, Any]:
    """What was counted as columns."""
    return {**kept.packed(), **_numbers(kept)}


def _numbers(kept: Kept) -> dict[str, Any]:
    return dict(kept.numbers())


def _agrees(kept: Kept, figure: Figure) -> bool:
    """Whether what was counted here is the figure handed in, on both sides of a rate."""
    if kept.value != figure.value:
        return False
    return not isinstance(figure.indicator, Rate) or (kept.part, kept.whole) == (figure.part, figure.whole)


def _tree(unit: Unit, at: datetime) -> FrozenTree:
    body = seal.tree_body(unit, localdate(at))
    return FrozenTree.objects.get_or_create(digest=seal.digest_of(body), defaults={"body": body})[0]
