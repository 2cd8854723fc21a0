"""邮件来信 on a concern's page: from which address it came, for who may know the requester; on 今日 that letters wait."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import sees_asker
from lianxin.work.concerns.terms import Channel
from lianxin.work.levels.terms import ENTER
from lianxin.work.mails import queries
from lianxin.work.mails.models import Mail


def _panel(request: Request, concern: Concern) -> dict[str, Any] | None:
    if concern.channel != Channel.LETTER or not sees_asker(request.actor, concern):
        return None
    found = Mail.objects.filter(concern=concern).only("token", "sender", "at").first()
    return {"mail": found} if found is not None and found.sender else None


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    if actor.has(ENTER) and (n := queries.count(actor)):
        yield Waiting(_("看邮件来信"), _("%(n)s 封等着看") % {"n": n}, "", reverse("mails:index"))


panels.panel("concern", "mails/panel.html", _panel, order=30)
panels.waits(_waits)
