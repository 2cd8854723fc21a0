"""座谈在工作日志里: which meeting was held that day and how many came; nobody's name."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.gatherings.models import Gathering
from lianxin.work.gatherings.terms import VIEW
from lianxin.work.stations import logbook


def find(unit: Unit, day: date, by: Actor) -> list[logbook.LogLine]:
    """座谈会 of the unit on that day: one statement."""
    held = Gathering.objects.reachable(by=by, to=VIEW).filter(unit_path=unit.path, held_on=day).order_by("pk")
    return [
        logbook.LogLine(
            _("%(kind)s“%(title)s”，%(people)s 人参加")
            % {"kind": one.get_kind_display(), "title": one.title, "people": one.people},
            "gatherings:gathering", one.code,
        )
        for one in held
    ]  # fmt: skip


logbook.lines("gatherings", gettext_lazy("座谈"), find, order=30)
