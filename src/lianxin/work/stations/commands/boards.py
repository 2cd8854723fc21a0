"""牌子和日志的事项: a board was printed and hangs, a line by hand in the log."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.stations import board as hook
from lianxin.work.stations import boards
from lianxin.work.stations.models import BoardPrint, LogRemark, Station
from lianxin.work.stations.terms import EDIT, Board

LONGEST = 500


@transaction.atomic
def print_board(*, station: Station, board: str, by: Actor, at: datetime) -> BoardPrint:
    """记下牌子已印: what stood on it that day is kept, so that a later change shows what hangs there wrongly."""
    by.must(EDIT, station)
    station = Station.objects.select_for_update(of=("self",)).select_related("unit").get(pk=station.pk)
    today = localdate(at)
    if not station.stands(today):
        raise Unfit(_("这个工作站已经撤销。"))
    content = boards.lines(station, Board(board), today, lasting=True)
    if not content:
        raise Unfit(_("这块牌子上还没有内容。"))
    clearance.demand({"": [line for _code, _word, told in hook.parts(station, today, board) for line in told]})
    found = BoardPrint.objects.create(
        station=station, unit_path=station.unit_path, board=Board(board), version=station.version, printed_on=today,
        lines=content, by_name=by.name,
    )  # fmt: skip
    book.record(
        "station.printed", of=station.ref, unit_path=station.unit_path, by=by, at=at,
        board=Board(board).label, version=found.version,
    )  # fmt: skip
    return found


@transaction.atomic
def remark(*, unit: Unit, on: date, text: str, by: Actor, at: datetime) -> LogRemark:
    """补记一笔 in the log of a day, for what has no record of its own; never asked for."""
    by.must_at(EDIT, unit.path)
    if on > localdate(at):
        raise Unfit(_("不能记以后的事。"), "on")
    if not text.strip():
        raise Unfit(_("请写要补记的事。"), "text")
    found = LogRemark.objects.create(
        code=new_code(), unit=unit, unit_path=unit.path, on=on, text=text.strip()[:LONGEST], by_name=by.name,
        by_ref=by.ref,
    )  # fmt: skip
    book.record(
        "station.remarked", of=found.ref, unit_path=unit.path, by=by, at=at, private={"text": found.text}
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw_remark(*, remark: LogRemark, by: Actor, at: datetime) -> LogRemark:
    """撤回补记: by whoever wrote it; the line is in no log any more, the journal keeps that it was."""
    by.must(EDIT, remark)
    remark = LogRemark.objects.select_for_update().get(pk=remark.pk)
    if remark.by_ref != by.ref:
        raise NotAllowed(_("只有写的人可以撤回。"))
    if remark.withdrawn_on is not None:
        raise Unfit(_("这一笔已经撤回。"))
    remark.withdrawn_on = localdate(at)
    remark.save(update_fields=["withdrawn_on"])
    book.record("station.remark_withdrawn", of=remark.ref, unit_path=remark.unit_path, by=by, at=at)
    return remark
