"""挂钩结对的计量: the links themselves, talks held with them, and granted leave, in whose days nothing is owed."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from lianxin.work.pairings.models import Leave, Pairing, Talk
from lianxin.work.pairings.terms import PairingKind
from lianxin.work.quotas.measures import OPEN, Absence, Deed, absences, measure

KINDS = {kind.value: kind.label for kind in PairingKind}


def links(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """联系: from its first day to its last, without end where none is set."""
    found = Pairing.objects.touching(first, last).filter(person_id__in=person_ids)
    for link in found.select_related("unit", "household"):
        yield Deed(link.person_id, link.since, link.until or OPEN, link.ref, _label(link), link.kind, link.unit_path,
                   link.household_id, where_kind=link.unit.kind)  # fmt: skip


def talks(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """谈心: that it took place; what was said is kept nowhere."""
    found = Talk.objects.filter(pairing__person_id__in=person_ids, on__range=(first, last))
    for talk in found.select_related("pairing__unit", "pairing__household"):
        link = talk.pairing
        yield Deed(link.person_id, talk.on, talk.on, f"talk:{talk.pk}", _label(link), link.kind, link.unit_path,
                   link.household_id, where_kind=link.unit.kind)  # fmt: skip


def _label(link: Pairing) -> str:
    whom = link.household.place if link.household else link.label
    return " ".join(filter(None, (link.get_kind_display(), link.unit.name, whom)))


def leave(person_ids: Collection[int], first: date, last: date) -> Iterator[Absence]:
    """请假: the days granted; whoever came back earlier is there again from that day on."""
    found = Leave.objects.counted().touching(first, last).filter(person_id__in=person_ids)
    for one in found:
        until = min(one.until, one.back_on - timedelta(days=1)) if one.back_on else one.until
        if one.since <= until:
            yield Absence(one.person_id, one.since, until)


measure("pairings", _("挂钩结对"), _("个"), links, kinds=KINDS)
measure("talks", _("谈心"), _("次"), talks, kinds=KINDS)
absences(leave)
