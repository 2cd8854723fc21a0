"""谁能看、谁能写: of each table with particulars of residents the permissions that open and that write them (ASVS 8.1.2).

Read by the generated page docs/security/roles.md; what is not here has none, and a house test fails for a table that lacks.
"""

from typing import NamedTuple


class Opening(NamedTuple):
    """一张表: the permission that shows its rows, the one that shows the particulars unmasked, the one that writes them."""

    view: str
    open: str
    write: str


OPENINGS = {
    "concerns.Requester": Opening("concern.view", "concern.reveal", "concern.register"),
    "mails.Mail": Opening("upper_order.enter", "upper_order.enter", "upper_order.enter"),
    "sms.SmsWish": Opening("concern.view", "concern.reveal", "concern.register"),
    "notices.Consent": Opening("concern.view", "concern.view", "concern.classify"),
    "windows.Errand": Opening("window.view", "window.serve", "window.serve"),
    "ballots.RollEntry": Opening("poll.view", "poll.run", "poll.run"),
    "rectification.Talk": Opening("rectification.view", "rectification.view", "talk.record"),
    "appraisals.GroupMember": Opening("appraisal.view", "appraisal.view", "appraisal.run"),
    "appraisals.Audience": Opening("appraisal.view", "appraisal.view", "appraisal.run"),
    "households.Household": Opening("household.view", "household.open", "household.edit"),
    "pairings.Expert": Opening("skill.view", "skill.view", "skill.edit"),
    "hazards.Hazard": Opening("hazard.view", "hazard.view", "hazard.edit"),
    "visits.Visit": Opening("visit.view", "visit.view", "visit.record"),
    "stations.Contact": Opening("station.view", "station.view", "directory.edit"),
    "volunteers.Member": Opening("volunteer.view", "volunteer.view", "volunteer.edit"),
    "volunteers.Joining": Opening("volunteer.view", "volunteer.edit", "volunteer.edit"),
    "disputes.DisputeParty": Opening("dispute.view", "dispute.open", "dispute.record"),
}
