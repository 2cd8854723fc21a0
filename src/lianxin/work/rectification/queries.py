"""整改的读法: what answers a source, what waits for whom, how far the talks are."""

from django.db.models import QuerySet

from lianxin.base.orgs.permissions import Actor
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import VIEW


def of_source(ref: str, by: Actor) -> "QuerySet[Rectification]":
    """整改事项 that answer this record, as far as the actor may see them, oldest first."""
    return Rectification.objects.reachable(by=by, to=VIEW).of(ref).select_related("unit", "owner").order_by("pk")
