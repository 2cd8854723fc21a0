"""学期检查的计量: what units owe, counted by the same engine (M109)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.work.quotas.measures import Deed, measure
from lianxin.work.quotas.models import TermCheck


def checks(unit_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """学期检查 by the day on which it was done; whoever owes is the unit."""
    for one in TermCheck.objects.filter(home_id__in=unit_ids, on__range=(first, last)).select_related("home"):
        yield Deed(one.home_id, one.on, one.on, one.ref, one.looked_at, "", one.home_path, where_kind=one.home.kind)


CHECKS = measure("checks", _("检查联系群众制度执行情况"), _("次"), checks, units_owe=True)
