"""到期清理在今日: for the clerk and who leads, a week before anything is erased."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention import queries
from lianxin.base.retention.terms import AHEAD_DAYS, HOLD, KEEP, SET, VIEW
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One line, however many there are; for those who could still hold or bring back, and the clerk who can ask them."""
    if not actor.has(VIEW) or not (
        actor.has(KEEP) or actor.has(HOLD) or actor.has(SET) or actor.role.endswith("clerk")
    ):
        return
    found, first = queries.soon(actor, today)
    if found:
        sentence = ngettext("%(n)s 条 %(days)s 天内清除", "%(n)s 条 %(days)s 天内清除", found) % {
            "n": found,
            "days": AHEAD_DAYS,
        }
        yield Waiting(_("看看"), sentence, "", reverse("retention:index"), first)


panels.waits(waits)
