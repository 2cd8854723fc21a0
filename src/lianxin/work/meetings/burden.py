"""会议负担 for the meter: meetings to which a unit was called, by whoever held them."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.burden import Burden, measure
from lianxin.base.burden.addressed import addressed
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.meetings.models import Meeting
from lianxin.work.meetings.terms import VIEW


def called(under: Unit, first: date, last: date, by: Actor) -> Iterator[Burden]:
    """参加会议: as 参加单位 says, one's own meetings apart. Two statements."""
    units = list(Unit.objects.under(under).valid(first).order_by("path"))
    found = Meeting.objects.held().filter(held_on__range=(first, last)).exclude(units_present="")
    for one in found.select_related("unit").order_by("held_on", "pk"):
        page, arg = ("meetings:meeting", one.code) if by.may_at(VIEW, one.unit_path) else ("", "")
        for unit in addressed(one.units_present, one.unit, units):
            yield Burden(unit.path, one.held_on, one.unit.name, one.title, page=page, arg=arg)


measure("meeting.called", _("参加会议"), _("次"), called)
