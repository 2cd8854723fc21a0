"""短信的话: who speaks, the number of the matter, what to do; never what it is about, and never the secret (T5, T7)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.pure.codes import grouped
from lianxin.work.callbacks.desks import Desk
from lianxin.work.concerns import clocking
from lianxin.work.sms.models import Sms
from lianxin.work.sms.terms import About


def text_of(sms: Sms, desks: Mapping[int, Desk]) -> str:
    """The words of a message, in Chinese, as its concern stands now."""
    concern, desk = sms.concern, desks[sms.concern.unit_id]
    with override("zh-hans"):
        due = clocking.working_date(concern) if concern.due_on else None
        day = _("%(month)s月%(day)s日") % {"month": due.month, "day": due.day} if due else ""
        body = _body(sms.about, day)
        return _("%(office)s：您反映的事（编号 %(code)s）%(body)s凭回执上的密码可查进度，或拨打 %(phone)s。工作人员不会向您要密码。") % {
            "office": desk.name, "code": grouped(concern.code), "body": body, "phone": desk.phone,
        }  # fmt: skip


def subject_of(sms: Sms, desks: Mapping[int, Desk]) -> str:
    """主题 of a mail: who speaks and the number, no more."""
    told = {"office": desks[sms.concern.unit_id].name, "code": grouped(sms.concern.code)}
    with override("zh-hans"):
        return _("%(office)s：您反映的事（编号 %(code)s）有进展") % told


def _body(about: str, day: str) -> str:
    match About(about):
        case About.CLASSIFIED:
            return _("已受理，最晚%(day)s答复您。") % {"day": day} if day else _("已受理。")
        case About.DECLINED:
            return _("不属于这里办理的范围，为什么、该找谁，已经写明。")
        case About.EXTENDED:
            return _("要晚一些办好，新的日期是%(day)s，原因已经写明。") % {"day": day}
        case About.REOPENED:
            return _("已重新办理，最晚%(day)s答复您。") % {"day": day}
    return _("已答复。解决没有、满不满意，请您本人评一评。")
