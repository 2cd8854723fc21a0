"""会议纪要 as a document: the facts, the minutes, every item with what was decided, by whom, until when."""

from collections.abc import Sequence

from lianxin.pure.paper import Heading, Item, Paper, Para, runs, write_docx
from lianxin.work.meetings.models import AgendaItem, Meeting


def docx(meeting: Meeting, items: Sequence[AgendaItem], carried: Sequence[AgendaItem]) -> bytes:
    """The minutes as docx; official papers are in Chinese whatever the language of the page."""
    return write_docx(paper(meeting, items, carried))


def paper(meeting: Meeting, items: Sequence[AgendaItem], carried: Sequence[AgendaItem]) -> Paper:
    """The minutes as data."""
    day = meeting.held_on
    opening = f"{day.year}年{day.month}月{day.day}日，{meeting.unit.name}召开{meeting.title}"
    opening += f"，{meeting.people}人参加。" if meeting.people else "。"
    for word, text in (("参加的单位有：", meeting.units_present), ("主持人：", meeting.chaired_by)):
        if text:
            opening += f"{word}{text}。"
    body: list[Item] = [Para(runs(opening))]
    body += [
        Para(runs(line)) for text in (meeting.heard, meeting.minutes) for line in text.splitlines() if line.strip()
    ]
    if items:
        body.append(Heading(1, runs("议定事项")))
        body += [Para(runs(f"{number}．{_line(one)}")) for number, one in enumerate(items, 1)]
    if carried:
        body.append(Heading(1, runs("上次议定、还没办完的")))
        body += [Para(runs(f"{number}．{_line(one)}")) for number, one in enumerate(carried, 1)]
    return Paper(f"{meeting.title}纪要", tuple(body), signature=meeting.unit.name, dated=day)


def _line(item: AgendaItem) -> str:
    if not item.decision or item.handler is None or item.due_on is None:
        return f"{item.text}。" + (f"不再议：{item.dropped_why}。" if item.dropped_on else "")
    owner = f"（{item.owner}）" if item.owner else ""
    due = f"{item.due_on.year}年{item.due_on.month}月{item.due_on.day}日前办完"
    done = f"已办完：{item.result.rstrip('。')}。" if item.done_on else ""
    return f"{item.text}：{item.decision.rstrip('。')}，由{item.handler.name}{owner}负责，{due}。{done}"
