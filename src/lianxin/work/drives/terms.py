"""走访活动的词汇: kinds, states, what a part is measured by, permissions, event kinds."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class DriveKind(models.TextChoices):
    """活动类别: a theme (004-m), one of the year's two rounds (004-f 大走访), a named action (004-f 三大行动)."""

    THEME = "theme", _("主题活动")
    ROUND = "round", _("大走访")
    ACTION = "action", _("专项行动")


class DriveStatus(models.TextChoices):
    OPEN = "open", _("已部署")
    ENDED = "ended", _("活动已结束")
    CALLED_OFF = "called_off", _("活动已取消")


class Measure(models.TextChoices):
    """一项工作按什么看进度; every one is counted from records, never typed."""

    NONE = "none", _("不设数字")
    VISITS = "visits", _("走访次数")
    GROUPS = "groups", _("走到的村民小组")
    HOUSEHOLDS = "households", _("走访户数")
    NEEDY = "needy", _("走访困难户数")
    FOUND = "found", _("发现的问题")
    SOLVED = "solved", _("已解决的问题")
    CONCERNS = "concerns", _("列入的诉求")
    CLOSED = "closed", _("列入诉求已办结")
    NIGHTS = "nights", _("住村夜数")
    LEAFLETS = "leaflets", _("发放宣传资料")


@dataclass(frozen=True)
class Part:
    """一项工作: its name, what shows its progress, and how much is asked for (0: no number is set)."""

    name: str
    measure: str = Measure.NONE
    goal: int = 0


#: what a drive consists of where nobody wrote it otherwise; 004-m names the four parts of the theme
USUAL_PARTS: dict[str, tuple[Part, ...]] = {
    DriveKind.THEME: (
        Part("下基层", Measure.GROUPS), Part("访群众", Measure.HOUSEHOLDS), Part("办实事", Measure.SOLVED), Part("促发展"),
    ),
    DriveKind.ROUND: (Part("走访群众", Measure.HOUSEHOLDS), Part("走访困难户", Measure.NEEDY)),
    DriveKind.ACTION: (Part("列入的事", Measure.CONCERNS), Part("办结的事", Measure.CLOSED)),
}  # fmt: skip

DRIVE_FLOW = Flow(
    "drive",
    {
        "end": ((DriveStatus.OPEN,), DriveStatus.ENDED),
        "call_off": ((DriveStatus.OPEN,), DriveStatus.CALLED_OFF),
    },
)
DRIVE_VERBS = {"end": _("结束活动"), "call_off": _("取消活动")}

VIEW = permission("drive.view", _("查看走访活动和专项行动"))
RUN = permission("drive.run", _("组织走访活动和专项行动"))

event("drive.planned", _("部署%(kind)s：%(title)s，%(starts_on)s至%(ends_on)s"), private=("title",))
event("drive.revised", _("修改活动安排：%(title)s"), private=("title",))
event("drive.ended", _("结束活动：%(title)s"), private=("title", "outcome"))
event("drive.called_off", _("取消活动：%(title)s"), private=("title", "reason"))
event("drive.entered", _("列入%(title)s"), private=("title", "why"))
event("drive.taken_out", _("移出%(title)s"), private=("title", "why"))
