"""联系卡的计量: cards that were left with a household. What a household answers is never asked for and counts nowhere."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.work.cards.models import ContactCard
from lianxin.work.quotas.measures import Deed, measure


def issued(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """联系卡 by the day of issue; of several versions for one household each is a record, the household is one."""
    found = ContactCard.objects.filter(person_id__in=person_ids, issued_on__range=(first, last))
    for card in found.select_related("unit", "household"):
        label = _("联系卡 %(where)s %(place)s") % {"where": card.unit.name, "place": card.household.place}
        yield Deed(card.person_id, card.issued_on, card.issued_on, card.ref, label, "", card.unit_path,
                   card.household_id, where_kind=card.unit.kind)  # fmt: skip


measure("cards", gettext_lazy("联系卡"), gettext_lazy("张"), issued)
