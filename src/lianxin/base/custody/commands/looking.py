"""查看计次与超限: counted before anything is shown; the look too many is refused, and somebody else is told."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.custody import queries
from lianxin.base.custody.models import Alarm, Limits, Look
from lianxin.base.custody.terms import APPROVE, DAY, HOUR, PER_DAY, PER_HOUR, SET, Window
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.problems import Unfit


@transaction.atomic(durable=True)
def look(*, by: Actor, at: datetime) -> tuple[str, int] | None:
    """查看计次: count one look; or, where the limit is met, which limit and its number, and the alarm stands.

    It is counted for the person, whatever post or browser he comes in, and before he is shown anything: what fails
    afterwards stays counted. The person's row is locked, so that two who come at once are counted one after the other.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id or 0)
    met = queries.met(by.ref, at)
    if met is None:
        Look.objects.filter(at__lt=at - timedelta(seconds=DAY)).delete()
        Look.objects.create(by=by.ref, at=at)
        return None
    window, most = met
    since = at - timedelta(seconds=HOUR if window == Window.HOUR else DAY)
    if not Alarm.objects.filter(by=by.ref, window=window, at__gt=since).exists():
        Alarm.objects.create(
            by=by.ref, by_name=by.name, by_post=by.post, unit_path=by.own_path, window=window, most=most, at=at
        )
        book.record(
            "custody.limit_met", of=by.ref, unit_path=by.own_path, by=by, at=at, window=Window(window).label, most=most
        )
    return met


@transaction.atomic
def explain_alarm(*, alarm: Alarm, finding: str, by: Actor, at: datetime) -> Alarm:
    """核实超限: whoever leads says what it was about; never the one who looked."""
    alarm = Alarm.objects.select_for_update().get(pk=alarm.pk)
    by.must(APPROVE, alarm)
    if alarm.by == by.ref:
        raise NotAllowed(_("自己查看超限，由别人核实。"))
    if alarm.found_by:
        raise Unfit(_("已经核实过了。"))
    if len(finding.strip()) < 4:
        raise Unfit(_("请写明核实的情况。"), "finding")
    alarm.finding, alarm.found_by, alarm.found_by_name, alarm.found_at = finding.strip()[:200], by.ref, by.name, at
    alarm.save()
    book.record(
        "custody.limit_explained", of=alarm.ref, unit_path=alarm.unit_path, by=by, at=at,
        private={"text": alarm.finding},
    )  # fmt: skip
    return alarm


@transaction.atomic
def set_limits(*, per_hour: int, per_day: int, by: Actor, at: datetime) -> Limits:
    """设定查看限额: for the whole county; never above what the program proposes."""
    by.must_at(SET, by.own_path)
    if not 1 <= per_hour <= PER_HOUR:
        raise Unfit(_("每小时在 1 到 %(most)s 次之间。") % {"most": PER_HOUR}, "per_hour")
    if not per_hour <= per_day <= PER_DAY:
        raise Unfit(_("每天不少于每小时的次数，不多于 %(most)s 次。") % {"most": PER_DAY}, "per_day")
    made = Limits.objects.create(per_hour=per_hour, per_day=per_day, by_name=by.name, at=at)
    book.record(
        "custody.limits_set", of="custody", unit_path=by.own_path, by=by, at=at, hour=per_hour, day=per_day
    )  # fmt: skip
    return made
