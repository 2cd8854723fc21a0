"""点票: how many chose what, per group, subject and item; 有效, 废票, 弃权, 不了解 apart from each other.

Two rules of the sources contradict each other, so the poll says which holds (rules.md §3.2). By part: a place with more
marks than allowed is 废票 there and only there, a blank one 弃权 (zydgw.net). By whole: one such place spoils the whole
slip (深圳市人大 §7: 不选择、多选择的投票无效，不纳入计票范围).

代填 is a channel of its own: it is counted apart and enters no rate (security.md T3).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lianxin.pure.polling import PROXY, WHOLE, Ballot, Group, Poll
from lianxin.pure.questions import CHOICE, TEXT, UNKNOWN, Answers, Item

Place = tuple[str, str]  # subject code ("" where the item is about none), item code


class Foreign(ValueError):
    """票不属于这个方案: a ballot of a group, subject, item or option that the poll does not have."""


@dataclass(frozen=True)
class Account:
    """一层的票据: 应发 (who may answer), 实发, 收回, and those spoiled as a whole before any mark was read (作废)."""

    due: int
    issued: int
    returned: int
    spoiled: int = 0

    @property
    def is_over(self) -> bool:
        """More came back than went out: the appraisal of this group is invalid (rules.md §3.2)."""
        return self.returned > self.issued

    @property
    def has_quorum(self) -> bool:
        """实到 more than half of 应到."""
        return self.returned * 2 > self.due


@dataclass
class Cell:
    """一格: one item about one subject in one group. `votes` by option code are the valid ones."""

    votes: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    answered: int = 0
    blank: int = 0
    spoiled: int = 0
    unknown: int = 0

    @property
    def valid(self) -> int:
        """有效票 of this place: those who made one choice (or, where several are allowed, any)."""
        return self.answered

    def plus(self, other: "Cell") -> "Cell":
        """Both together; only for cells of the same item and scale, the caller's to know."""
        votes = {code: self.votes.get(code, 0) + other.votes.get(code, 0) for code in {**self.votes, **other.votes}}
        return Cell(
            votes, self.asked + other.asked, self.answered + other.answered, self.blank + other.blank,
            self.spoiled + other.spoiled, self.unknown + other.unknown,
        )  # fmt: skip


@dataclass
class Count:
    """一层的点票: ballots by channel, spoiled and wholly blank ones, cells by place; 代填 in cells of its own."""

    group: str
    channels: dict[str, int] = field(default_factory=dict)
    spoiled: int = 0
    empty: int = 0
    cells: dict[Place, Cell] = field(default_factory=dict)
    proxy: dict[Place, Cell] = field(default_factory=dict)

    @property
    def ballots(self) -> int:
        """All ballots in the box, 代填 included."""
        return sum(self.channels.values())

    @property
    def proxies(self) -> int:
        """代填."""
        return self.channels.get(PROXY, 0)


def count(poll: Poll, ballots: Iterable[Ballot]) -> dict[str, Count]:
    """点票, one Count per group. Quickest when equal ballots stand together, as the released file has them.

    Raises Foreign for a ballot that does not belong to the poll.
    """
    return count_numbers(poll, ((one, sum(1 for _one in same)) for one, same in groupby(ballots)))


def count_numbers(poll: Poll, ballots: Iterable[tuple[Ballot, int]]) -> dict[str, Count]:
    """点票 of different ballots, each with how many there are of it. Raises Foreign."""
    found = {group.code: Count(group.code) for group in poll.groups if not group.is_named}
    tellers = {group.code: _Teller(group, poll.rules.spoils == WHOLE) for group in poll.groups}
    for ballot, times in ballots:
        if ballot.group not in found:
            raise Foreign(ballot.group)
        here = found[ballot.group]
        here.channels[ballot.channel] = here.channels.get(ballot.channel, 0) + times
        tellers[ballot.group].tell(here, here.proxy if ballot.channel == PROXY else here.cells, ballot.answers, times)
    for code, one in found.items():
        tellers[code].finish(one)
    return found


class _Teller:
    """Reads the ballots of one group. What every ballot is asked is added at the end, once for all."""

    def __init__(self, group: Group, whole: bool) -> None:
        self.sheet, self.whole = group.sheet, whole
        self.places = {
            (subject.code if subject else "", item.code): item
            for subject, item in group.sheet.places()
            if item.kind != TEXT
        }
        self.always = [place for place, item in self.places.items() if item.only_if is None]
        self.has_conditions = len(self.always) < len(self.places)
        self.single = {place for place, item in self.places.items() if item.kind == CHOICE}
        self.options = {place: self._options(item) for place, item in self.places.items()}

    def _options(self, item: Item) -> frozenset[str]:
        scale = self.sheet.form.scale_of(item)
        return frozenset(one.code for one in scale.options) if scale else frozenset()

    def tell(self, count: Count, cells: dict[Place, Cell], answers: Answers, times: int) -> None:
        """Enter one ballot that came `times` times."""
        if not answers:
            count.empty += times
        if self.whole and not self._is_whole(answers):
            count.spoiled += times
            for place in self._asked(answers):
                self._cell(cells, place).spoiled += times
            return
        for subject, row in answers.items():
            for item, chosen in row.items():
                cell = self._cell(cells, (subject, item))
                if len(chosen) == 1:
                    cell.votes[chosen[0]] = cell.votes.get(chosen[0], 0) + times
                    cell.answered += times
                elif chosen and (subject, item) in self.single:
                    cell.spoiled += times
                elif chosen:
                    cell.answered += times
                    for one in chosen:
                        cell.votes[one] = cell.votes.get(one, 0) + times
        if self.has_conditions:
            for place in self._asked(answers):
                if self.places[place].only_if is not None:
                    self._cell(cells, place).asked += times

    def finish(self, count: Count) -> None:
        """What was asked, and what of it stayed blank."""
        for cells, ballots in ((count.cells, count.ballots - count.proxies), (count.proxy, count.proxies)):
            for place in self.places:
                cell = self._cell(cells, place)
                if self.places[place].only_if is None:
                    cell.asked = ballots
                elif self.whole:
                    cell.asked += cell.spoiled
                cell.blank = cell.asked - cell.answered - cell.spoiled
                cell.unknown = sum(cell.votes.get(code, 0) for code in self._unknown(place))
                if not set(cell.votes) <= self.options[place]:
                    raise Foreign(f"{place[0]}/{place[1]}")
            if set(cells) - set(self.places):
                raise Foreign("、".join(sorted(item for _subject, item in set(cells) - set(self.places))))

    def _cell(self, cells: dict[Place, Cell], place: Place) -> Cell:
        found = cells.get(place)
        if found is None:
            found = cells[place] = Cell()
        return found

    def _unknown(self, place: Place) -> list[str]:
        scale = self.sheet.form.scale_of(self.places[place])
        return [one.code for one in scale.options if one.step == UNKNOWN] if scale else []

    def _asked(self, answers: Answers) -> Iterator[Place]:
        if not self.has_conditions:
            return iter(self.places)
        asked = ((subject.code if subject else "", item.code) for subject, item in self.sheet.asked(answers))
        return (place for place in asked if place in self.places)

    def _is_whole(self, answers: Answers) -> bool:
        """Whether each place that takes one mark has exactly one."""
        return all(
            len(answers.get(subject, {}).get(item, ())) == 1
            for subject, item in self._asked(answers)
            if (subject, item) in self.single
        )
