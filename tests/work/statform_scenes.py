"""统计单的场面: a party branch and its nine members rated by twenty-five residents, with the meetings of the source."""

from lianxin.pure.questions import Form, Item, Section
from lianxin.work.appraisals import commands as campaigns
from lianxin.work.appraisals.models import Campaign
from lianxin.work.statforms import commands
from lianxin.work.statforms.models import StatForm
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes

SATISFIED, FAIRLY, POOR = ["satisfied"], ["fairly"], ["dissatisfied"]


def branch(town, *, members: int | None = 9, people: int = 25) -> Campaign:
    """筹备好: the branch and nine members on one sheet of one item, rated by so many residents."""
    form = Form(
        "党员群众评议表",
        sections=(Section("s", "表现", (Item("q", "总的看法", scale="satisfaction", each=True),)),),
        scales=(scenes.SATISFACTION,),
    )
    campaign = scenes.planned(town, title="银山矿党支部群众评议", stages=("rating",), members=members)
    by = {"by": town.clerk, "at": NOON}
    subjects = [
        campaigns.add_subject(campaign=campaign, label="银山矿党支部", owner=town.building, kind="organisation", **by)
    ]
    subjects += [
        campaigns.add_subject(campaign=campaign, label=f"党员{name}", owner=town.building, kind="person", **by)
        for name in "甲乙丙丁戊己庚辛壬"
    ]
    audience = campaigns.add_audience(campaign=campaign, label="群众代表", kind="served", size=people, **by)
    campaigns.add_line(
        campaign=campaign,
        audience=audience,
        direction="public",
        version=scenes.approved(town, form),
        subjects=subjects,
        **by,
    )
    return campaign


def answers(campaign: Campaign, *, poor: int = 1, fairly: int = 1) -> dict:
    """One ballot: the branch satisfies; of the nine members so many do not, so many fairly, the rest do."""
    [branch_code, *codes] = [subject.code for subject in campaign.box.poll.subjects]
    marks = [POOR] * poor + [FAIRLY] * fairly + [SATISFIED] * (len(codes) - poor - fairly)
    return {branch_code: {"q": SATISFIED}, **{code: {"q": mark} for code, mark in zip(codes, marks, strict=True)}}


def voted(town, *, ballots: int = 20, **changes) -> Campaign:
    """截止: twenty ballots; three meetings, the other ways and the five deeds of the source are recorded."""
    campaign = scenes.campaign_open(town, branch(town, **changes))
    recorded(town, campaign)
    [group] = campaign.box.poll.groups
    return scenes.campaign_closed(town, campaign, votes={group.code: [(answers(campaign), {})] * ballots})


def recorded(town, campaign: Campaign) -> None:
    """The meetings, the other ways and the deeds, as the source has them."""
    by = {"campaign": campaign, "held_on": scenes.TODAY, "by": town.clerk, "at": NOON}
    for _each in range(3):
        campaigns.record_method(
            kind="appraisal_meeting", attendances=12, residents=9, head_reported=1, introduced=3, **by
        )
    for kind, quantity in (("visit", 5), ("talk", 8), ("forum", 2)):
        campaigns.record_method(kind=kind, quantity=quantity, **by)
    campaigns.record_method(kind="opinion_sheet", quantity=30, returned=22, **by)
    for number in range(5):
        campaigns.record_help(
            campaign=campaign,
            kind="practical",
            text=f"给第{number + 1}栋宿舍修了热水管。",
            on=scenes.TODAY,
            by=town.clerk,
            at=NOON,
        )


def form_of(town, campaign: Campaign | None = None, **changes) -> StatForm:
    """填报中: the form of the branch."""
    campaign = campaign or voted(town, **changes)
    return commands.open_form(campaign=campaign, wording="party", by=town.clerk, at=NOON)
