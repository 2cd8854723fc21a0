"""座谈会纪要 as a document: who was there in numbers, each opinion, what became of it."""

from lianxin.pure.paper import Heading, Item, Paper, Para, runs, write_docx
from lianxin.web.office.gatherings.shown import Row
from lianxin.work.gatherings.models import Gathering
from lianxin.work.gatherings.terms import OpinionOutcome


def docx(gathering: Gathering, rows: list[Row]) -> bytes:
    """The minutes as docx; opinions that the reader may not see are not in it."""
    return write_docx(paper(gathering, rows))


def paper(gathering: Gathering, rows: list[Row]) -> Paper:
    """The minutes as data; official papers are in Chinese whatever the language of the page."""
    held = f"{gathering.held_on.year}年{gathering.held_on.month}月{gathering.held_on.day}日"
    there = f"{held}，{gathering.unit.name}召开“{gathering.title}”，{gathering.people}人参加。"
    if gathering.of_which_words:
        there += "其中：" + "，".join(f"{who}{n}人" for who, n in gathering.of_which_words) + "。"
    if gathering.units_present:
        there += f"参加的有：{gathering.units_present}。"
    if gathering.chaired_by:
        there += f"{gathering.chaired_by}主持。"
    body: list[Item] = [Heading(1, runs("基本情况")), Para(runs(there)), Heading(1, runs("意见和着落"))]
    for number, row in enumerate(rows, 1):
        asked = "群众问：" if row.opinion.is_question else ""
        body.append(Para(runs(f"{number}．{asked}{row.opinion.text}")))
        body.append(Para(runs(_became(row))))
    if not rows:
        body.append(Para(runs("没有记下意见。")))
    decided = list(gathering.resolutions.select_related("handler"))
    if decided:
        body.append(Heading(1, runs("议定事项")))
    for number, one in enumerate(decided, 1):
        owner = f"（{one.owner}）" if one.owner else ""
        due = f"{one.due_on.month}月{one.due_on.day}日前完成"
        body.append(Para(runs(f"{number}．{one.text}。{one.decided_by}议定，由{one.handler.name}{owner}负责，{due}。")))
    return Paper(f"{gathering.title}纪要", tuple(body), signature=gathering.unit.name, dated=gathering.held_on)


def _became(row: Row) -> str:
    opinion = row.opinion
    if opinion.outcome == OpinionOutcome.TO_STUDY and opinion.handler and opinion.due_on:
        return f"会后研究：由{opinion.handler.name}负责，{opinion.due_on.month}月{opinion.due_on.day}日前答复。"
    if opinion.outcome == OpinionOutcome.CONCERN and opinion.concern:
        return f"已登记为诉求，编号{opinion.concern.code}。"
    if opinion.answer:
        return f"{opinion.get_outcome_display()}：{opinion.answer}"
    return "尚未确定。"
