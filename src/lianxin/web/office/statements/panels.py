"""情况报告在今日上的: one quiet sentence to the person himself when it is time to report, with the draft a step away."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet
from lianxin.work.statements import queries
from lianxin.work.statements.terms import WRITE


def _quiet(actor: Actor, today: date) -> Iterator[Quiet]:
    """每学年两次（每半年）汇报 (M108)."""
    if actor.person_id is None or actor.unit_id is None or not actor.may_at(WRITE, actor.own_path):
        return
    kind = Unit.objects.values_list("kind", flat=True).get(pk=actor.unit_id)
    window = queries.due(actor.person_id, kind, today)
    if window is not None:
        days = {"first": window.first.isoformat(), "last": min(window.last, today).isoformat()}
        said = _("%(when)s的联系群众情况可以向支部汇报了，草稿能从记录里起好。") % {"when": window.label}
        yield Quiet(said, reverse("statements:new", query=days))


panels.quiet(_quiet)
