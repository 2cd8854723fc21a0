"""辖区: which county is meant. One that stands alone need not be named; of several one must be (GeoReport v2)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.web.public.open311.answers import Problem


def name_of(county: Unit) -> str:
    """jurisdiction_id: the official code of the county, where it has none a number of our own."""
    return county.code or f"county-{county.pk}"


def asked(name: str, on: date) -> Unit | None:
    """The county that is asked for; None where there is none at all yet."""
    counties = list(Unit.objects.valid(on).filter(parent=None).order_by("path"))
    if name.strip():
        found = next((one for one in counties if name_of(one) == name.strip()), None)
        if found is None:
            raise Problem(404, _("没有这个 jurisdiction_id。"))
        return found
    if len(counties) > 1:
        raise Problem(400, _("这里有几个县，请写明 jurisdiction_id。"))
    return counties[0] if counties else None
