"""取件: the one door to a record. To a stranger it does not exist (404), to an insider without the right it is 403."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Permission, PlacedQuerySet
from lianxin.web.ui import openings
from lianxin.web.ui.request import Request


def fetch(request: Request, found: PlacedQuerySet, *, see: Permission, to: Permission | None = None, **key: Any) -> Any:
    """The record of `found` with `key`, if the actor may `see` it; raises Http404, or NotAllowed without `to`."""
    record = found.reachable(by=request.actor, to=see).filter(**key).first()
    if record is None:
        raise Http404(_("没有找到。"))
    if to is not None:
        request.actor.must(to, record)
    openings.look_at(request, record)
    return record
