"""结果的场面: a closed campaign counted, published; votes that are told exactly, by commands alone."""

from lianxin.work.appraisals import commands as appraisals
from lianxin.work.results import commands
from lianxin.work.results.models import Result
from tests.conftest import NOON
from tests.work import appraisal_scenes as scenes

SATISFIED, FAIRLY, DISSATISFIED, UNKNOWN = "satisfied", "fairly", "dissatisfied", "unknown"
WHY = "应评四十人，收回三十人，十人外出没有参加；票由家长代表当场发、当场收。"


def sheets(subject: str, *marks: tuple[str, int]) -> list:
    """So many answer sheets with the same mark at each of the three items."""
    return [
        ({subject: {"q1": [mark], "q2": [mark], "q3": [mark]}}, {}) for mark, times in marks for _each in range(times)
    ]


def votes_of(campaign, parents, staff=((SATISFIED, 10), (FAIRLY, 6), (DISSATISFIED, 2))) -> dict[str, list]:
    subject = campaign.subjects.get().code
    first, second = [group.code for group in campaign.box.poll.groups][:2]
    return {first: sheets(subject, *parents), second: sheets(subject, *staff)}


PARENTS = ((SATISFIED, 15), (FAIRLY, 9), (DISSATISFIED, 6))


def closed(town, parents=PARENTS, staff=((SATISFIED, 10), (FAIRLY, 6), (DISSATISFIED, 2)), **changes):
    campaign = scenes.campaign_open(town, **changes)
    return scenes.campaign_closed(town, campaign, votes_of(campaign, parents, staff))


def settled(town, **changes) -> Result:
    """计过票: 30 of 40 parents, 18 of 20 staff."""
    return commands.settle(box=closed(town, **changes).box, by=town.clerk, at=NOON)


def published(town, why: str = "", **changes) -> Result:
    """已公布, by the county leader."""
    return commands.publish(result=settled(town, **changes), why=why, by=town.county_leader, at=NOON)


def quarters(town, staff_second=((SATISFIED, 9), (FAIRLY, 9)), parents=((SATISFIED, 27), (FAIRLY, 3))):
    """Two quarters of one series, with the same questionnaire, published; the series and its results."""
    series = appraisals.begin_series(title="群众评议学校", year=2026, unit=town.county, by=town.clerk, at=NOON)
    version, found = scenes.approved(town), []
    for period, staff in (("2026-Q3", ((SATISFIED, 10), (FAIRLY, 8))), ("2026-Q4", staff_second)):
        campaign = scenes.campaign_planned(town, version, title=f"{period}评议", series=series, period=period)
        campaign = scenes.campaign_open(town, campaign)
        box = scenes.campaign_closed(town, campaign, votes_of(campaign, parents, staff)).box
        result = commands.settle(box=box, by=town.clerk, at=NOON)
        found.append(commands.publish(result=result, why=WHY, by=town.county_leader, at=NOON))
    return series, found
