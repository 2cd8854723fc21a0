"""投票在今日上的: a box that should be opened, a box whose day has come."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import OPEN_POLL, PollStatus


def waiting(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """Boxes to open and boxes to close, for those who may."""
    if not actor.has(OPEN_POLL):
        return
    due = Q(status=PollStatus.PREPARED, opens_on__lte=today) | Q(status=PollStatus.OPEN, closes_on__lt=today)
    for box in PollBox.objects.reachable(by=actor, to=OPEN_POLL).filter(due).defer("definition")[:most]:
        word, due_on = (_("截止开箱"), box.closes_on) if box.is_open else (_("开启投票"), box.opens_on)
        yield Waiting(word, box.title, box.unit_name, reverse("ballots:box", args=[box.code]), due_on)


panels.waits(waiting)
