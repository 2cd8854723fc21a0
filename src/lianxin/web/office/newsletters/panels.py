"""群工动态在今日上的: an issue that waits for a signature of another than its editor."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.newsletters import queries


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """要我签发的: one statement, none for whoever does not sign."""
    for one in queries.to_issue(actor)[:most]:
        yield Waiting(_("签发群工动态"), one.title, one.unit.name, reverse("newsletters:newsletter", args=[one.code]))


panels.waits(waits)
