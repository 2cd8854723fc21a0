"""短信的话: who speaks, the number of the matter, what to do; never what it is about, and never the secret (T5, T7)."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.versions import queries as versions
from lianxin.base.versions.kinds import Value
from lianxin.pure.codes import grouped
from lianxin.pure.slots import filled, places
from lianxin.work.callbacks.desks import Desk
from lianxin.work.concerns import clocking
from lianxin.work.sms.models import Sms
from lianxin.work.sms.wording import KIND, given_text, text_without_day


def texts(on: date) -> Mapping[str, Value]:
    """What the county set, as it holds on that day."""
    return versions.values(KIND, on)


def text_of(sms: Sms, desks: Mapping[int, Desk], own: Mapping[str, Value]) -> str:
    """The words of a message, in Chinese, as its concern stands now."""
    concern, desk = sms.concern, desks[sms.concern.unit_id]
    with override("zh-hans"):
        due = clocking.working_date(concern) if concern.due_on else None
        day = _("%(month)s月%(day)s日") % {"month": due.month, "day": due.day} if due else ""
    text = str(own[sms.about]["text"]) if sms.about in own else given_text(sms.about)
    if not day and "日期" in places(text):
        text = text_without_day(sms.about)
    return filled(text, {"单位": desk.name, "编号": grouped(concern.code), "日期": day, "电话": desk.phone})


def subject_of(sms: Sms, desks: Mapping[int, Desk]) -> str:
    """主题 of a mail: who speaks and the number, no more."""
    told = {"office": desks[sms.concern.unit_id].name, "code": grouped(sms.concern.code)}
    with override("zh-hans"):
        return _("%(office)s：您反映的事（编号 %(code)s）有进展") % told
