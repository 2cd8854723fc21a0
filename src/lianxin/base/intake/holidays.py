"""工作日历的导入和导出: the days of the official notices and the county's own, each as `load_notice` and `set_local_day` take them.

The days of a year that hold every statutory festival are its notice and come in together; single days are local rules.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.clocks.commands import UnfitCalendar, drop_local_day, load_notice, set_local_day
from lianxin.base.clocks.models import WorkdayOverride
from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.intake.kinds import Given, Kind, Outward, Work, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.intake import Checked, Choice, Column, Line
from lianxin.pure.problems import Unfit
from lianxin.pure.workdays import Notice, NoticeRow

LONGEST = timedelta(days=31)
NOTICE, LOCAL = "notice", "local"
REST = (
    Choice("no", gettext_lazy("放假"), ("休息", "休", "否")),
    Choice("yes", gettext_lazy("上班"), ("补班", "调休上班", "班", "是")),
)
COLUMNS = (
    Column("day", gettext_lazy("日期"), ("放假日期", "开始日期", "起", "调休日期"), reads="day", is_needed=True, example="2027-1-1"),
    Column("until", gettext_lazy("结束日期"), ("止", "截止日期"), gettext_lazy("连着几天的写最后一天；只有一天的空着。"), reads="day"),
    Column("is_workday", gettext_lazy("放假还是上班"), ("上班或放假", "安排", "类型", "是否上班"), reads="choice", is_needed=True,
           choices=REST, example="放假"),
    Column("name", gettext_lazy("名称"), ("节日", "假期", "节日名称", "假期名称"), is_needed=True, most=40, example="元旦"),
    Column("source", gettext_lazy("依据"), ("依据文件", "通知名称", "文件", "来源"), is_needed=True, most=120,
           example="国务院办公厅关于2027年部分节假日安排的通知"),
    Column("scope", gettext_lazy("性质"), ("类别",), gettext_lazy("不写的：一年的法定节日都在的算国家通知，其余算本地规定。"),
           reads="choice", choices=(Choice(NOTICE, gettext_lazy("国家通知")), Choice(LOCAL, gettext_lazy("本地规定")))),
)  # fmt: skip


def check(work: Work) -> Checked:
    """Which days are there already; which rows of a year are its notice."""
    checked = Checked()
    first: dict[tuple[date, date, bool, int | None], int] = {}
    there = {(one.day, one.is_workday, one.notice_id): one for one in WorkdayOverride.objects.all()}
    notices = _notices(work)
    for place, line in enumerate(work.lines):
        try:
            rows = _days(line)
        except Unfit as problem:
            checked.refuse(place, str(problem))
            continue
        year = line.get("day").year if place in notices.get(line.get("day").year, ()) else None
        mark = (rows[0].on, rows[-1].on, rows[0].is_workday, year)
        if (before := first.setdefault(mark, place)) != place:
            checked.twice[place] = before
        elif all((row.on, row.is_workday, year) in there for row in rows):
            checked.known[place] = str(rows[0].on)
        else:
            checked.found[place] = (rows, year)
            checked.order.append(place)
    work.kept["notices"], work.kept["loaded"] = notices, set()
    for year in sorted(notices):
        checked.remarks.append(_("%(year)s年的国家通知整份载入，换掉原来的；载入后重新计算办理期限") % {"year": year})
    return checked


def _days(line: Line) -> list[NoticeRow]:
    day, until = line.get("day"), line.get("until") or line.get("day")
    if not day <= until <= day + LONGEST:
        raise Unfit(_("结束日期不能早于开始日期，也不能超过一个月"))
    is_workday = line.get("is_workday") == "yes"
    return [
        NoticeRow(day + timedelta(days=n), is_workday, str(line.get("name"))) for n in range((until - day).days + 1)
    ]


def _notices(work: Work) -> dict[int, list[int]]:
    """By year, the places of the rows that are its notice: said so, or complete."""
    said: dict[int, list[int]] = defaultdict(list)
    open_: dict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(work.lines):
        if line.get("scope") != LOCAL:
            (said if line.get("scope") == NOTICE else open_)[line.get("day").year].append(place)
    for year, places in open_.items():
        if year not in said and not Notice(year, tuple(_all(work, places)), ()).missing:
            said[year] = places
    return dict(said)


def _all(work: Work, places: Sequence[int]) -> list[NoticeRow]:
    found: list[NoticeRow] = []
    for place in places:
        try:
            found += _days(work.lines[place])
        except Unfit:
            continue
    return found


def take(work: Work, place: int) -> list[str]:
    """载入放假通知 with the first row of its year; 设定本地工作日 for each day of any other row."""
    line, (rows, year) = work.lines[place], work.checked.found[place]
    step: dict[str, Any] = {"by": work.by, "at": work.at}
    work.made[place] = rows[0].on
    try:
        if year is None:
            for row in rows:
                set_local_day(day=row.on, is_workday=row.is_workday, name=row.name, source=line.get("source"), **step)
            return [f"day:{row.on}" for row in rows]
        if year in work.kept["loaded"]:
            return []
        whole = _all(work, work.kept["notices"][year])
        load_notice(rows=whole, year=year, source=line.get("source"), **step)
    except UnfitCalendar as problem:
        raise Unfit(str(problem)) from None
    work.kept["loaded"].add(year)
    return [f"notice:{year}"]


def undo(refs: Sequence[str], since: datetime, by: Actor, at: datetime) -> int:
    """取消本地工作日; a notice stays, for nobody may be left without the year's days."""
    if any(ref.startswith("notice:") for ref in refs):
        raise Unfit(_("国家通知载入以后不能撤销，请改好再导入一次，换掉原来的。"))
    for ref in refs:
        try:
            drop_local_day(day=date.fromisoformat(ref.partition(":")[2]), by=by, at=at)
        except UnfitCalendar as problem:
            raise Unfit(str(problem)) from None
    return len(refs)


def rows(by: Actor, unit: Unit, today: date) -> Iterator[Given]:
    """The days of the notices that were loaded and the county's own."""
    for one in WorkdayOverride.objects.order_by("day", "notice_id"):
        yield Given(f"day:{one.day}", {
            "day": one.day, "is_workday": "yes" if one.is_workday else "no", "name": one.name, "source": one.source,
            "scope": NOTICE if one.notice_id else LOCAL,
        })  # fmt: skip


register(
    Kind(
        code="holidays", label=gettext_lazy("工作日历"),
        about=gettext_lazy("放假和调休上班的日子：一年的通知，或本地的规定。导入后办理期限重新计算。"), to_take=LOAD_NOTICE,
        columns=COLUMNS, check=check, take=take, undo=undo, counts_in=gettext_lazy("行"), out=Outward(LOAD_NOTICE, rows),
    )
)  # fmt: skip
