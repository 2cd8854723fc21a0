"""意见梳理报告: how many, by topic, with what became of each; exact numbers alone, nobody's words that could name him."""

from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Heading, Item, Paper, Para, official_date, runs
from lianxin.work.opinions import queries
from lianxin.work.opinions.models import Collection, Remark
from lianxin.work.opinions.terms import Fate, RemarkSource
from lianxin.work.rectification.models import Rectification

#: 五结合 (000-5): headings under which the unit writes; the system demands and makes up nothing for them (M193)
COMBINED = (
    "把群众评议与中心工作结合起来", "把群众评议与强化内部管理结合起来", "把群众评议与提高个人业务素质结合起来",
    "把群众评议与年度考核结合起来", "把群众评议与创建活动结合起来",
)  # fmt: skip
QUOTED = 3  # so many opinions of a topic are quoted, in the words left after blacking out


def report(collection: Collection, *, by: Actor, dated: date, is_combined: bool = False) -> Paper:
    """报告: 总体情况, 意见归类, 整改事项, and if wished the five headings of 五结合. In Chinese, as it is handed in."""
    found = list(queries.remarks(collection, by))
    body: list[Item] = [Heading(1, runs("总体情况")), Para(runs(_overview(collection, found)))]
    body.append(Heading(1, runs("意见归类")))
    for line in queries.topic_lines(collection, by):
        body += _topic(line, [one for one in found if one.topic_id == (line.topic.pk if line.topic else None)])
    body.append(Heading(1, runs("整改事项")))
    body += _rectifications(found)
    if is_combined:
        body.append(Heading(1, runs("五个结合")))
        for heading in COMBINED:
            body += [Heading(2, runs(heading)), Para(runs("（由单位填写）"))]
    return Paper(f"{collection.title}意见梳理报告", tuple(body), signature=collection.unit.name, dated=dated)


def _overview(collection: Collection, found: list[Remark]) -> str:
    words = f"共征求到意见{len(found)}条"
    sources = [(source, sum(one.source == source for one in found)) for source in RemarkSource]
    told = [f"{SOURCE_WORDS[source]}{count}条" for source, count in sources if count]
    words += f"，其中{'、'.join(told)}。" if told else "。"
    if collection.taken_in_on:
        words += f"投票收回答卷{collection.returned}份，{official_date(collection.taken_in_on)}开箱列入。"
    return words + f"已定去向{sum(one.fate != Fate.OPEN for one in found)}条：{_fates(found)}。"


SOURCE_WORDS = {
    RemarkSource.BALLOT: "投票时写的", RemarkSource.MEETING: "会议座谈上的", RemarkSource.TALK: "个别谈话和走访中的",
    RemarkSource.SHEET: "征求意见表上的", RemarkSource.HOTLINE: "热线电话里的",
}  # fmt: skip
FATE_WORDS = {
    Fate.RECTIFY: "列入整改", Fate.CONCERN: "转为诉求", Fate.ANSWERED: "答复解释", Fate.ADOPTED: "采纳入措施",
    Fate.DECLINED: "不采纳", Fate.UNRELATED: "与本次无关", Fate.OPEN: "待定去向",
}  # fmt: skip


def _fates(found: list[Remark]) -> str:
    counted = [(words, sum(one.fate == fate for one in found)) for fate, words in FATE_WORDS.items()]
    return "、".join(f"{words}{count}条" for words, count in counted if count) or "没有"


def _topic(line: queries.TopicLine, found: list[Remark]) -> list[Item]:
    label = line.topic.label if line.topic else "尚未归类"
    body: list[Item] = [Heading(2, runs(f"{label}（{line.count}条）")), Para(runs(f"{_fates(found)}。"))]
    quoted = [one.cleared_text for one in found if one.cleared_text and not one.is_complaint][:QUOTED]
    if quoted:
        body.append(Para(runs("如：" + "；".join(text.rstrip("。；") for text in quoted) + "。")))
    return body


def _rectifications(found: list[Remark]) -> list[Item]:
    items: dict[int, Rectification] = {
        one.rectification.pk: one.rectification for one in found if one.rectification is not None
    }
    if not items:
        return [Para(runs("没有列入整改的意见。"))]
    body: list[Item] = []
    for number, item in enumerate(items.values(), 1):
        count = sum(one.rectification_id == item.pk for one in found)
        body.append(
            Para(runs(
                f"{number}．{item.problem.rstrip('。')}（意见{count}条）：{item.measure.rstrip('。')}。责任单位{item.owner_name}，"
                f"{official_date(item.starts_on)}至{official_date(item.due_on)}。"
            ))
        )  # fmt: skip
    return body
