"""门 of the appraisals room. Order of answers: as in doors.py.

`open`: 清水镇 appraises 石桥村, told to the subject, rating under way; `plan`: the same township's plan, nobody told.
"""

from typing import Any

from lianxin.work.appraisals import commands
from tests.conftest import NOON
from tests.web.doors import Door, door
from tests.web.world import World
from tests.work import appraisal_scenes as scenes


def scene(world: World) -> dict[str, dict[str, Any]]:
    """An open campaign of 清水镇 over 石桥村 with a self-rating, a comment and a draw; a plan; a series."""
    town = world.town
    by: dict[str, Any] = {"by": town.officer, "at": NOON}
    version = scenes.approved(town)
    fields = {
        "unit": town.qingshui,
        "by": town.officer,
        "stages": ("self_check", "rating", "comment", "rectify", "feedback"),
    }
    campaign = scenes.planned(town, title="清水镇村级评议", **fields)
    subject = commands.add_subject(campaign=campaign, label="", owner=town.shiqiao, **by)
    for label, direction in (("村民代表", "public"), ("村两委", "self")):
        audience = commands.add_audience(campaign=campaign, label=label, kind="villagers", size=30, **by)
        commands.add_line(
            campaign=campaign, audience=audience, direction=direction, version=version, subjects=[subject], **by
        )
    commands.notify(campaign=campaign, **by)
    commands.begin_stage(stage=campaign.stages.get(kind="self_check"), **by)
    commands.hand_in_review(
        subject=subject, template="areas", found=dict.fromkeys(("purpose", "discipline", "skill", "service"), "未发现"),
        by=town.worker, at=NOON,
    )  # fmt: skip
    commands.finish_stage(stage=campaign.stages.get(kind="self_check"), **by)
    campaign = scenes.campaign_open(town, campaign, by=town.officer)
    comment = commands.comment_on(subject=subject, words="公开栏要每月更新。", by=town.leader, at=NOON)
    method = commands.record_method(campaign=campaign, kind="visit", held_on=scenes.TODAY, **by)
    commands.call(campaign=campaign, **by)
    own = commands.adopt(campaign=campaign, unit=town.liuwan, **by)
    drawn = commands.draw_observation(campaign=campaign, size=1, **by)[0]
    series = commands.begin_series(unit=town.qingshui, title="一季一评议", year=2026, **by)
    lines = {line.direction: line.pk for line in campaign.lines.all()}
    code = {"code": campaign.code}
    stage = campaign.stages.get(kind="comment")
    member, audience = own.stages.first(), campaign.audiences.first()
    plan = {"code": own.code}
    return {
        "open": code, "plan": plan, "deed": {**code, "verb": "method"}, "draw": {**code, "verb": "draw"},
        "press": {**code, "verb": "finish"}, "adopt": {**code, "verb": "adopt"}, "series": {"pk": series.pk},
        "rate": {**code, "line": lines["self"], "subject": subject.pk}, "interview": {**code, "line": lines["public"]},
        "review": {**code, "what": "subject", "pk": subject.pk, "verb": "review"},
        "comment": {**code, "what": "subject", "pk": subject.pk, "verb": "comment"},
        "follow": {**code, "what": "comment", "pk": comment.pk, "verb": "follow"},
        "method": {**code, "what": "method", "pk": method.pk, "verb": "withdraw"},
        "observe": {**code, "what": "observation", "pk": drawn.pk, "verb": "observe"},
        "audience": {**code, "what": "audience", "pk": audience.pk, "verb": "edit"},
        "stage": {**code, "what": "stage", "pk": stage.pk, "verb": "finish"},
        "schedule": {**plan, "what": "stage", "pk": member.pk, "verb": "schedule"},
    }  # fmt: skip


# fmt: off
DOORS: tuple[Door, ...] = (
    door("appraisals:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("appraisals:plan", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("appraisals:series_list", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("appraisals:begin_series", "GET", "--- 200 403 403 200 403 200 403 200 403 200 403 403 403 403"),
    door("appraisals:series", "GET series", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:campaign", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:campaign", "GET plan", "--- 404 404 404 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:setup", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:methods", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:ratings", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:calendar", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:progress", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:paper", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:plan_docx", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:notice_docx", "GET open", "--- 404 200 200 200 200 404 404 404 404 200 200 200 200 404"),
    door("appraisals:deed", "GET deed", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:deed", "GET draw", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("appraisals:press", "GET press", "--- 405 405 405 405 405 405 405 405 405 405 405 405 405 405"),
    door("appraisals:press", "POST press", "--- 404 403 403 302 403 404 404 404 404 302 403 403 403 404"),
    door("appraisals:press", "POST adopt", "--- 404 403 403 302 403 404 404 404 404 302 403 403 403 404"),
    door("appraisals:rate", "GET rate", "--- 404 200 200 200 200 404 404 404 404 403 403 403 403 404"),
    door("appraisals:interview", "GET interview", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:part", "GET review", "--- 404 200 200 200 200 404 404 404 404 403 403 403 403 404"),
    door("appraisals:part", "GET comment", "--- 404 403 403 403 200 404 404 404 404 403 200 403 403 404"),
    door("appraisals:part", "GET follow", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:part", "GET method", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:part", "GET observe", "--- 404 403 403 200 200 404 404 404 404 200 200 403 403 404"),
    door("appraisals:part", "GET audience", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:part", "GET schedule", "--- 404 404 404 200 403 404 404 404 404 200 403 403 403 404"),
    door("appraisals:press_part", "POST stage", "--- 404 403 403 302 403 404 404 404 404 302 403 403 403 404"),
)
# fmt: on
