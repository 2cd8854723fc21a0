"""计数, 窗口办事, 五心评价, 电话登记: what happens at the counter."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.commands.intake import RESIDENT, Receipt
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Channel
from lianxin.work.windows.limits import read_limit
from lianxin.work.windows.models import GuideEntry, HeartCount, PhoneCall, Service, Tally
from lianxin.work.windows.terms import SERVE, Heart, Mark, ServiceResult, SmallService, TallyKind

MOST_PEOPLE = 999
UNDO_WITHIN = timedelta(minutes=30)


@transaction.atomic
def tally(*, unit: Unit, by: Actor, at: datetime, topic: Topic | None = None, item: str = "", people: int = 1) -> Tally:
    """窗口计数: one tap: a consultation by its topic, or a small service; how many people, never who (M031, M039)."""
    by.must_at(SERVE, unit.path)
    if (topic is None) == (item not in SmallService.values):
        raise Unfit(_("请选一个咨询分类或一项小服务。"))
    if not 1 <= people <= MOST_PEOPLE or by.person_id is None:
        raise Unfit(_("人次应在 1 和 %(most)s 之间。") % {"most": MOST_PEOPLE}, "people")
    kind = TallyKind.CONSULT if topic else TallyKind.SMALL_SERVICE
    tapped = Tally.objects.create(
        kind=kind, topic=topic, item=item, people=people, unit=unit, unit_path=unit.path, on=localdate(at), at=at,
        tapped_by_id=by.person_id,
    )  # fmt: skip
    _tell_tally("window.tallied", tapped, by, at)
    return tapped


@transaction.atomic
def undo_tally(*, unit: Unit, by: Actor, at: datetime) -> Tally:
    """撤销最后一次计数: one's own, of today, within half an hour; the journal keeps that it was taken back."""
    by.must_at(SERVE, unit.path)
    own = Tally.objects.select_for_update(of=("self",)).filter(unit=unit, tapped_by_id=by.person_id, on=localdate(at))
    last = own.filter(at__gte=at - UNDO_WITHIN).select_related("topic").order_by("-pk").first()
    if last is None:
        raise Unfit(_("半小时内没有您点的计数，不能撤销。"))
    _tell_tally("window.tally_undone", last, by, at)
    last.delete()
    return last


def _tell_tally(event: str, tapped: Tally, by: Actor, at: datetime) -> None:
    book.record(
        event, of=tapped.ref, unit_path=tapped.unit_path, by=by, at=at, kind=TallyKind(tapped.kind).label,
        item=tapped.what, people=tapped.people,
    )  # fmt: skip


@transaction.atomic
def begin_service(
    *, unit: Unit, matter: str, by: Actor, at: datetime, explained: str = "", missing: Sequence[str] = (),
    is_done: bool = False,
) -> Service:  # fmt: skip
    """窗口办事: what somebody came for and what was explained (M036); what is missing is told at once, in full (M037)."""
    by.must_at(SERVE, unit.path)
    if not matter.strip():
        raise Unfit(_("请写明来办什么事。"), "matter")
    if is_done and missing:
        raise Unfit(_("还缺材料的不能记为办成。"), "missing")
    today = localdate(at)
    guide = GuideEntry.objects.valid(today).filter(unit=unit, item=matter.strip()).order_by("-version").first()
    service = Service.objects.create(
        guide=guide, due_on=None if missing else _promised(guide, today),
        code=new_code(), unit=unit, unit_path=unit.path, matter=matter.strip(), explained=explained.strip(),
        began_on=today, missing=list(missing), told_on=today if missing else None, by_name=by.name,
        result=ServiceResult.DONE if is_done else ServiceResult.OPEN, finished_on=today if is_done else None,
    )  # fmt: skip
    book.record("service.begun", of=service.ref, unit_path=unit.path, by=by, at=at, private={"matter": service.matter})
    return service


@transaction.atomic
def tell_missing(*, service: Service, missing: Sequence[str], by: Actor, at: datetime) -> Service:
    """一次性告知: the whole list of missing papers; a second list shows that the first was not the whole."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    by.must(SERVE, service)
    _must_be_open(service)
    if not missing:
        raise Unfit(_("请一行写一项缺少的材料。"), "missing")
    if service.told_on is not None and set(missing) - set(service.missing):
        service.told_all_at_once = False
    service.missing, service.told_on, service.due_on = list(missing), localdate(at), None
    service.save(update_fields=["missing", "told_on", "told_all_at_once", "due_on"])
    book.record(
        "service.missing_told", of=service.ref, unit_path=service.unit_path, by=by, at=at, count=len(service.missing)
    )
    return service


@transaction.atomic
def come_again(*, service: Service, by: Actor, at: datetime) -> Service:
    """又来一趟: one more trip for the same matter; the promised limit runs from the day on which he brought what was missing."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    by.must(SERVE, service)
    _must_be_open(service)
    service.trips += 1
    service.due_on = service.due_on or _promised(service.guide, localdate(at))
    service.save(update_fields=["trips", "due_on"])
    book.record(
        "service.came_again", of=service.ref, unit_path=service.unit_path, by=by, at=at, trips=service.trips
    )  # fmt: skip
    return service


