"""文件负担 for the meter: documents that were sent to a unit, by whoever sent them."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.burden import Burden, measure
from lianxin.base.burden.addressed import addressed
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.dispatches.terms import VIEW


def received(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """收到文件: as 主送、抄送 says, of numbers that stand. Two statements."""
    units = list(Unit.objects.under(under).valid(first).order_by("path"))
    found = Dispatch.objects.kept().filter(on__range=(first, last)).exclude(copies_to="")
    for one in found.select_related("unit").order_by("on", "pk"):
        page, arg = ("dispatches:dispatch", one.code) if by.may_at(VIEW, one.unit_path) else ("", "")
        for unit in addressed(one.copies_to, one.unit, units):
            yield Burden(unit.path, one.on, one.unit.name, f"{one.number} {one.title}", page=page, arg=arg)


measure("dispatch.received", _("收到文件"), _("件"), received)
