"""公文在今日和数字页上的: documents that wait for a signature here, page texts that wait for a second person."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.reports.documents import queries
from lianxin.reports.documents.terms import ISSUE
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """What waits for this head's signature: one statement."""
    if not actor.has(ISSUE):
        return
    for one in queries.to_sign(actor)[:most]:
        url = reverse("documents:document", args=[one.code])
        yield Waiting(_("签发公文"), one.title.replace("\n", ""), one.unit.name, url)


panels.waits(waits)
panels.rows("document", "documents/rows_document.html")
