"""信息保管在今日: what waits for approval, what may be taken, who met the limit."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.custody import queries
from lianxin.base.custody.models import IdentityRequest
from lianxin.base.custody.terms import APPROVE, VIEW
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import EXPORT
from lianxin.work.concerns.terms import VIEW as SEE

INDEX = "custody:index"


def identities(actor: Actor) -> list[IdentityRequest]:
    """Those that this actor decides: never about a matter that is hidden from him (§30)."""
    found = queries.identities_to_decide(actor)
    if not found:
        return []
    seen = Concern.objects.reachable(by=actor, to=SEE).filter(code__in=[one.about for one in found])
    codes = set(seen.values_list("code", flat=True))
    return [one for one in found if one.about in codes]


def _unit(post: str) -> str:
    """The unit of a post as it is journalled, “清水镇 乡镇领导”: on 今日 there is no room for more."""
    return post.partition(" ")[0]


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """For who leads: exports, identities, alarms; for who asked: what may be taken now."""
    if actor.has(APPROVE):
        for one in queries.exports_to_decide(actor)[:most]:
            left = ngettext("%(n)s 条", "%(n)s 条", one.rows) % {"n": one.rows}
            yield Waiting(_("批准带出"), one.title, _unit(one.by_post), reverse(INDEX), left=left)
        for asked in identities(actor)[:most]:
            yield Waiting(_("批准查看"), asked.about, _unit(asked.by_post), reverse(INDEX))
        for alarm in queries.unexplained(actor)[:most]:
            yield Waiting(_("核实超限"), alarm.by_name, _unit(alarm.by_post), reverse("custody:alarms"), tone="late")
    if actor.has(EXPORT):
        start = datetime.combine(today, time(), tzinfo=get_current_timezone())
        for one in queries.to_take(actor, start)[:most]:
            yield Waiting(_("取文件"), one.title, "", reverse(INDEX), one.until and one.until.date())


def told(actor: Actor, today: date) -> Iterator[panels.Quiet]:
    """For the auditor: how many met the limit and nobody has looked into it."""
    if not actor.has(VIEW):
        return
    open_ = queries.alarms(actor, only_open=True).count()
    if open_:
        sentence = ngettext("有 %(n)s 次查看个人信息超限还没有核实。", "有 %(n)s 次查看个人信息超限还没有核实。", open_)
        yield panels.Quiet(sentence % {"n": open_}, reverse("custody:alarms"))


panels.waits(waits)
panels.quiet(told)
