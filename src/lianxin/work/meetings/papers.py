"""会议的文书: 会议通知 before it, the pack for those who sit in it; the minutes are made beside the page."""

from collections.abc import Sequence
from datetime import date

from lianxin.pure.paper import Heading, Item, Paper, Para, Table, official_date, runs
from lianxin.work.meetings.models import AgendaItem, Meeting

WIDTHS = (1, 6, 3, 3)


def notice(meeting: Meeting, items: Sequence[AgendaItem], dated: date) -> Paper:
    """会议通知: when, where, what about, what is to be brought along. What is not settled yet is not said."""
    body: list[Item] = [Para(runs(f"定于{_when(meeting)}召开{meeting.title}。现将有关事项通知如下。"))]
    if meeting.place:
        body += [Heading(1, runs("会议地点")), Para(runs(f"{meeting.place}。"))]
    if items or meeting.subject:
        body.append(Heading(1, runs("会议内容")))
        body += [Para(runs(f"{_ended(one.text)}")) for one in items] or [
            Para(runs(f"专题研究{_ended(meeting.subject)}"))
        ]
    body += [
        Heading(1, runs("有关要求")),
        Para(runs("请准时参加。不能到会的，会前向会议组织单位说明，并安排了解情况的人员到会。")),
        Para(runs("需要在会上汇报的，围绕会议内容准备，讲清做了什么、还差什么、需要会议定什么。")),
    ]
    return Paper(
        f"关于召开{meeting.title}的通知", tuple(body), addressee="各有关单位", signature=meeting.unit.name, dated=dated,
        is_sealed=True,
    )  # fmt: skip


def pack(meeting: Meeting, items: Sequence[AgendaItem], carried: Sequence[AgendaItem], dated: date) -> Paper:
    """会议材料: 议程, 上次议定事项的落实情况, 材料目录."""
    body: list[Item] = [Para(runs(f"{meeting.title}，{_when(meeting)}{_at(meeting)}。"))]
    body.append(Heading(1, runs("会议议程")))
    points = ["通报上次议定事项的落实情况。"] if carried else []
    points += [_ended(one.text) for one in items]
    body += [Para(runs(point)) for point in points] or [Para(runs("议题还没有列入。"))]
    if carried:
        body.append(Heading(1, runs("上次议定、还没有办完的事项")))
        rows = tuple((str(n), one.text, one.handler.name if one.handler else "未定", _due(one.due_on))
                     for n, one in enumerate(carried, 1))  # fmt: skip
        body.append(Table(("序号", "事项", "承办单位", "办理期限"), rows, widths=WIDTHS))
    if meeting.units_present:
        body += [Heading(1, runs("参加单位")), Para(runs(_ended(meeting.units_present)))]
    body += [Heading(1, runs("会议材料目录")), *(Para(runs(line)) for line in _materials(items, carried))]
    return Paper(f"{meeting.title}\n会议材料", tuple(body), signature=meeting.unit.name, dated=dated)


def _materials(items: Sequence[AgendaItem], carried: Sequence[AgendaItem]) -> list[str]:
    found = [f"“{one.text.rstrip('。')}”的汇报材料。" for one in items]
    return found + (["上次议定事项落实情况表。"] if carried else []) or ["没有需要会前发放的材料。"]


def _when(meeting: Meeting) -> str:
    time = f"{meeting.time.hour}时{meeting.time.minute:02d}分" if meeting.time else ""
    return f"{official_date(meeting.held_on)}{time}"


def _at(meeting: Meeting) -> str:
    return f"在{meeting.place}召开" if meeting.place else "召开"


def _due(day: date | None) -> str:
    return official_date(day) if day else "未定"


def _ended(text: str) -> str:
    return f"{text.strip().rstrip('。；')}。"
