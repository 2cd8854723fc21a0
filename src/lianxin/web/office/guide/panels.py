"""向导在今日上的: one sentence for those who set the county up, until one of them says that it is done."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet
from lianxin.work.guide import queries
from lianxin.work.guide.terms import KEEP


def _said(actor: Actor, today: date) -> Iterator[Quiet]:
    if actor.has(KEEP) and queries.is_awaited():
        yield Quiet(_("本县还在建：按建县向导接着办，看还缺什么。"), reverse("guide:index"))


panels.quiet(_said)
