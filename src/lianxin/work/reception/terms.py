"""接待日的词汇: states of a session, what is done with a matter, the clocks between receiver and office, permissions.

The words and the clocks are those of a school's 校长接待日 rule (seed 004-15): “每周三下午3∶00~5∶40…(节假日除外)”.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow
from lianxin.pure.workdays import ClockRule


class SessionStatus(models.TextChoices):
    PLANNED = "planned", _("待接待")
    COMPLETED = "completed", _("已填完")
    HANDED_OVER = "handed_over", _("已移交")
    RECEIVED = "received", _("已接收")
    CALLED_OFF = "called_off", _("已停止")


class Power(models.TextChoices):
    """是否在职权范围内: the three branches of the rule."""

    WITHIN = "within", _("在我职权范围内")
    OUTSIDE = "outside", _("不在我职权范围内")
    MAJOR = "major", _("重大事项")


class Disposition(models.TextChoices):
    """处理意见."""

    SOLVED = "solved", _("当场解决")
    EXPLAINED = "explained", _("解释疏导")
    LATER = "later", _("暂不能解决")
    TRANSFERRED = "transferred", _("转办")
    MEETING = "meeting", _("提交会议")


class ReplyForm(models.TextChoices):
    """答复形式: “一般性问题可口头答复,涉及原则性问题应书面答复”."""

    ORAL = "oral", _("口头答复")
    WRITTEN = "written", _("书面答复")


class Shift(models.TextChoices):
    """轮值变动."""

    SWAP = "swap", _("调换")
    SUBSTITUTE = "substitute", _("替班")
    CALL_OFF = "call_off", _("停止")


#: “在职权范围内能解决的,应立即予以解决;不在职权范围内的…及时转至…;重大事项须提交校长办公会研究解决”
BRANCHES: dict[str, tuple[str, ...]] = {
    Power.WITHIN: (Disposition.SOLVED, Disposition.EXPLAINED, Disposition.LATER),
    Power.OUTSIDE: (Disposition.TRANSFERRED, Disposition.EXPLAINED),
    Power.MAJOR: (Disposition.MEETING,),
}
ANSWERED_AT_ONCE = (Disposition.SOLVED, Disposition.EXPLAINED)

FLOW = Flow(
    "reception_session",
    {
        "enter": ((SessionStatus.PLANNED, SessionStatus.COMPLETED), SessionStatus.PLANNED),
        "shift": ((SessionStatus.PLANNED,), None),
        "call_off": ((SessionStatus.PLANNED,), SessionStatus.CALLED_OFF),
        "complete": ((SessionStatus.PLANNED,), SessionStatus.COMPLETED),
        "hand_over": ((SessionStatus.COMPLETED,), SessionStatus.HANDED_OVER),
        "receive": ((SessionStatus.HANDED_OVER,), SessionStatus.RECEIVED),
    },
)
SESSION_VERBS = {
    "enter": _("登记来访"), "shift": _("调整轮值"), "call_off": _("停止一次"), "complete": _("填写完毕"),
    "hand_over": _("移交"), "receive": pgettext_lazy("verb", "接收"),
}  # fmt: skip

_CUSTOM = "接待制度惯例"
#: “应在接待日第二天内由接待人整理好移交”; a second day of rest rolls forward (民法典 §203)
HAND_OVER = ClockRule("reception_hand_over", "接待日记录簿移交", 1, "natural_day", "接待",
                      roll_forward="next_workday", legal_basis=f"{_CUSTOM}：接待日第二天内移交", grade="S")  # fmt: skip
#: “该转办的应在收到登记表的第二天转至相关校级领导或处室”
TRANSFER = ClockRule("reception_transfer", "接待日事项转办", 1, "natural_day", "收到记录簿",
                     roll_forward="next_workday", legal_basis=f"{_CUSTOM}：收到登记表的第二天转办", grade="S")  # fmt: skip
#: “凡属转办的问题,相关领导或处室最迟在一周内作出答复”
ANSWER = ClockRule("reception_answer", "转办事项答复", 7, "natural_day", "转办",
                   roll_forward="next_workday", legal_basis=f"{_CUSTOM}：转办的最迟一周内答复", grade="S")  # fmt: skip
#: “该会议研究解决的,一周内整理一次交学校法人”
PACK = ClockRule("reception_pack", "会议议题整理", 7, "natural_day", "提交",
                 roll_forward="next_workday", legal_basis=f"{_CUSTOM}：一周内整理一次", grade="S")  # fmt: skip

VIEW = permission("reception.view", _("查看接待日"))
ARRANGE = permission("reception.arrange", _("安排接待日"))
RECORD = permission("reception.record", _("代记接待日记录簿"))
OFFICE = permission("reception.office", _("接收和转办接待日事项"))

event("reception.rule_set", _("规定%(label)s：%(when)s"), private=())
event("reception.rule_ended", _("%(label)s自%(valid_to)s后不再安排"), private=())
event("reception.listed", _("%(name)s列入%(label)s轮值"), private=())
event("reception.unlisted", _("%(name)s不再参加%(label)s轮值"), private=())
event("reception.planned", _("安排%(label)s %(count)s 场（%(first)s至%(last)s）"), private=())
event("reception.substituted", _("%(on)s接待人由%(was)s改为%(receiver)s：%(reason)s"), private=("reason",))
event("reception.swapped", _("%(on)s与%(other)s的接待人调换：%(reason)s"), private=("reason",))
event("reception.called_off", _("%(on)s的接待停止：%(reason)s"), private=("reason",))
event("reception.entered", _("接待日登记第 %(number)s 件，处理意见：%(disposition)s"), private=())
event("reception.completed", _("接待日记录簿填写完毕，登记 %(count)s 件"), private=())
event("reception.handed_over", _("接待日记录簿移交%(office)s"), private=())
event("reception.received", _("%(office)s接收接待日记录簿"), private=())
event("reception.transferred", _("接待日事项转办%(to)s，限%(due_on)s答复"), private=())
event("reception.meeting_named", _("设立会议：%(name)s"), private=())
event("reception.packed", _("整理会议议题 %(count)s 件，交%(unit)s负责人"), private=())
event("reception.decided", _("%(meeting)s议定"), private=("decision",))
event("reception.reply_noted", _("答复形式：%(form)s"), private=())
event("reception.letter_written", _("制作答复函"), private=())
