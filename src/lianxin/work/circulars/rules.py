"""督查的规矩: a circular stops at the unit, gives nobody a place, and the time for a reply is a clock of the county."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.workdays import run
from lianxin.work.circulars.terms import RECORD
from lianxin.work.concerns.problems import Unfit

REPLY_CLOCK = "finding_reply_3wd"
SHORTEST_NAME = 2
_PLACES = re.compile(r"排名|名次|第[一二三四五六七八九十\d]+名|倒数")


def reply_by(told_on: date) -> date:
    """说明期限: the last day for the unit's word; working days by the county's clock `finding_reply_3wd`."""
    return run(clocks.rule(REPLY_CLOCK, on=told_on).rule, told_on, clocks.calendar()).on


def must_stop_at_the_unit(text: str, units: Iterable[Unit], today: date, field: str) -> None:
    """Raise Unfit where a text names somebody who works in one of the units or in the township above it.

    A finding is about a unit and its work; who is held to account is decided outside the system (M244).
    """
    if not text.strip():
        return
    found = Q(pk__in=())
    for unit in units:
        found |= within("unit__path", unit.path) | Q(unit__path__in=ancestors(unit.path)[1:])
    names = Posting.objects.valid(today).filter(found).values_list("person__name", flat=True).distinct()
    named = sorted(name for name in names if len(name) >= SHORTEST_NAME and name in text)
    if named:
        raise Unfit(_("督查和通报到单位为止，请不要写个人姓名：%(names)s。") % {"names": "、".join(named[:3])}, field)


def must_not_rank(text: str, field: str) -> None:
    """Raise Unfit where a text gives units places (JF-2)."""
    if found := _PLACES.search(text):
        raise Unfit(_("通报不给单位排名次，请改掉“%(words)s”。") % {"words": found[0]}, field)


def must_be_who_came(home_path: str, by: Actor) -> None:
    """Raise NotAllowed unless the actor is of the unit that made the check, or above it; the checked one judges nothing."""
    if not by.may_at(RECORD, home_path) or not home_path.startswith(by.own_path):
        raise NotAllowed(_("这次督查是上级做的，由督查单位办理。"))
