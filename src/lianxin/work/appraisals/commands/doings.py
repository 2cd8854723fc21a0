"""评议方式、办实事、活动安排: what was done in the campaign, recorded as it happens (M155, M178–M183, M196, M206)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.appraisals.commands.running import working
from lianxin.work.appraisals.models import Audience, Campaign, Help, Method, PlannedDay
from lianxin.work.appraisals.terms import MEETINGS, HelpKind, MethodKind
from lianxin.work.concerns.problems import Unfit

MOST = 99_999
COUNTED = ("attendances", "residents", "head_reported", "others_reported", "sent_from_above", "introduced")


@transaction.atomic
def record_method(
    *, campaign: Campaign, kind: str, held_on: date, by: Actor, at: datetime, quantity: int = 1,
    returned: int | None = None, audience: Audience | None = None, is_feedback: bool = False, title: str = "",
    note: str = "", **counted: int,
) -> Method:  # fmt: skip
    """记评议方式: a meeting, visit, talk, forum, opinion sheets, calls, with how many (M155, M178). `counted`: see COUNTED."""
    campaign = working(campaign, by)
    if set(counted) - set(COUNTED):
        raise TypeError(sorted(set(counted) - set(COUNTED)))
    _refuse_odd(campaign, kind, held_on, quantity, returned, audience, is_feedback, counted, localdate(at))
    method = Method.objects.create(
        campaign=campaign, kind=MethodKind(kind), held_on=held_on, quantity=quantity, returned=returned,
        audience=audience, is_feedback=is_feedback, title=title.strip(), note=note.strip(), by_name=by.name, **counted,
    )  # fmt: skip
    book.record(
        "method.recorded", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, quantity=quantity,
        kind=MethodKind(kind).label,
    )  # fmt: skip
    return method


def _refuse_odd(
    campaign: Campaign, kind: str, held_on: date, quantity: int, returned: int | None, audience: Audience | None,
    is_feedback: bool, counted: dict[str, int], today: date,
) -> None:  # fmt: skip
    if held_on > today:
        raise Unfit(_("还没有进行的，请先列入活动安排，做了再记。"), "held_on")
    if not 1 <= quantity <= MOST or any(not 0 <= number <= MOST for number in counted.values()):
        raise Unfit(_("请写数量，不能是 0。"), "quantity")
    if returned is not None and (kind != MethodKind.OPINION_SHEET or not 0 <= returned <= quantity):
        raise Unfit(_("收回的份数不能多于发出的份数。"), "returned")
    if counted.get("residents", 0) > counted.get("attendances", 0):
        raise Unfit(_("其中群众的人次不能多于参加的人次。"), "residents")
    spoke = counted.get("head_reported", 0) + counted.get("others_reported", 0) + counted.get("introduced", 0)
    if spoke and kind not in MEETINGS:
        raise Unfit(_("通报和自我介绍是会议上的事，请选会议。"), "kind")
    if is_feedback and kind not in MEETINGS:
        raise Unfit(_("反馈评议结果的，请选会议。"), "is_feedback")
    if audience is not None and audience.campaign_id != campaign.pk:
        raise Unfit(_("请从本次评议里选评议主体。"), "audience")


@transaction.atomic
def withdraw_method(*, method: Method, reason: str, by: Actor, at: datetime) -> Method:
    """撤回一条记录: entered by mistake; it stays on paper and is counted no more."""
    campaign = working(method.campaign, by)
    if not reason.strip():
        raise Unfit(_("请写明撤回的原因。"), "reason")
    if method.withdrawn_on is not None:
        raise Unfit(_("这条记录已经撤回。"))
    method.withdrawn_on = localdate(at)
    method.save(update_fields=["withdrawn_on"])
    book.record(
        "method.withdrawn", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at,
        kind=MethodKind(method.kind).label, private={"reason": reason.strip()},
    )  # fmt: skip
    return method


@transaction.atomic
def record_help(*, campaign: Campaign, kind: str, text: str, on: date, by: Actor, at: datetime) -> Help:
    """记办实事、做好事、解难事: what was done for whom, in a line (M181)."""
    campaign = working(campaign, by)
    if not text.strip():
        raise Unfit(_("请写明办了什么事。"), "text")
    if on > localdate(at):
        raise Unfit(_("还没有办的，办了再记。"), "on")
    done = Help.objects.create(campaign=campaign, kind=HelpKind(kind), text=text.strip(), on=on, by_name=by.name)
    book.record(
        "help.recorded", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, kind=HelpKind(kind).label,
        private={"text": done.text},
    )  # fmt: skip
    return done


@transaction.atomic
def plan_day(
    *, campaign: Campaign, title: str, on: date, by: Actor, at: datetime, until: date | None = None,
    nth: int | None = None, weekday: int | None = None,
) -> PlannedDay:  # fmt: skip
    """列入活动安排: one day, or every month's n-th weekday until a day (每月定期开展, M206)."""
    campaign = working(campaign, by)
    if not title.strip():
        raise Unfit(_("请写活动的名称。"), "title")
    rule = (nth is not None, weekday is not None, until is not None)
    if any(rule) != all(rule):
        raise Unfit(_("每月定期的，请写明第几个星期几和到哪一天为止。"), "until")
    if nth is not None and weekday is not None and not (1 <= nth <= 4 and 0 <= weekday <= 6):
        raise Unfit(_("请选每月第一到第四个星期几。"), "nth")
    if until is not None and not on <= until <= date(on.year + 1, 12, 31):
        raise Unfit(_("截止的日期要在开始之后、下一年年底之前。"), "until")
    day = PlannedDay.objects.create(
        campaign=campaign, title=title.strip(), on=on, until=until, nth=nth, weekday=weekday
    )
    book.record(
        "day.planned", of=campaign.ref, unit_path=campaign.unit_path, by=by, at=at, on=on.isoformat(),
        private={"title": day.title},
    )  # fmt: skip
    return day
