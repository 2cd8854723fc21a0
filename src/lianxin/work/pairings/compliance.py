"""联系要求的设置 of the compliance page: how many links each is to have."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.pairings.models import PairingRule
from lianxin.work.pairings.terms import VIEW


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Each rule of the units that the actor may see; one statement."""
    if not by.has(VIEW):
        return
    for one in PairingRule.objects.select_related("unit").order_by("unit_path", "kind"):
        words = {"least": one.least, "most": one.most or "—"}
        value = _("每人至少 %(least)s，至多 %(most)s") % words
        name = f"{one.unit.name} {one.get_kind_display()}"
        yield Reading(f"rule-{one.pk}", name, value, unit_path=one.unit_path, page="pairings:rules")


setting(
    "pairings.rules", gettext_lazy("联系要求"), rules=("BAN-4", "JF-2"), read=read,
    verdict=gettext_lazy("只提醒本人和他的单位，不按联系多少给人排名。"),
)  # fmt: skip
