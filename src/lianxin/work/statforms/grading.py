"""等次: which subjects count as 满意 or 基本满意, from the released ballots, by the form's 口径; never a single ballot.

A subject's score is, in each group of residents that rated it, the mean of its items' scores, weighed by the groups'
weights. Of fewer than five voters no grade is told: the subject is rated and stands in neither step (security.md T2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxin.pure import polling, tally
from lianxin.pure.questions import FAIRLY, SATISFIED, Item, Subject
from lianxin.pure.statform import GradeMap
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import released

RESIDENTS = {polling.PUBLIC, polling.FROM_BELOW}  # 群众评议; where nobody of these rates a subject, all others count


@dataclass(frozen=True)
class Graded:
    """一个评议对象: how many answered about it, its step; `step` is empty where too few did."""

    subject: Subject
    voters: int
    step: str

    @property
    def is_member(self) -> bool:
        """A person; everything else is an organisation."""
        return self.subject.kind == "person"

    @property
    def is_fairly(self) -> bool:
        """“基本满意”（含）以上."""
        return self.step in (SATISFIED, FAIRLY)

    @property
    def is_satisfied(self) -> bool:
        """“满意”（含）以上."""
        return self.step == SATISFIED


@dataclass(frozen=True)
class Vote:
    """投票的结果 as the form needs it: the subjects with their steps, and how many residents took part."""

    subjects: tuple[Graded, ...]
    people: int


def vote_of(campaign: Campaign, grades: GradeMap) -> Vote | None:
    """The vote of a campaign after its close; None before."""
    if campaign.box is None or not campaign.is_closed:
        return None
    poll: polling.Poll = campaign.box.poll
    counts = tally.count(poll, released.ballots(campaign.box))
    subjects = tuple(_graded(subject, poll, counts, grades) for subject in poll.subjects)
    return Vote(subjects, _people(poll, counts))


def _people(poll: polling.Poll, counts: dict[str, tally.Count]) -> int:
    """参加评议的群众: answer sheets, and of a layer that answered several sheets the largest number of one of them."""
    layers: dict[str, int] = {}
    for group in _asked(poll.groups):
        layer = group.layer or group.code
        layers[layer] = max(layers.get(layer, 0), counts[group.code].ballots)
    return sum(layers.values())


def _asked(groups: Sequence[polling.Group]) -> list[polling.Group]:
    """The groups of residents; all that vote where there are none."""
    voting = [group for group in groups if not group.is_named]
    return [group for group in voting if group.direction in RESIDENTS] or voting


def _graded(subject: Subject, poll: polling.Poll, counts: dict[str, tally.Count], grades: GradeMap) -> Graded:
    groups = _asked([group for group in poll.groups if subject in group.sheet.subjects])
    voters = sum(_voters(subject, group, counts[group.code]) for group in groups)
    if voters < poll.rules.least:
        return Graded(subject, voters, "")
    parts = [tally.Weighed(group.label, group.weight, _score(subject, group, counts[group.code])) for group in groups]
    score = tally.weighted(parts)
    return Graded(subject, voters, grades.step(_exact(score)) if score else "")


def _exact(score: tally.Figure) -> Fraction:
    return score.low


def _items(group: polling.Group) -> list[Item]:
    return [item for item in group.sheet.form.items if item.each and group.sheet.form.scale_of(item)]


def _voters(subject: Subject, group: polling.Group, count: tally.Count) -> int:
    """How many gave at least one valid answer about the subject, as far as the counts tell: the most of any item."""
    cells = [count.cells.get((subject.code, item.code)) for item in _items(group)]
    return max((cell.valid for cell in cells if cell), default=0)


def _score(subject: Subject, group: polling.Group, count: tally.Count) -> tally.Figure | None:
    found = []
    for item in _items(group):
        scale, cell = group.sheet.form.scale_of(item), count.cells.get((subject.code, item.code))
        marks = {one.code: one.score for one in scale.options if one.score is not None} if scale else {}
        figure = tally.score(cell, marks) if cell and marks else None
        if figure is not None:
            found.append(figure)
    return tally.average(found, what=subject.label)
