"""电话访问: what was answered on the telephone goes into the sealed box as a ballot (M158).

Like every casting it has no clock and no journal: no number, no name, no line of its own; only the count by channel.
"""

from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.polling import TELEPHONE
from lianxin.pure.questions import Answers, Texts
from lianxin.work.appraisals.models import Line
from lianxin.work.appraisals.terms import RUN, CampaignStatus
from lianxin.work.ballots import box as voting
from lianxin.work.concerns.problems import Unfit


def cast(*, line: Line, answers: Answers, texts: Texts, by: Actor) -> None:
    """录入一份访问. Raises NotAllowed, NotOpen, Unfit for an interview without any answer."""
    campaign = line.campaign
    by.must(RUN, campaign)
    if campaign.status != CampaignStatus.OPEN or campaign.box is None or line.is_named:
        raise Unfit(_("评议还没有开启，或者这一行是署名评分。"))
    if not answers and not texts:
        raise Unfit(_("还没有选择任何一项。"))
    voting.cast_papers(box=campaign.box, group=line.group_code, ballots=[(answers, texts)], channel=TELEPHONE)
