"""手机离线的设置 of the compliance page: what may be written on a phone without a line, and what it never holds."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline.boxes import Box
from lianxin.work.offline.kinds import KINDS

#: kinds of boxes that would send a picture or a place; there are none, and the door stays shut if one is added
FORCED = {"picture", "place_fix", "audio"}


def breaches_of(boxes: tuple[Box, ...]) -> tuple[Breach, ...]:
    """A required box for a picture or for where somebody is breaks JF-1, which nobody may allow."""
    forced = [box for box in boxes if box.kind in FORCED and box.required]
    return tuple(Breach("JF-1", _("“%(label)s”强制上传") % {"label": box.label}) for box in forced)


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Each kind of form with the boxes that must be filled in."""
    for one in KINDS.values():
        must = "、".join(str(box.label) for box in one.boxes if box.required) or _("没有")
        yield Reading(
            one.code, one.label, _("必填：%(boxes)s") % {"boxes": must}, breaches_of(one.boxes), page="offline:index"
        )


setting(
    "offline.forms", gettext_lazy("手机离线表"), rules=("BAN-1", "BAN-2", "JF-1"), read=read,
    verdict=gettext_lazy("用不用由本人决定，不统计谁用了多少；没有照片、定位的必填项。"),
)  # fmt: skip
