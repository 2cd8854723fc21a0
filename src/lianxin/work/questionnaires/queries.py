"""问卷的读法: what may be asked, what was handed down to whom, who fell behind."""

from django.db.models import QuerySet

from lianxin.base.orgs.permissions import Actor
from lianxin.work.questionnaires.models import Version
from lianxin.work.questionnaires.terms import VIEW


def approved(by: Actor) -> "QuerySet[Version]":
    """已审定的问卷 that the actor may use: of his unit and those below, and what was handed down to them."""
    found = Version.objects.reachable(by=by, to=VIEW).approved()
    return found.select_related("questionnaire").order_by("unit_path", "questionnaire__title", "pk")
