"""整改在今日上的: what the own unit must put right, what waits to be checked, whom I am to talk to; rows behind figures."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.rectification import queries
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import REPORT, SIGN_OFF, Status

AHEAD = timedelta(days=7)


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """整改 due within ten days or late, reports to be checked, talks to be held within a week; three statements."""
    if actor.has(REPORT):
        for item in queries.owed(actor, today)[:most]:
            yield _waiting(_("整改"), item, today)
    if actor.has(SIGN_OFF):
        for item in queries.to_check(actor)[:most]:
            word = _("核查整改") if item.status == Status.REPORTED else _("再改一轮")
            yield _waiting(word, item, today)
    if actor.is_person:
        for talk in queries.to_talk(actor).filter(plan__until__lte=today + AHEAD)[:most]:
            tone = "late" if talk.plan.until < today else "soon"
            left = _("%(on)s 前谈完") % {"on": talk.plan.until.isoformat()}
            url = reverse("rectification:talk", args=[talk.code])
            yield Waiting(talk.get_kind_display(), talk.name, talk.plan.title, url, talk.plan.until, left, tone)


def _waiting(word: str, item: Rectification, today: date) -> Waiting:
    now, url = queries.standing(item, today), reverse("rectification:item", args=[item.code])
    tone = {"todo": "soon", "late": "late"}.get(now.tone, "")
    return Waiting(word, item.problem[:40], item.owner_name, url, item.due_on, now.words, tone)


panels.waits(waits)
panels.rows("rectification", "rectification/rows.html")
panels.rows("talk", "rectification/rows_talk.html")
