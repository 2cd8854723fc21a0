"""办事指南, 群众工作室, 外部数据: what an office publishes and registers (M054, M043, M042)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations.terms import WORKROOM
from lianxin.work.windows.models import ExternalFigure, GuideEntry, WorkRoom
from lianxin.work.windows.terms import MANAGE


@transaction.atomic
def publish_guide(
    *, unit: Unit, item: str, place: str, limit: str, responsible: str, by: Actor, at: datetime,
    papers: Sequence[str] = (), phone: str = "", hours: str = "", revises: GuideEntry | None = None,
) -> GuideEntry:  # fmt: skip
    """公布办事指南: item, place, limit, who is responsible (M054); a change is a new version, the old one stays readable."""
    by.must_at(MANAGE, unit.path)
    for name, value in (("item", item), ("place", place), ("limit", limit), ("responsible", responsible)):
        if not value.strip():
            raise Unfit(_("办理事项、地点、时限和责任主体都要写。"), name)
    clearance.demand({"item": item, "place": place, "limit": limit, "responsible": responsible, "papers": papers,
                      "hours": hours}, own=(phone,))  # fmt: skip
    today, code, version = localdate(at), new_code(), 1
    if revises is not None:
        revises = GuideEntry.objects.select_for_update().get(pk=revises.pk)
        by.must(MANAGE, revises)
        if revises.valid_to is not None:
            raise Unfit(_("这一版已经停用，请在现在的一版上修改。"))
        revises.valid_to = today
        revises.save(update_fields=["valid_to"])
        code, version = revises.code, revises.version + 1
    entry = GuideEntry.objects.create(
        code=code, version=version, unit=unit, unit_path=unit.path, item=item.strip(), place=place.strip(),
        limit=limit.strip(), responsible=responsible.strip(), papers=list(papers), phone=phone.strip(),
        hours=hours.strip(), valid_from=today,
    )  # fmt: skip
    book.record(
        "guide.published", of=entry.ref, unit_path=unit.path, by=by, at=at, item=entry.item, version=entry.version
    )
    return entry


@transaction.atomic
def withdraw_guide(*, entry: GuideEntry, by: Actor, at: datetime) -> GuideEntry:
    """撤下办事指南: no longer done here; the versions stay readable for the office."""
    entry = GuideEntry.objects.select_for_update().get(pk=entry.pk)
    by.must(MANAGE, entry)
    if entry.valid_to is not None:
        raise Unfit(_("这一条已经撤下。"))
    entry.valid_to = localdate(at)
    entry.save(update_fields=["valid_to"])
    book.record("guide.withdrawn", of=entry.ref, unit_path=entry.unit_path, by=by, at=at, item=entry.item)
    return entry


@transaction.atomic
def open_work_room(
    *, unit: Unit, name: str, host: str, opened_on: date, by: Actor, at: datetime, phone: str = "", set_up_by: str = "",
    contact: str = "",
) -> WorkRoom:  # fmt: skip
    """设立群众工作室: where it is, set up by whom (工会 and others), since when, whom to ring (M043, M229)."""
    by.must_at(WORKROOM, unit.path)
    if opened_on > localdate(at):
        raise Unfit(_("设立日期不能晚于今天。"), "opened_on")
    room = WorkRoom.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, name=name.strip(), host=host.strip(), phone=phone.strip(),
        set_up_by=set_up_by.strip(), contact=contact.strip(), opened_on=opened_on,
    )  # fmt: skip
    book.record("work_room.opened", of=room.ref, unit_path=unit.path, by=by, at=at, name=room.name)
    return room


@transaction.atomic
def close_work_room(*, room: WorkRoom, by: Actor, at: datetime) -> WorkRoom:
    """撤销群众工作室: counted up to yesterday, from today no more."""
    room = WorkRoom.objects.select_for_update().get(pk=room.pk)
    by.must(WORKROOM, room)
    if room.closed_on is not None:
        raise Unfit(_("这个工作室已经撤销。"))
    room.closed_on = localdate(at)
    room.save(update_fields=["closed_on"])
    book.record("work_room.closed", of=room.ref, unit_path=room.unit_path, by=by, at=at, name=room.name)
    return room


@transaction.atomic
def enter_external(
    *, unit: Unit, name: str, value: Decimal, measure: str, period: str, source: str, evidence: str, by: Actor,
    at: datetime,
) -> ExternalFigure:  # fmt: skip
    """登记外部数据: a figure of another system; never without its source and evidence, never added to ours (M042)."""
    by.must_at(MANAGE, unit.path)
    if not source.strip() or not evidence.strip():
        raise Unfit(_("外部数据要写明来源和佐证，如截图编号、文件名称。"), "evidence" if source.strip() else "source")
    try:
        Period.parse(period)
    except NotAPeriod:
        raise Unfit(_("请写统计期，如 2026-10、2026-Q3、2026。"), "period") from None
    found = ExternalFigure.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, name=name.strip(), value=value, measure=measure.strip(),
        period=period, source=source.strip(), evidence=evidence.strip(), entered_on=localdate(at), by_name=by.name,
    )  # fmt: skip
    book.record(
        "external.entered", of=found.ref, unit_path=unit.path, by=by, at=at, name=found.name, value=str(value),
        source=found.source,
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw_external(*, figure: ExternalFigure, reason: str, by: Actor, at: datetime) -> ExternalFigure:
    """撤下外部数据: entered wrongly; it stays in the list with the reason."""
    figure = ExternalFigure.objects.select_for_update().get(pk=figure.pk)
    by.must(MANAGE, figure)
    if figure.withdrawn_on is not None:
        raise Unfit(_("这个数据已经撤下。"))
    if not reason.strip():
        raise Unfit(_("请写明撤下的理由。"), "reason")
    figure.withdrawn_on, figure.withdrawn_why = localdate(at), reason.strip()
    figure.save(update_fields=["withdrawn_on", "withdrawn_why"])
    book.record(
        "external.withdrawn", of=figure.ref, unit_path=figure.unit_path, by=by, at=at, name=figure.name,
        private={"reason": figure.withdrawn_why},
    )  # fmt: skip
    return figure