@transaction.atomic
def count_trip(*, concern: Concern, unit: Unit, by: Actor, at: datetime) -> Service:
    """记跑动次数: a trip that the resident made for his concern; its trips stand on the concern's page."""
    by.must(SEE_CONCERN, concern)
    by.must_at(SERVE, unit.path)
    known = Service.objects.filter(concern=concern).first()
    if known is not None:
        return come_again(service=known, by=by, at=at)
    service = Service.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, matter=_("办理诉求 %(code)s") % {"code": concern.code},
        concern=concern, began_on=localdate(at), by_name=by.name,
    )  # fmt: skip
    book.record("service.begun", of=service.ref, unit_path=unit.path, by=by, at=at, private={"matter": service.matter})
    return service


@transaction.atomic
def finish_service(*, service: Service, result: str, by: Actor, at: datetime, elsewhere: str = "") -> Service:
    """窗口办事结束: done, or shown where else to turn, with the place."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    by.must(SERVE, service)
    _must_be_open(service)
    if result not in (ServiceResult.DONE, ServiceResult.ELSEWHERE):
        raise Unfit(_("请选择办成，或指引到别处。"), "result")
    if result == ServiceResult.ELSEWHERE and not elsewhere.strip():
        raise Unfit(_("请写明指引群众到哪里办。"), "elsewhere")
    service.result, service.elsewhere, service.finished_on = result, elsewhere.strip(), localdate(at)
    service.save(update_fields=["result", "elsewhere", "finished_on"])
    book.record(
        "service.finished", of=service.ref, unit_path=service.unit_path, by=by, at=at, outcome=ServiceResult(result).label
    )  # fmt: skip
    return service


def _promised(guide: GuideEntry | None, began_on: date) -> date | None:
    """服务承诺: the day by which the published guide promises it, from the day on which the papers are complete (M212)."""
    limit = read_limit(guide.limit) if guide is not None else None
    return limit.ends_on(began_on, clocks.calendar()) if limit is not None else None


def _must_be_open(service: Service) -> None:
    if service.result != ServiceResult.OPEN:
        raise Unfit(_("这件事已经办结。再来办的，请另记一件。"))


def mark_heart(*, unit: Unit, heart: str, mark: str, at: datetime, by: Actor = RESIDENT) -> None:
    """五心评价: one tap of anybody at the window, counted by day and nothing else.

    Not journalled: an entry bears a time of day, and with it the person could be told who stood there (M077).
    """
    if heart not in Heart.values or mark not in Mark.values:
        raise Unfit(_("请在五项里点一个评价。"))
    with transaction.atomic():
        key = {"unit": unit, "on": localdate(at), "heart": heart, "mark": mark}
        HeartCount.objects.get_or_create(**key, defaults={"unit_path": unit.path})
        HeartCount.objects.filter(**key).update(number=F("number") + 1)


@transaction.atomic
def take_call(*, call_back_on: date, by: Actor, at: datetime, **given: Any) -> Receipt:
    """电话登记: a concern brought by telephone (`given`: as `register` takes it) and the code to ring back with (M023)."""
    if call_back_on < localdate(at):
        raise Unfit(_("约定回电的日期不能早于今天。"), "call_back_on")
    receipt = register(by=by, at=at, **{**given, "channel": Channel.TELEPHONE})
    if not receipt.is_new:
        return receipt
    concern = receipt.concern
    call = PhoneCall.objects.create(
        concern=concern, unit=concern.unit, unit_path=concern.unit_path, call_back_on=call_back_on,
        call_back_code=f"{secrets.randbelow(10_000):04d}",
    )  # fmt: skip
    book.record(
        "call.taken", of=concern.ref, unit_path=call.unit_path, by=by, at=at, call_back_on=call_back_on.isoformat()
    )
    return receipt


@transaction.atomic
def return_call(*, call: PhoneCall, code: str, by: Actor, at: datetime, note: str = "") -> PhoneCall:
    """回电: the resident was rung back, and the code was said first; a wrong code means another's line was open."""
    call = PhoneCall.objects.select_for_update(of=("self",)).select_related("concern").get(pk=call.pk)
    if not by.may(SERVE, call):
        raise NotAllowed(_("您现在的职务不能记回电。"))
    if call.called_back_on is not None:
        raise Unfit(_("已经记过回电。"))
    if code.strip() != call.call_back_code:
        raise Unfit(_("回电码不对，请核对是不是这一件。"), "code")
    call.called_back_on = localdate(at)
    call.save(update_fields=["called_back_on"])
    book.record(
        "call.returned", of=call.concern.ref, unit_path=call.unit_path, by=by, at=at, private={"note": note.strip()}
    )
    return call
