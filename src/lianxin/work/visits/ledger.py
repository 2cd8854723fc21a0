"""困难户台账里的走访: the last visit to each household stands in the ledger as soon as it is recorded (M093)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lianxin.work.households.columns import column
from lianxin.work.visits.models import Visit


def last_visits(households: Sequence[int], on: date) -> Mapping[int, str]:
    """The last day until then on which somebody came in person, for each of these households that was seen."""
    found = Visit.objects.standing().in_person().filter(household__in=households, on__lte=on)
    return {pk: last.isoformat() for pk, last in found.order_by().values_list("household_id").annotate(Max("on"))}


column("last_visit", _("最近走访"), last_visits)
