"""意见的场面: opinions of a closed vote and of a meeting, by commands alone; the doors and the pages begin here."""

from datetime import timedelta

from lianxin.pure.polling import dialogue_of
from lianxin.work.appraisals import commands as campaigns
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import box as voting
from lianxin.work.ballots import commands as ballots
from lianxin.work.opinions import commands
from lianxin.work.opinions.models import Collection, Remark
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes

KEY = "ABCD1234EFGH5678"
SAID = (
    "食堂的饭菜偏凉，冬天希望能保温。", "食堂打饭排队时间太长。", "校门口放学时车辆太多，孩子过马路不安全。",
    "希望放学时校门口有人疏导车辆。", "实验室设备陈旧，很多实验做不了。", "希望学校配心理老师，多关心孩子心理。",
)  # fmt: skip
AT_THE_MEETING = tuple(f"{text}（{place}）" for text in SAID for place in ("一年级组", "二年级组"))

MEASURE = {
    "problem": "冬季食堂饭菜保温不够。", "measure": "11月20日前给8个售饭窗口各配1台保温台。", "starts_on": scenes.TODAY,
    "ends_on": scenes.TODAY + timedelta(days=17), "person": "孟校", "supervisor": "周敏",
}  # fmt: skip


def subject_code(campaign: Campaign) -> str:
    return campaign.box.poll.subjects[0].code


def closed(town, *, parents: int = 20, staff: int = 12, texts=SAID, by_key: str = "", **changes) -> Campaign:
    """A vote of so many parents and staff, all content; the parents wrote `texts`, the first one keeps a key."""
    campaign = scenes.campaign_open(town, **changes)
    code = subject_code(campaign)
    groups = [group.code for group in campaign.box.poll.groups]
    answers = {code: {"q1": ["satisfied"], "q2": ["fairly"], "q3": ["satisfied"]}}
    written = [{code: {"q4": text}} for text in texts][:parents]
    if by_key:
        by = {"box": campaign.box, "group": groups[0], "by": changes.get("by", town.clerk), "at": NOON}
        slip = ballots.print_slips(count=parents, **by)[0]
        ballots.account(printed=parents, handed_out=parents, stock="slips", **by)
        voting.cast(
            box=campaign.box, token=slip, answers=answers, texts=written.pop(0), channel="screen",
            dialogues={(code, "q4"): by_key},
        )  # fmt: skip
        parents -= 1
    votes = {
        groups[0]: [(answers, text) for text in written] + [(answers, {})] * (parents - len(written)),
        groups[1]: [(answers, {})] * staff,
    }
    return scenes.campaign_closed(town, campaign, votes={code: cast for code, cast in votes.items() if cast}, **changes)


def asked_apart(town, *, big: int, small: int) -> Campaign:
    """Parents were asked about the classrooms, staff about the hall; each wrote one opinion."""
    campaign, by = scenes.planned(town), {"by": town.clerk, "at": NOON}
    version = scenes.approved(town)
    for label, kind, about in (("家长", "parents", "教室"), ("教职工", "staff", "礼堂")):
        subject = campaigns.add_subject(campaign=campaign, label=about, owner=town.school, **by)
        audience = campaigns.add_audience(campaign=campaign, label=label, kind=kind, size=30, **by)
        campaigns.add_line(
            campaign=campaign, audience=audience, direction="public", version=version, subjects=[subject], **by
        )
    campaign = scenes.campaign_open(town, campaign)
    votes = {}
    for group, count in zip(campaign.box.poll.groups, (big, small), strict=True):
        [subject] = group.sheet.subjects
        votes[group.code] = [({subject.code: {"q1": ["fairly"]}}, {subject.code: {"q4": "灯太暗。"}})]
        votes[group.code] += [({subject.code: {"q1": ["fairly"]}}, {})] * (count - 1)
    return scenes.campaign_closed(town, campaign, votes=votes)


def collected(town, campaign: Campaign | None = None, **changes) -> Collection:
    """梳理中: the opinions of the vote are taken in."""
    campaign = campaign or closed(town, **changes)
    collection = commands.begin(title=campaign.title, unit=town.county, campaign=campaign, by=town.clerk, at=NOON)
    return commands.take_in(collection=collection, by=town.clerk, at=NOON)


def of_a_meeting(town, texts=AT_THE_MEETING, unit=None, by=None) -> Collection:
    """座谈会上的意见, without a vote."""
    collection = commands.begin(title="教职工代表座谈会", unit=unit or town.county, by=by or town.clerk, at=NOON)
    commands.enter(
        collection=collection, source="meeting", texts=texts, on=scenes.TODAY, subject="县第一中学",
        by=by or town.clerk, at=NOON,
    )  # fmt: skip
    return collection


def one(collection: Collection, part: str = "") -> Remark:
    """The opinion with these words."""
    return Remark.objects.filter(collection=collection, text__contains=part).order_by("pk").first()


__all__ = [
    "AT_THE_MEETING",
    "KEY",
    "MEASURE",
    "SAID",
    "asked_apart",
    "closed",
    "collected",
    "dialogue_of",
    "of_a_meeting",
    "one",
]
