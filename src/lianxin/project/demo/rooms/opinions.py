"""意见梳理的演示数据: the opinions of the closed school appraisal sorted and settled, those of a meeting waiting."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.project.demo.rooms.appraisals import closed_campaign
from lianxin.work.opinions import commands
from lianxin.work.opinions.models import Collection, Remark, RemarkTopic

TOPICS = {
    "食堂伙食": "饭菜、食堂、午餐", "上下学安全": "校门口、放学", "校舍设施": "厕所、走廊、操场、跑道", "教学和作业": "作业、备课",
    "家校沟通": "家长会",
}  # fmt: skip
SAID = (
    "建议教研活动固定在每周三下午，不要临时通知。", "年轻教师希望有老教师带一带。", "课间操场太挤，建议分年级错开。",
    "教师办公室冬天冷，暖气片不热。", "各种检查材料太多，占了备课时间。", "建议给班主任减一节课。",
    "图书室中午不开门，孩子借不到书。", "多媒体设备坏了报修要等一周。", "希望绩效考核办法先征求意见再定。",
    "食堂的菜单一个月没有换过。", "校门口值班表排得不均。", "建议开心理辅导课，最好有专职老师。",
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """一次评议和一次座谈会的意见, by commands."""
    del random
    clerk = county.who(county.top, "county_clerk")
    by: dict[str, Any] = {"by": clerk, "at": until}
    _of_the_vote(county, clerk, by)
    meeting = commands.begin(title="县实验小学教职工代表座谈会意见", unit=county.top, **by)
    held_on = localdate(until) - timedelta(days=2)
    commands.enter(collection=meeting, source="meeting", texts=SAID, on=held_on, subject="县实验小学", **by)


def _of_the_vote(county: County, clerk: Actor, by: dict[str, Any]) -> None:
    campaign = closed_campaign(county)
    school, today = county.schools[2], localdate(by["at"])
    collection = commands.begin(title=f"{campaign.title}意见", unit=campaign.unit, campaign=campaign, **by)
    commands.take_in(collection=collection, **by)
    topics = {
        label: commands.add_topic(collection=collection, label=label, keywords=words, **by)
        for label, words in TOPICS.items()
    }
    _sort(collection, topics, by)
    plans = (
        ("食堂伙食", "冬季食堂饭菜偏凉。", f"{today.month}月{today.day}日起 25 日内给 6 个售饭窗口各配 1 台保温台。", 25, "总务处"),
        ("上下学安全", "放学时校门口人车混行。", "7 日内三个年级错峰 10 分钟放学，校门口每天安排 4 人疏导。", 7, "德育处"),
    )  # fmt: skip
    for label, problem, measure, days, section in plans:
        commands.rectify(
            remarks=list(Remark.objects.filter(topic=topics[label])), problem=problem, owner=school, section=section,
            measure=measure, starts_on=today, ends_on=today + timedelta(days=days), person="范志远", supervisor="周敏", **by,
        )  # fmt: skip
    _settle(topics["家校沟通"], "adopt", "写进下学期家校沟通办法：每学期开三次家长会。", by)
    _settle(topics["教学和作业"], "answer", "作业量已按年级规定核对，每周五由教务处公示。", by)
    _publish(topics["家校沟通"], by)


def _sort(collection: Collection, topics: Mapping[str, RemarkTopic], by: dict[str, Any]) -> None:
    rows = list(Remark.objects.filter(collection=collection))
    taken: set[int] = set()
    for label, words in TOPICS.items():
        found = [one for one in rows if one.pk not in taken and any(word in one.text for word in words.split("、"))]
        taken.update(one.pk for one in found)
        if found:
            commands.sort(collection=collection, remarks=found, topic=topics[label], **by)


def _settle(topic: RemarkTopic, verb: str, text: str, by: dict[str, Any]) -> None:
    found = list(Remark.objects.filter(topic=topic))
    if found:
        commands.settle(remarks=found, verb=verb, text=text, **by)


def _publish(topic: RemarkTopic, by: dict[str, Any]) -> None:
    one = Remark.objects.filter(topic=topic).first()
    if one is not None:
        commands.publish(
            remark=one, text="家长会可以再多开两次。", answer="已写进家校沟通办法，下学期起每学期开三次。", **by
        )
