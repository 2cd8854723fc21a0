"""佐证材料在诉求页的插页: the photographs and audio notes; the buttons to add some. Nothing where there is none."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.evidence.models import Evidence
from lianxin.work.evidence.terms import ADD, VIEW


def beside_concern(request: Request, concern: Concern) -> dict[str, Any] | None:
    """照片和录音; one statement. Small pictures of a confidential one are not shown here: each view leaves its line."""
    found = Evidence.objects.reachable(by=request.actor, to=VIEW).filter(concern=concern)
    shown = list(found.light())
    return {"items": shown, "is_confidential": concern.is_confidential} if shown else None


def steps(request: Request, concern: Concern) -> Iterator[Step]:
    """附照片, 附录音: offered, never asked for; no statement."""
    if request.actor.may(ADD, concern) and concern.status != Status.VOIDED:
        yield Step(_("附照片"), reverse("evidence:add_photos", args=[concern.code]))
        yield Step(_("附录音"), reverse("evidence:add_audio", args=[concern.code]))


panels.panel("concern", "evidence/panel.html", beside_concern, order=30)
panels.steps("concern", steps, group="note")
