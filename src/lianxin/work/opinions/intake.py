"""意见征集的导入和导出: what was said at meetings and written on sheets, each point with what became of it; who said it is nowhere.

Nothing of a ballot leaves or comes in, and nothing that complains of somebody: its wall could not go along in a file.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.intake.commands import take_out
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.intake.meant import Meant, each, full_names, in_days, under
from lianxin.base.journal import book as journal
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.work.opinions.commands import begin, enter, settle
from lianxin.work.opinions.models import Collection, Remark
from lianxin.work.opinions.terms import DESK, FLOW, SORT, Fate, RemarkSource

_OTHER_SOURCES = {
    "meeting": ("座谈会", "会议", "座谈"), "talk": ("走访", "个别谈话", "谈话", "入户"), "sheet": ("征求意见表", "意见表", "书面", "问卷"),
    "hotline": ("热线", "电话"),
}  # fmt: skip
SOURCES = tuple(
    Choice(code, label, _OTHER_SOURCES.get(str(code), ()))
    for code, label in RemarkSource.choices
    if code != RemarkSource.BALLOT
)
FATES = tuple(
    Choice(
        code, label, {"open": ("待研究",), "answered": ("已答复", "已解释"), "adopted": ("采纳",)}.get(str(code), ())
    )
    for code, label in Fate.choices
)
VERB_OF = {FLOW.after(verb, Fate.OPEN): verb for verb in ("answer", "adopt", "decline", "set_aside")}
COLUMNS = (
    Column("collection", gettext_lazy("征求意见名称"), ("意见汇总", "活动名称", "征求意见活动", "批次"),
           gettext_lazy("哪一次征求的；系统里没有的顺便设立。"), is_needed=True, most=80, example="2026年党风座谈会"),
    Column("unit", gettext_lazy("单位"), ("征求意见单位", "组织单位"), gettext_lazy("哪个单位征求的；不写就是导入时选的单位。"), most=120),
    Column("on", gettext_lazy("日期"), ("征求日期", "征求时间", "收集日期", "时间"), reads="day", is_needed=True),
    Column("source", gettext_lazy("来源"), ("征求方式", "方式", "收集方式", "意见来源"),
           gettext_lazy("不写就是征求意见表。"), reads="choice", choices=SOURCES, example="会议座谈"),
    Column("text", gettext_lazy("意见内容"), ("意见", "意见建议", "意见和建议", "建议", "内容", "具体意见"),
           gettext_lazy("一行一条，不写提意见的人是谁。"), reads="text", is_needed=True, most=1000, example="办事指南太长，看不完。"),
    Column("subject", gettext_lazy("评议对象"), ("对象", "涉及单位"), most=60),
    Column("fate", gettext_lazy("去向"), ("办理情况", "处理情况", "采纳情况", "是否采纳"),
           gettext_lazy("不写就是待定。列入整改、转为诉求的，导入后逐条办。"), reads="choice", choices=FATES, example="已答复解释"),
    Column("answer", gettext_lazy("答复或理由"), ("答复", "理由", "办理结果", "答复内容", "采纳情况说明"),
           gettext_lazy("有去向的要写，不少于 6 个字。"), reads="text", most=2000),
    Column("decided_on", gettext_lazy("确定去向日期"), ("答复日期", "办理日期", "答复时间"), reads="day"),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Which collection; the same words of the same day in it are the same opinion."""
    held = Remark.objects.filter(under(work.unit), in_days(work, "on", "on")).select_related("collection")
    there = {(one.unit_path, one.collection.title, one.on, one.text): one.code for one in held}
    work.kept["collections"] = {
        (one.unit_path, one.title): one
        for one in Collection.objects.filter(under(work.unit), campaign=None).order_by("-pk")
    }

    def look(meant: Meant, line: Line) -> tuple[Any, Any]:
        unit, fate = meant.where(str(line.get("unit")), SORT), line.get("fate") or Fate.OPEN
        if fate in (Fate.RECTIFY, Fate.CONCERN):
            raise Unfit(_("列入整改、转为诉求的，请空着去向导入，再逐条办"))
        if fate != Fate.OPEN and not line.get("answer"):
            raise Unfit(_("有去向的，请写答复或理由"))
        if line.get("on") > work.today or (
            line.get("decided_on") and not line.get("on") <= line.get("decided_on") <= work.today
        ):
            raise Unfit(_("日期不能晚于今天，确定去向不能早于听到意见"))
        return (unit.path, line.get("collection"), line.get("on"), line.get("text")), (unit, fate)

    return each(work, look, there)


def take(work: Work, place: int) -> list[str]:
    """开始梳理 where the collection is not there yet, 录入 the opinion, 定去向 where the row says which."""
    line, (unit, fate) = work.lines[place], work.checked.found[place]
    step: dict[str, Any] = {"by": work.by, "at": work.at}
    collections: dict[tuple[str, str], Collection] = work.kept["collections"]
    collection, made = collections.get((unit.path, line.get("collection"))), []
    if collection is None:
        collection = begin(title=line.get("collection"), unit=unit, **step)
        made.append(collection.ref)
    source = line.get("source") or RemarkSource.SHEET
    [remark] = enter(
        collection=collection,
        source=source,
        texts=[line.get("text")],
        on=line.get("on"),
        subject=line.get("subject"),
        **step,
    )
    if fate != Fate.OPEN:
        on = line.get("decided_on") or line.get("on")
        settle(remarks=[remark], verb=VERB_OF[fate], text=line.get("answer"), on=on, **step)
    collections[unit.path, line.get("collection")] = collection
    work.made[place] = remark
    return [*made, remark.ref]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """Take the opinions out again, and the collections that came with them."""
    codes = {
        kind: [ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")] for kind in ("remark", "collection")
    }
    remarks = list(Remark.objects.filter(code__in=codes["remark"]).select_related("collection"))
    collections = list(Collection.objects.filter(code__in=codes["collection"]))
    if journal.stories({one.collection.ref for one in remarks}).filter(at__gt=since).exists():
        raise Unfit(_("这一批里已经有人办理过、改动过，不能撤销。请逐条办理。"))
    count = take_out(records=remarks, to=SORT, since=since, by=by, at=at)
    take_out(records=collections, to=SORT, since=since, by=by, at=at)
    return count


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """Opinions from beside the vote that the office's desk may see and that complain of nobody."""
    book = full_names(today)
    found = Remark.objects.reachable(by=by, to=DESK).filter(
        under(unit), about_path="", about_person=None, is_complaint=False
    )
    for one in found.exclude(source=RemarkSource.BALLOT).select_related("collection").order_by("on", "pk"):
        yield Given(one.ref, {
            "collection": one.collection.title, "unit": book.full(one.unit_path), "on": one.on, "source": one.source,
            "text": one.text, "subject": one.subject_label, "fate": one.fate, "answer": one.answer,
            "decided_on": one.decided_on,
        })  # fmt: skip


register(
    Kind(
        code="opinions", label=gettext_lazy("意见征集台账"),
        about=gettext_lazy("会议、谈话、征求意见表上的意见，一行一条：哪天、什么意见、怎样答复。"), to_take=SORT, columns=COLUMNS,
        check=check, take=take, undo=undo, counts_in=gettext_lazy("条"),
        out=Outward(SORT, rows, about=gettext_lazy("投票时写的、反映具体人员或单位的，不带出。")),
    )
)  # fmt: skip
