"""程序在今日上的: a key that waits for a second person, an address that stopped answering."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.powers.commands import APPROVE
from lianxin.base.programs.models import ProgramKey
from lianxin.base.programs.terms import MANAGE
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.webhooks.models import Webhook


def _waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    if actor.has(APPROVE):
        keys = ProgramKey.objects.reachable(by=actor, to=APPROVE).standing(today).filter(waits=True)
        for key in keys.exclude(made_by_id=actor.person_id).select_related("unit")[:most]:
            yield Waiting(_("同意启用密钥"), key.name, key.unit.name, reverse("programs:index"))
    if actor.has(MANAGE):
        hooks = Webhook.objects.reachable(by=actor, to=MANAGE).filter(withdrawn_on=None, stopped_on__isnull=False)
        for hook in hooks.select_related("unit").defer("secret")[:most]:
            page = reverse("webhooks:detail", args=[hook.code])
            yield Waiting(_("网络通知停下了"), hook.host, hook.unit.name, page, tone="late")


panels.waits(_waits)
