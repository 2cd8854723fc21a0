"""套话的增减: an office knows what its texts cannot do without."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.overlap import START, Idioms
from lianxin.reports.overlaps.models import Idiom
from lianxin.reports.overlaps.problems import Unfit
from lianxin.reports.overlaps.terms import EDIT, Origin

SHORTEST, LONGEST = 6, 60


@transaction.atomic
def add_idiom(*, unit: Unit, text: str, by: Actor, at: datetime) -> Idiom:
    """增加套话: in this unit and below a passage that is nothing else is no overlap."""
    by.must_at(EDIT, unit.path)
    words = "".join(text.split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise Unfit(_("套话请写 6 到 60 个字。"), "text")
    idiom = Idiom.objects.filter(unit_path=unit.path, text=words).first() or Idiom(
        unit=unit, unit_path=unit.path, text=words
    )
    if idiom.pk and idiom.removed_on is None:
        raise Unfit(_("这句已经在套话里。"), "text")
    idiom.origin, idiom.by_name, idiom.added_on = Origin.ADDED, by.name, localdate(at)
    idiom.removed_on, idiom.removed_why = None, ""
    idiom.save()
    book.record("overlap.idiom_added", of=unit.ref, unit_path=unit.path, by=by, at=at, private={"text": words})
    return idiom


@transaction.atomic
def remove_idiom(*, unit: Unit, text: str, why: str, by: Actor, at: datetime) -> Idiom:
    """不再算作套话, with the reason: in this unit and below; whether it was shipped, learned, or added here or above."""
    by.must_at(EDIT, unit.path)
    words, folded = "".join(text.split()), Idioms([text]).phrases
    held = Idiom.objects.holding(unit.path).filter(text=words, removed_on=None)
    if not folded or not (held.exists() or folded[0] in START.phrases):
        raise Unfit(_("套话里没有这一句。"), "text")
    if not why.strip():
        raise Unfit(_("请写一句为什么不算套话。"), "why")
    idiom = Idiom.objects.filter(unit_path=unit.path, text=words).first() or Idiom(
        unit=unit, unit_path=unit.path, text=words, origin=Origin.SHIPPED, added_on=localdate(at)
    )
    idiom.removed_on, idiom.removed_why, idiom.by_name = localdate(at), why.strip()[:100], by.name
    idiom.save()
    private = {"text": words, "why": idiom.removed_why}
    book.record("overlap.idiom_removed", of=unit.ref, unit_path=unit.path, by=by, at=at, private=private)
    return idiom
