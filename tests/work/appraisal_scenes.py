"""评议活动的场面: campaigns brought to a point by commands alone; E, F, H and the doors begin here.

The county office appraises the school: parents and staff on one questionnaire, each with a remark, before and after
the close. `votes`: group code → [(answers, texts)], cast as papers of the screen channel.
"""

import random
from datetime import timedelta

from django.utils.timezone import localdate

from lianxin.pure import polling
from lianxin.pure.questions import TEXT, Form, Item, Option, Scale, Section
from lianxin.work.appraisals import commands
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import commands as ballots
from lianxin.work.questionnaires import commands as questionnaires
from tests.conftest import NOON

TODAY = localdate(NOON)
OPENS, CLOSES = TODAY, TODAY + timedelta(days=10)
PHRASES = ("清晨的石桥上有雾气", "傍晚的渡口点着灯")
SHORT_STAGES = ("rating", "comment", "rectify", "feedback")
SATISFACTION = Scale(
    "satisfaction", "满意度",
    (
        Option("satisfied", "满意", 100, "satisfied"), Option("fairly", "基本满意", 80, "fairly"),
        Option("dissatisfied", "不满意", 0, "dissatisfied"), Option("unknown", "不了解", None, "unknown"),
    ),
    grades=((85, "满意"), (60, "基本满意"), (0, "不满意")),
)  # fmt: skip


def school_form(title: str = "群众满意学校评议表") -> Form:
    """Three items about each subject and one remark."""
    return Form(
        title, intro="请按实际感受选择，不用写姓名。",
        sections=(
            Section("teach", "教学", (
                Item("q1", "教学质量", scale="satisfaction", each=True), Item("q2", "师德师风", scale="satisfaction", each=True),
            )),
            Section("care", "服务", (
                Item("q3", "食宿和安全", scale="satisfaction", each=True), Item("q4", "您的意见和建议", kind=TEXT, each=True),
            )),
        ),
        scales=(SATISFACTION,),
    )  # fmt: skip


def approved(town, form: Form | None = None, *, unit=None, by=None):
    """An approved questionnaire of the county."""
    draft = questionnaires.draw_up(form=form or school_form(), unit=unit or town.county, by=by or town.clerk, at=NOON)
    return questionnaires.approve(version=draft, by=by or town.clerk, at=NOON)


def planned(town, **changes) -> Campaign:
    """拟订: the bare plan of the county, with a leader of the group."""
    fields = {
        "unit": town.county, "title": "县第一中学群众满意学校评议", "opens_on": OPENS, "closes_on": CLOSES,
        "stages": SHORT_STAGES, "sector": "school_hospital", "by": town.clerk, "at": NOON,
    }  # fmt: skip
    campaign = commands.plan(**{**fields, **changes})
    by = changes.get("by", town.clerk)
    commands.set_role(campaign=campaign, role="leader", name="高远", post="副县长", by=by, at=NOON)
    return campaign


def campaign_planned(town, version=None, **changes) -> Campaign:
    """筹备好: two audiences rate the school; it may be opened."""
    campaign = planned(town, **changes)
    by = changes.get("by", town.clerk)
    subject = commands.add_subject(campaign=campaign, label="县第一中学", owner=town.school, by=by, at=NOON)
    version = version or approved(town)
    for label, kind, size, weight in (("家长", "parents", 40, "0.6"), ("教职工", "staff", 20, "0.4")):
        audience = commands.add_audience(
            campaign=campaign, label=label, kind=kind, size=size, quota=size // 2, weight=weight, by=by, at=NOON
        )
        commands.add_line(
            campaign=campaign,
            audience=audience,
            direction="public",
            version=version,
            subjects=[subject],
            by=by,
            at=NOON,
        )
    return campaign


def campaign_open(town, campaign: Campaign | None = None, **changes) -> Campaign:
    """开启: definition fixed, box open for votes."""
    campaign = campaign or campaign_planned(town, **changes)
    by = changes.get("by", town.clerk)
    campaign = commands.open_campaign(campaign=campaign, by=by, at=NOON)
    ballots.open_box(box=campaign.box, passphrases=PHRASES, by=by, at=NOON)
    return Campaign.objects.get(pk=campaign.pk)


def random_votes(campaign: Campaign, seed: int = 7, share: float = 0.6) -> dict[str, list]:
    """Invented answers of so large a share of each group; one in three writes a remark."""
    chance, votes = random.Random(seed), {}
    for group in campaign.box.poll.groups:
        if group.is_named:
            continue
        votes[group.code] = [_answers(group, chance) for _each in range(int(group.size * share))]
    return votes


def _answers(group: polling.Group, chance: random.Random):
    chosen: dict = {}
    texts: dict = {}
    for subject, item in group.sheet.places():
        code, scale = subject.code if subject else "", group.sheet.form.scale_of(item)
        if scale is not None:
            chosen.setdefault(code, {})[item.code] = [chance.choice(scale.options).code]
        elif chance.random() < 1 / 3:
            texts.setdefault(code, {})[item.code] = chance.choice(
                ("食堂的饭菜再热一点。", "校门口放学时太挤。", "请多开家长会。")
            )
    return chosen, texts


def campaign_closed(town, campaign: Campaign | None = None, votes=None, channel=polling.SCREEN, **changes) -> Campaign:
    """截止: votes cast, box closed, ballots released."""
    campaign = campaign if campaign and campaign.box else campaign_open(town, campaign, **changes)
    for group, cast in (random_votes(campaign) if votes is None else votes).items():
        voting.cast_papers(box=campaign.box, group=group, ballots=cast, channel=channel)
    ballots.close_box(box=campaign.box, passphrases=PHRASES, by=changes.get("by", town.clerk), at=NOON)
    return Campaign.objects.get(pk=campaign.pk)


__all__ = [
    "CLOSES", "OPENS", "PHRASES", "TODAY", "approved", "campaign_closed", "campaign_open", "campaign_planned", "planned",
    "random_votes", "school_form",
]  # fmt: skip
