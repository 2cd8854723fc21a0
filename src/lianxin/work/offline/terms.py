"""离线记录的词汇: what becomes of a parcel, permissions, event kinds, the few numbers of the phone's side."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class ParcelState(models.TextChoices):
    """A parcel is held until it can be done; it is done, or a person looks at it. It is never dropped."""

    HELD = "held", _("等前一条")
    TO_CHECK = "to_check", _("待核")
    APPLIED = "applied", _("已入册")
    SET_ASIDE = "set_aside", _("已搁置")


FLOW = Flow(
    "parcel",
    {
        "apply": ((ParcelState.HELD, ParcelState.TO_CHECK), ParcelState.APPLIED),
        "question": ((ParcelState.HELD, ParcelState.TO_CHECK), ParcelState.TO_CHECK),
        "set_aside": ((ParcelState.HELD, ParcelState.TO_CHECK), ParcelState.SET_ASIDE),
    },
)
VERBS = {"apply": _("入册"), "question": _("转为待核"), "set_aside": _("搁置")}

USE = permission("handset.use", _("在手机上离线记录"), weighed_at=("home",))
MANAGE = permission("handset.manage", _("停用手机、处理待核记录"), weighed_at=("home",))

MOST_HANDSETS = 3  # of one person
MOST_ENTRIES = 30  # of the list on a phone (security.md T8)
LIST_LASTS = timedelta(hours=72)  # (security.md T8)
BATCH = 20  # parcels in one request
MOST_SEALED = 64 * 1024  # bytes of one parcel
PAD = 2048  # bytes: a parcel's length is a multiple, so that it does not tell what is in it
KEY_LASTS = timedelta(days=30)  # then a new one is made; the old one is kept as long as anything may be sealed to it
CLOCK_SLACK = timedelta(hours=36)  # a phone whose clock is further off: its dates are looked at by a person
MOST_LATE = timedelta(days=92)  # a record of an older day: likewise

event("handset.registered", _("登记离线用的手机"), private=())
event("handset.revoked", _("停用手机，下次联络时清除其中内容"), private=())
event("parcel.applied", _("离线记录入册：%(kind)s（第 %(seq)s 条）"), private=())
event("parcel.questioned", _("离线记录待核：%(kind)s（第 %(seq)s 条）"), private=())
event("parcel.set_aside", _("搁置离线记录：%(kind)s（第 %(seq)s 条），%(reason)s"), private=("reason",))
event("parcel.opened", _("打开待核记录的内容（第 %(seq)s 条）"), private=(), sealed="opened")
