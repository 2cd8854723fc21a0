"""隐私告知带出、带入: what stands of each channel; what comes differently is a further version."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.notices import queries
from lianxin.base.notices.commands import set_notice
from lianxin.base.notices.models import Notice
from lianxin.base.notices.terms import PARTS, SET, Channel
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.carrying import Carried, Difference, carries

FIELDS = ("short", *PARTS)


def _told(one: Notice) -> dict[str, str]:
    return {name: getattr(one, name) for name in FIELDS}


def out(on: date) -> dict[str, dict[str, str]]:
    """Every channel."""
    return {one.channel: _told(one) for one in queries.all_standing()}


def differences(data: Any, on: date) -> Sequence[Difference]:
    """The channels whose words differ."""
    told = data if isinstance(data, Mapping) else {}
    found = []
    for one in queries.all_standing():
        comes, label = told.get(one.channel), str(Channel(one.channel).label)
        if comes is None or comes == _told(one):
            continue
        if (
            not isinstance(comes, Mapping)
            or set(comes) != set(FIELDS)
            or not all(isinstance(text, str) for text in comes.values())
        ):
            found.append(Difference(one.channel, label, "", "", _("这一类读不懂。")))
        else:
            found.append(Difference(one.channel, label, one.short, comes["short"]))
    return found


def bring(data: Any, by: Actor, at: datetime) -> int:
    """A further version of each that differs."""
    fit = [one.key for one in differences(data, localdate(at)) if not one.problem]
    for channel in fit:
        parts = {name: data[channel][name] for name in PARTS}
        set_notice(channel=channel, short=data[channel]["short"], parts=parts, by=by, at=at)
    return len(fit)


carries(Carried("notices", gettext_lazy("隐私告知"), SET, out, differences, bring))
