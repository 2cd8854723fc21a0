"""每日待办邮件的发送: codes at once, in the background; the digest on the mornings of workdays (`lianxin remind`)."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lianxin.base.clocks import queries as clocks
from lianxin.base.gateways.site import mail as mail_gateway
from lianxin.base.jobs.kinds import job
from lianxin.base.journal.events import listen
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for, postings_of
from lianxin.pure.workdays import Calendar
from lianxin.web.ui import panels
from lianxin.work.concerns import queries
from lianxin.work.digests import commands
from lianxin.work.digests.models import Digest
from lianxin.work.supervision.queries import is_quiet

MOST = 200  # of one post; whoever has more is told that they are more


@job(gettext_lazy("发邮箱验证码"))
def send_codes() -> None:
    """To whom waits for one."""
    gateway = mail_gateway()
    if gateway is not None:
        with override(settings.LANGUAGE_CODE):
            about = _("每日待办")
        commands.send_codes(gateway=gateway, about=about, by=SYSTEM, at=timezone.now())


def tell_now() -> int:
    """发每日待办邮件, if this is an hour of a workday; how many went. Raises GatewayAway."""
    at, gateway = timezone.now(), mail_gateway()
    if gateway is None or is_quiet(at, clocks.calendar()):
        return 0
    return commands.send(gateway=gateway, write=written, by=SYSTEM, at=at)


def written(digest: Digest, at: datetime) -> tuple[str, str] | None:
    """Subject and words, in Chinese: numbers of each post, and where they are opened; None where nothing waits."""
    today, calendar = localdate(at), clocks.calendar()
    with override(settings.LANGUAGE_CODE):
        posts = [(one, _counts(actor_for(one), today, calendar)) for one in postings_of(digest.person, today)]
        total = sum(duties + others for _one, (duties, _late, others) in posts)
        if not total:
            return None
        told = [
            _("%(unit)s：要您办的 %(duties)s 件，其中超期 %(late)s 件；其他等着您的 %(others)s 项。") % {
                "unit": one.unit.name, "duties": duties, "late": late, "others": others,
            }
            for one, (duties, late, others) in posts if duties or others
        ]  # fmt: skip
        site, day = digest.site.rstrip("/"), date_format(today, _("n月j日 l"))
        head = _("%(day)s，等着您的有 %(total)s 项。") % {"day": day, "total": total}
        where = _("打开今日：%(url)s") % {"url": site + reverse("today")}
        end = _("这封信里只有件数。不要了，在“我”里停下：%(url)s") % {"url": site + reverse("ui:me")}
        subject = _("今日待办 %(total)s 项") % {"total": total}
    return subject, "\n\n".join([head, "\n".join(told), where, end])


def _counts(actor: Actor, today: date, calendar: Calendar) -> tuple[int, int, int]:
    """要办的, 超期的, 其他: the same as his 今日 shows."""
    duties = queries.duties(actor, today, calendar, MOST)
    total = sum(count for _verb, _word, count in queries.count_duties(actor))
    others = panels.waiting(actor, today, calendar, MOST)
    return total, sum(one.left.tone == "late" for one in duties), len(others)


def wake(_entry: object) -> None:
    """After somebody wrote his address."""
    if settings.MAIL:
        send_codes.enqueue()


def hear() -> None:
    """Listen to those who ask."""
    listen("digest.asked", wake)
