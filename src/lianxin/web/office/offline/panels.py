"""今日里的待核: what came from a phone and could not be entered by itself."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.office.offline import shown
from lianxin.web.ui.panels import Waiting, waits
from lianxin.work.offline.models import Parcel
from lianxin.work.offline.terms import ParcelState


def _mine(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterable[Waiting]:
    found = Parcel.objects.of(actor).filter(state=ParcelState.TO_CHECK).order_by("arrived_at", "pk")[:most]
    for one in found:
        word = str(shown.line(one, actor).word)
        yield Waiting(_("核对"), _("%(form)s：%(why)s") % {"form": word, "why": one.sentence}, _("手机离线"),
                      reverse("offline:parcel", args=[one.code]))  # fmt: skip


waits(_mine)
