"""设置在今日上的: what was sent for approval, to whoever may approve it; what was sent back, to whoever drafted it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import KINDS
from lianxin.base.versions.models import SettingVersion
from lianxin.base.versions.terms import APPROVE, State
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """One statement, for those who approve."""
    if not actor.has(APPROVE):
        return
    sent = Q(state=State.SUBMITTED) & ~Q(made_ref=actor.ref)
    back = Q(state=State.DRAFT, made_ref=actor.ref) & ~Q(sent_back_why="")
    for one in SettingVersion.objects.filter(sent | back, kind__in=KINDS).order_by("made_at")[:most]:
        word = _("批准设置的修改") if one.state == State.SUBMITTED else _("修改退回的设置")
        name, url = KINDS[one.kind].name(one.key), reverse("settings:setting", args=[one.kind, one.key])
        yield Waiting(word, name, one.made_by, url)


panels.waits(waits)
