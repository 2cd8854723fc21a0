"""公开承诺在今日上的: pledges that wait for my word; one sentence where I was reminded to sign; rows behind figures."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Quiet, Step, Waiting
from lianxin.web.ui.request import Request
from lianxin.work.concerns.models import Concern
from lianxin.work.pledges import queries
from lianxin.work.pledges.terms import APPRAISE, APPROVE, MAKE, PUBLISH, VIEW, PledgeStatus

WORDS = {
    PledgeStatus.SUBMITTED: gettext_lazy("审定承诺"), PledgeStatus.APPROVED: gettext_lazy("亮诺"),
    PledgeStatus.PRACTISED: gettext_lazy("评诺"), PledgeStatus.PUBLISHED: gettext_lazy("报承诺结果"),
}  # fmt: skip


def waits(actor: Actor, today: date, calendar: Calendar, most: int) -> Iterator[Waiting]:
    """承诺 to approve, to publish, to appraise, or whose day has come: one statement, nothing for whoever only looks."""
    if not actor.has(VIEW) or not any(actor.has(one) for one in (MAKE, APPROVE, PUBLISH, APPRAISE)):
        return
    for one in queries.to_do(actor, today)[:most]:
        word = str(WORDS[PledgeStatus(one.status)])
        url, where = reverse("pledges:pledge", args=[one.code]), f"{one.unit.name}，{one.who}"
        if one.status != PledgeStatus.PUBLISHED:
            yield Waiting(word, one.title, where, url)
            continue
        left = _("%(on)s到期") % {"on": one.next_due.isoformat()}
        yield Waiting(word, one.title, where, url, one.next_due, left, "late" if one.next_due < today else "soon")


def quiet(actor: Actor, today: date) -> Iterator[Quiet]:
    """提醒一次 of a letter that one has not signed: one statement."""
    if not actor.has(VIEW):
        return
    for one in queries.to_sign(actor, reminded=True)[:1]:
        sentence = _("“%(title)s”还没有签，%(on)s前签完就行。") % {
            "title": one.letter.title, "on": one.letter.due_on.isoformat(),
        }  # fmt: skip
        yield Quiet(sentence, reverse("pledges:letter", args=[one.letter.code]))


def beside_concern(request: Request, concern: Concern) -> Iterator[Step]:
    """从诉求列入实事: no statement."""
    if request.actor.may_at(MAKE, request.actor.own_path):
        yield Step(_("列入为民办实事"), reverse("pledges:propose", query={"concern": concern.code}))


panels.steps("concern", beside_concern, group="study")
panels.waits(waits)
panels.quiet(quiet)
panels.rows("pledge", "pledges/rows_pledge.html")
panels.rows("pledgeitem", "pledges/rows_item.html")
panels.rows("practicalhelp", "pledges/rows_practical.html")
panels.rows("signing", "pledges/rows_signing.html")
