"""公开承诺是否完成: what the pledges say of a subject, so that nobody has to be asked what the records know (M210).

Of units and their party organisations: the pledges of the unit that answers for the subject. Of a single person nothing:
a person's pledge stands on the board, and he is not measured by it here. The year is that of the vote, and the items
counted are those due by the day on which the vote opens, so that everybody who answers reads the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.pure.questions import Item
from lianxin.work.appraisals.models import Campaign, CampaignSubject
from lianxin.work.appraisals.terms import SubjectKind
from lianxin.work.pledges.queries import Completion, completion

_ASKS = re.compile("承诺.{0,6}(?:完成|兑现|办理|践行|好不好)|(?:完成|兑现|践行).{0,6}承诺")


@dataclass(frozen=True)
class Promised:
    """承诺完成情况 of one subject: of which unit, in which time, the counts."""

    unit: Unit
    first: date
    last: date
    kept: Completion


def asks_of_promises(item: Item) -> bool:
    """Whether a question asks what the pledges already say."""
    return bool(_ASKS.search(item.wording))


def promised(campaign: Campaign, subjects: Iterable[CampaignSubject]) -> dict[int, Promised]:
    """What the pledges say of each subject, by its key, in one statement; subjects without pledges are left out."""
    of = {one.pk: one.owner for one in subjects if one.kind != SubjectKind.PERSON}
    first, last = date(campaign.opens_on.year, 1, 1), campaign.opens_on
    found = completion(list({unit.pk: unit for unit in of.values()}.values()), first, last)
    return {key: Promised(unit, first, last, found[unit.pk]) for key, unit in of.items() if unit.pk in found}
