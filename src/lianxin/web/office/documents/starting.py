"""从记录起草: what may be written of a concern or a campaign, as further buttons on its page."""

from collections.abc import Iterable

from lianxin.base.orgs.paths import is_within
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Step
from lianxin.web.ui.request import Request
from lianxin.web.ui.starting import address, may_start, worded
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import ASSIGN, REPLY, Status
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import DriveStatus

IN_HAND = (Status.ASSIGNED, Status.IN_HAND)


def of_concern(request: Request, concern: Concern) -> Iterable[Step]:
    """交办单 while it is worked on; 答复函 and 处理意见书 of the unit's own reply."""
    actor = request.actor
    for kind in kinds_of(request, concern):
        if may_start(actor, kind, actor.own_path):
            yield Step(worded(kind), address(kind, concern.ref))


def kinds_of(request: Request, concern: Concern) -> list[str]:
    """The kinds that this actor's unit may write of the concern as it stands."""
    actor, found = request.actor, []
    is_ours = is_within(concern.unit_path, actor.own_path)
    if concern.status in IN_HAND and concern.handler_id and concern.due_on and is_ours and actor.may(ASSIGN, concern):
        found.append("assignment")
    if concern.replied_on and actor.may(REPLY, concern) and concern.replies.filter(unit=actor.unit_id).exists():
        found += ["reply_letter", *(["handling_opinion"] if concern.handler_id == actor.unit_id else [])]
    return found


def of_drive(request: Request, drive: Drive) -> Iterable[Step]:
    """调查报告 of a campaign that has begun."""
    has_begun = drive.status != DriveStatus.CALLED_OFF and drive.starts_on <= request.today
    if has_begun and may_start(request.actor, "investigation", request.actor.own_path):
        yield Step(worded("investigation"), address("investigation", drive.ref))


panels.steps("concern", of_concern, group="write")
panels.steps("drive", of_drive, group="write")
