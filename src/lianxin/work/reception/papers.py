"""接待日的文书: the 答复函 to the requester, and the week's items of the meeting for the head of the unit."""

from collections.abc import Sequence
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, Table, official_date, runs
from lianxin.work.concerns.models import Concern, Reply
from lianxin.work.concerns.queries import shown
from lianxin.work.reception.models import ReceptionEntry


def letter(concern: Concern, reply: Reply, *, name: str, entry: ReceptionEntry | None, dated: date) -> Paper:
    """答复函: what was asked, what is answered, what he may still do; in the unit's name, with room for its seal."""
    where = "在接待日当面" if entry else ""
    came = f"您于{official_date(concern.received_on)}{where}反映的“{concern.title}”（编号{concern.code}）收悉。"
    body: list[Item] = [Para(runs(came + "经研究办理，现答复如下："))]
    body += [Para(runs(line)) for line in filter(None, (line.strip() for line in reply.text.splitlines()))]
    if entry and entry.promised_on and not concern.closed_on:
        body.append(Para(runs(f"承诺解决日期：{official_date(entry.promised_on)}。")))
    body.append(Para(runs("您可以凭回执上的编号和密码查询进度、作出评价；对答复不满意的，可以请求继续办理。")))
    body.append(Para(runs("特此答复。")))
    return Paper(
        title=f"关于“{concern.title}”的答复", body=tuple(body), addressee=f"{name}同志" if name else "来访群众",
        signature=reply.unit.name, dated=dated, is_sealed=True,
    )  # fmt: skip


def agenda(entries: Sequence[ReceptionEntry], *, unit: Unit, by: Actor, dated: date) -> Paper:
    """提请会议研究的接待日事项: by meeting, a table with an empty column for what is decided; no requester is named."""
    body: list[Item] = [Para(runs(f"接待日提请会议研究的事项共{len(entries)}件，整理如下，请审阅。"))]
    meetings = dict.fromkeys(one.meeting.name for one in entries if one.meeting)
    for meeting in meetings:
        rows = [one for one in entries if one.meeting and one.meeting.name == meeting]
        body.append(Heading(1, runs(f"提请{meeting}研究（{len(rows)}件）")))
        body.append(
            Table(
                header=("序号", "反映事项", "接待", "提请研究的问题", "答复期限", "议定意见"),
                rows=tuple(_row(number, one, by) for number, one in enumerate(rows, 1)),
                widths=(6, 30, 16, 26, 12, 20),
            )
        )
    return Paper(
        title=f"{unit.name}接待日提请会议研究事项", body=tuple(body), addressee=f"{unit.name}负责人",
        signature=unit.name, dated=dated,
    )  # fmt: skip


def _row(number: int, entry: ReceptionEntry, by: Actor) -> tuple[str, ...]:
    concern = entry.concern
    came = f"{entry.session.on.month}月{entry.session.on.day}日 {entry.session.receiver.name}"
    due = f"{concern.due_on.month}月{concern.due_on.day}日" if concern.due_on else ""
    matter = f"{shown(concern.title, concern, by)}（{concern.code}）"
    return str(number), matter, came, shown(entry.opinion, concern, by), due, entry.decision
