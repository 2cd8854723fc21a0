"""活动的明细: what was done with its number, how many came and how one knows; nothing is typed twice (M255, M256)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities.models import Activity, Part, Turnout
from lianxin.work.activities.terms import RUN, WANT_WORDS, ActivityStatus, Method, PartKind
from lianxin.work.concerns.problems import Unfit


@transaction.atomic
def note_part(
    *,
    activity: Activity,
    kind: str,
    what: str,
    number: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    place: str = "",
) -> Part:
    """登记一笔: planned while the activity is planned, as it was once it was held."""
    activity = _locked(activity, by)
    is_planned = activity.status == ActivityStatus.PLANNED
    chosen = PartKind(kind)
    if not what.strip():
        raise Unfit(_("请写内容，如资料的名称、在什么活动上。"), "what")
    if number < 1:
        raise Unfit(_("数量要大于 0。"), "number")
    part = Part.objects.create(
        activity=activity, unit=activity.unit, unit_path=activity.unit_path, kind=chosen, on=_day(activity, on),
        what=what.strip(), place=place.strip() or activity.place,
        **{"planned" if is_planned else "quantity": number},
    )  # fmt: skip
    _tell(
        "activity.noted", activity, by, at, {"text": part.what}, what=chosen.label, n=number, measure=str(part.measure)
    )
    return part


@transaction.atomic
def count_people(
    *, activity: Activity, whom: str, people: int, by: Actor, at: datetime, method: str = "", method_words: str = "",
    on: date | None = None,
) -> Turnout:  # fmt: skip
    """登记到场人次, by group: once held, with how one knows; an estimate says in words how (M256). Each group once."""
    activity = _locked(activity, by)
    is_planned = activity.status == ActivityStatus.PLANNED
    if not whom.strip():
        raise Unfit(_("请写是哪些人，如赶集群众、调解员。"), "whom")
    if people < 1:
        raise Unfit(_("人次要大于 0。"), "people")
    if activity.turnouts.standing().filter(whom=whom.strip(), on=_day(activity, on)).exists():
        raise Unfit(_("这群人这天已经登记过，重复了；要改的先划去原来那笔。"), "whom")
    given = {"planned": people} if is_planned else {"people": people, **_known(method, method_words)}
    turnout = Turnout.objects.create(
        activity=activity, unit=activity.unit, unit_path=activity.unit_path, on=_day(activity, on), whom=whom.strip(),
        **given,
    )  # fmt: skip
    _tell(
        "activity.turned_out", activity, by, at, {"text": turnout.whom}, people=people, method=turnout.how or _("计划")
    )
    return turnout


@transaction.atomic
def strike(*, line: Part | Turnout, reason: str, by: Actor, at: datetime) -> Part | Turnout:
    """划去一笔 that was entered wrongly: it stays to be read and is counted no more."""
    activity = _locked(line.activity, by)
    if line.struck_on is not None:
        raise Unfit(_("这一笔已经划去。"))
    if not reason.strip():
        raise Unfit(_("请写划去的理由。"), "reason")
    line.struck_on, line.struck_why = localdate(at), reason.strip()[:200]
    line.save(update_fields=["struck_on", "struck_why"])
    _tell("activity.struck", activity, by, at, {"reason": line.struck_why})
    return line


def settle_lines(
    activity: Activity, quantities: Mapping[int, int], people: Mapping[int, tuple[int, str, str]], today: date
) -> None:
    """What was planned becomes what was, line by line; without a number it did not take place."""
    for part in activity.parts.standing():
        part.quantity = quantities.get(part.pk) or None
        part.on = activity.on if not activity.on <= part.on <= activity.until else part.on
        _settle(part, part.quantity is None, today)
    for turnout in activity.turnouts.standing():
        number, method, words = people.get(turnout.pk, (0, "", ""))
        if number:
            turnout.people = number
            for key, value in _known(method, words).items():
                setattr(turnout, key, value)
        turnout.on = activity.on if not activity.on <= turnout.on <= activity.until else turnout.on
        _settle(turnout, not number, today)


def _settle(line: Part | Turnout, is_off: bool, today: date) -> None:
    if is_off:
        line.struck_on, line.struck_why = today, _("计划了，没有做")
    line.save()


def _known(method: str, words: str) -> dict[str, str]:
    if method not in Method.values:
        raise Unfit(_("请选人次是怎么来的。"), "method")
    if method in WANT_WORDS and not words.strip():
        raise Unfit(_("请写一句是怎么估的，如“每户一份，按两人看过算”。"), "method_words")
    return {"method": method, "method_words": words.strip()}


def _day(activity: Activity, on: date | None) -> date:
    if on is not None and not activity.on <= on <= activity.until:
        raise Unfit(_("日期要在活动的日期之内。"), "on")
    return on or activity.on


def _locked(activity: Activity, by: Actor) -> Activity:
    activity = Activity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=activity.pk)
    by.must(RUN, activity)
    if activity.status == ActivityStatus.CALLED_OFF:
        raise Unfit(_("活动已经取消。"))
    return activity


def _tell(event: str, activity: Activity, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    book.record(event, of=activity.ref, unit_path=activity.unit_path, by=by, at=at, private=private, **detail)
