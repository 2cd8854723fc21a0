"""走访的计量: what duties may count of visits and nights; both as they stand, never what was voided."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.work.drives.terms import DriveKind
from lianxin.work.quotas.measures import Deed, measure
from lianxin.work.visits.models import Stay, VisitPerson
from lianxin.work.visits.terms import NOT_A_VISIT, OPTIONAL_KINDS, VisitKind

STAY = "stay"
KINDS = {kind.value: kind.label for kind in VisitKind}
APART = (*NOT_A_VISIT, *OPTIONAL_KINDS)


def visits(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """走访: one deed per person who went along."""
    found = VisitPerson.objects.filter(
        person_id__in=person_ids, visit__voided_on=None, visit__on__lte=last, visit__until__gte=first
    )
    for one in found.select_related("visit__unit", "visit__household"):
        visit = one.visit
        whom = visit.household.place if visit.household else visit.group or visit.whom
        label = " ".join(filter(None, (visit.get_kind_display(), visit.unit.name, whom)))
        yield Deed(one.person_id, visit.on, visit.until, visit.ref, label, visit.kind, visit.unit_path,
                   visit.household_id, visit.nights, visit.unit.kind)  # fmt: skip


def stays(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """住村: the nights slept out, those of visits among them; each stands there once."""
    found = Stay.objects.standing().filter(person_id__in=person_ids, on__lte=last, until__gte=first)
    for stay in found.select_related("unit"):
        label = _("住%(where)s %(nights)s 夜") % {"where": stay.unit.name, "nights": stay.nights}
        yield Deed(stay.person_id, stay.on, stay.until, stay.ref, label, STAY, stay.unit_path, None, stay.nights,
                   stay.unit.kind)  # fmt: skip


def field_days(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """下村: visits and stays together, for days that were spent there either way."""
    yield from visits(person_ids, first, last)
    yield from stays(person_ids, first, last)


def drives(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """走访活动: one deed per person and drive, from the first of his visits in it to the last one of those days."""
    found = VisitPerson.objects.filter(
        person_id__in=person_ids, visit__voided_on=None, visit__drive__isnull=False, visit__on__lte=last,
        visit__until__gte=first,
    ).select_related("visit__drive__unit").order_by("visit__on", "visit_id")  # fmt: skip
    spans: dict[tuple[int, int], Deed] = {}
    for one in found:
        drive, key = one.visit.drive, (one.person_id, one.visit.drive_id or 0)
        assert drive is not None
        known = spans.get(key)
        spans[key] = Deed(one.person_id, known.on if known else one.visit.on, one.visit.until, drive.ref, drive.title,
                          drive.kind, drive.unit_path, where_kind=drive.unit.kind)  # fmt: skip
    yield from spans.values()


measure("visits", gettext_lazy("走访"), gettext_lazy("次"), visits, kinds=KINDS, apart=APART)
measure("stays", gettext_lazy("住村"), gettext_lazy("次"), stays)
measure("field_days", gettext_lazy("下村（走访和住村）"), gettext_lazy("次"), field_days,
        kinds={**KINDS, STAY: gettext_lazy("住村")}, apart=APART)  # fmt: skip
measure("drives", gettext_lazy("参加走访活动"), gettext_lazy("次"), drives,
        kinds={kind.value: kind.label for kind in DriveKind})  # fmt: skip
