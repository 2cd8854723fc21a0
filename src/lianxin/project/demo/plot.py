"""一件诉求的走向: from intake to rating, with all that can go wrong, on working days."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo import days, words
from lianxin.project.demo.county import County
from lianxin.project.demo.problems import Problem
from lianxin.work.concerns import clocking
from lianxin.work.concerns.bulk import Deed
from lianxin.work.concerns.commands.intake import RESIDENT, Asker
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Channel, Handling, Kind, Outcome, Satisfaction

BY_STATION = (Channel.COUNTER, Channel.VISIT)
BY_TOWNSHIP = (Channel.RECEPTION_DAY, Channel.LETTER_OR_VISIT)
LATE = 0.055
LISTENS = (Satisfaction.SATISFIED, Satisfaction.FAIRLY, Satisfaction.DISSATISFIED)


@dataclass(frozen=True)
class Case:
    """What is special about one story; empty = left to chance."""

    text: str = ""
    place: str = ""
    kind: str = ""
    asker: Asker | None = None
    about_unit: Unit | None = None
    about_person: Person | None = None


@dataclass
class Plot:
    """One story in the making: `live` fills `deeds`."""

    random: Random
    county: County
    problem: Problem
    topic: Topic
    unit: Unit
    town: Unit | None
    channel: str
    case: Case
    deeds: list[Deed] = field(default_factory=list)
    explains: bool = False

    @property
    def began(self) -> datetime:
        return self.deeds[0].at

    def live(self, at: datetime) -> None:
        """Play it out to its end; what lies in the future is for the caller to drop."""
        chance = self.random.random()
        self.kind = self.case.kind or self.random.choice(self.problem.kinds)
        at = self._enter(at)
        if self.case.about_unit or self.case.about_person:
            self._handled(at)
        elif chance < 0.010:
            self._do("decline", days.later(self.random, at, 1), self.office, reason=self._of(words.DECLINED))
        elif chance < 0.016:
            self._do("void", days.later(self.random, at, 0), self.office, reason=self._of(words.VOIDED))
        elif chance < 0.17 and self.clerk is not None and self.channel in (*BY_STATION, *BY_TOWNSHIP):
            self._answered_now(at)
        else:
            self._handled(at)

    # ── who ───────────────────────────────────────────────────────────────────────────────────────

    @property
    def clerk(self) -> Actor | None:
        """Who sits at the counter of the unit; None where nobody may answer on the spot."""
        role = {"village": "station_worker", "community": "station_worker", "township": "township_clerk",
                "school": "school_clerk"}.get(self.unit.kind)  # fmt: skip
        return self.county.who(self.unit, role) if role else None

    @property
    def office(self) -> Actor:
        """The office that sorts and closes: the township for what it does itself, else the county."""
        if self.problem.to == "" and self.town is not None and not self._is_walled(self.town):
            return self.county.who(self.town, "township_clerk")
        return self.county.who(self.county.top, "county_clerk")

    @property
    def handler(self) -> Unit:
        """The unit in charge; never the one complained about."""
        if self.problem.to:
            return self.county.departments[self.problem.to]
        if self.town is None or self._is_walled(self.town):
            return self.county.departments["县纪委监委"]
        return self.town

    def _is_walled(self, unit: Unit) -> bool:
        return self.case.about_unit is not None and unit.path.startswith(self.case.about_unit.path)

    def _hand(self, handler: Unit) -> Actor:
        return self.county.who(handler, "township_clerk" if handler.kind == "township" else "department_clerk")

    # ── what happens ──────────────────────────────────────────────────────────────────────────────

    def _of(self, choices: tuple[str, ...]) -> str:
        return self.random.choice(choices)

    def _do(self, verb: str, at: datetime, by: Actor, **given: Any) -> datetime:
        self.deeds.append(Deed(verb, at, by, given))
        return at

    def _enter(self, at: datetime) -> datetime:
        case = self.case
        given: dict[str, Any] = {
            "text": case.text, "kind": self.kind, "unit": self.unit, "place": case.place, "asker": case.asker
        }  # fmt: skip
        if self.channel == Channel.WEB:
            if case.about_unit is not None:
                given["about_unit"] = case.about_unit
            return self._do("submit", at, RESIDENT, may_publish=self.random.random() < 0.4, **given)
        given["subject_units"] = (case.about_unit,) if case.about_unit else ()
        given["subject_persons"] = (case.about_person,) if case.about_person else ()
        if self.channel == Channel.FROM_ABOVE:
            given["external_number"] = f"转{at.year}-{self.random.randrange(10000):04d}"
        by = self.county.who(self.county.top, "county_clerk")
        if self.channel in BY_STATION and self.clerk is not None and not case.about_unit:
            by = self.clerk
        elif self.channel in BY_TOWNSHIP and self.town is not None and not case.about_unit:
            by = self.county.who(self.town, "township_clerk")
        return self._do("register", at, by, channel=self.channel, **given)

    def _answered_now(self, at: datetime) -> None:
        clerk = self.clerk
        assert clerk is not None
        at = self._do("classify", days.later(self.random, at, 0), clerk, topic=self.topic, kind=self.kind,
                      handling=Handling.IMMEDIATE)  # fmt: skip
        solved = self.random.random() < 0.7
        at = self._do("answer_now", days.later(self.random, at, 0), clerk, text=words.answer(
            self.random, self.problem, self.unit.name, self.case.place, localdate(at), solved=solved))  # fmt: skip
        closer = self.county.who(self.town or self.county.top, "township_clerk" if self.town else "county_clerk")
        at = self._do("close", days.later(self.random, at, self.random.choice((0, 0, 1))), closer,
                      outcome=Outcome.SOLVED if solved else Outcome.EXPLAINED)  # fmt: skip
        if self.random.random() < 0.35:
            self._rate(at, good=True)

    def _handled(self, at: datetime) -> None:
        random, received = self.random, localdate(at)
        handling = Handling.EXPLAIN if self.kind == Kind.ENQUIRY and random.random() < 0.5 else Handling.TIME_LIMIT
        texts = words.class_texts(random, handling, self.topic.label, self.handler.name)
        self.explains = handling == Handling.EXPLAIN
        at = self._do("classify", days.later(random, at, random.choices((0, 1, 2), (70, 26, 4))[0]), self.office,
                      topic=self.topic, kind=self.kind, handling=handling, **texts)  # fmt: skip
        due = days.due_on(
            clocking.default_clock(kind=self.kind, channel=self.channel, on=received, handling=handling), received
        )  # fmt: skip
        handler = self.handler
        at = self._do("assign", days.later(random, at, 0), self.office, to=handler,
                      instruction=self._of(("", "", "请到现场核实并答复群众。", "请按期办理并与群众联系。")))  # fmt: skip
        if self.problem.to and random.random() < 0.045:
            at = self._sent_back(at, handler)
            if random.random() < 0.02:
                return  # nobody took it up again
            at = self._do("assign", days.later(random, at, random.choice((0, 1))), self.office, to=handler,
                          instruction="已协调，仍请你单位牵头办理。")  # fmt: skip
        at = self._do("acknowledge", days.later(random, at, random.choices((0, 1, 2, 4), (60, 30, 8, 2))[0]),
                      self._hand(handler))  # fmt: skip
        clock = clocking.default_clock(kind=self.kind, channel=self.channel, on=received, handling=handling)
        allowed = clocks.rule(clock, on=received).rule
        if allowed.max_extension and random.random() < 0.05 and localdate(at) < due:
            at = self._extended(at, due, allowed.max_extension)
        if random.random() < 0.0025:
            return  # left lying
        self._answered(self._reply_at(at, received, due), handler)

    def _sent_back(self, at: datetime, handler: Unit) -> datetime:
        other = self._of(("属地乡镇", "县交通运输局", "县城管局", "产权单位的主管部门", "县住建局"))
        return self._do("send_back", days.later(self.random, at, self.random.choice((0, 1, 2))), self._hand(handler),
                        reason=self._of(words.SENT_BACK).format(other=other))  # fmt: skip

    def _extended(self, at: datetime, due: Any, most: int) -> datetime:
        moment = days.later(self.random, at, 0)
        if localdate(moment) > due:
            return at
        return self._do("extend", moment, self.county.who(self.county.top, "county_clerk"),
                        by_amount=self.random.randint(min(3, most), most), reason=self._of(words.EXTENDED))  # fmt: skip

    def _reply_at(self, at: datetime, received: Any, due: Any) -> datetime:
        """Mostly before the promise, some after it; never before what already happened."""
        random, span = self.random, days.workdays_between(received, due)
        if random.random() < LATE:
            number = span + 1 + int(random.expovariate(0.3))
        else:
            number = max(0, round(span * min(1.0, random.betavariate(1.9, 3.1))))
        target = days.workday_after(received, number)
        return days.later(random, at, max(0, days.workdays_between(localdate(at), target)))

    def _answered(self, at: datetime, handler: Unit, *, again: bool = False) -> None:
        random = self.random
        outcome = random.choices(list(Outcome), (80, 13, 7))[0]
        how = {"explained": self._of(words.EXPLAINED)} if self.explains else {}
        at = self._do("reply", at, self._hand(handler), text=words.answer(
            random, self.problem, handler.name, self.case.place, localdate(at),
            solved=outcome == Outcome.SOLVED), **how)  # fmt: skip
        at = self._do("close", days.later(random, at, random.choices((0, 1, 2, 3), (38, 42, 15, 5))[0]), self.office,
                      outcome=outcome)  # fmt: skip
        if random.random() < 0.16:
            at = self._followed_up(at, outcome == Outcome.SOLVED)
        if random.random() < 0.57:
            at, unhappy = self._rate(at, good=outcome == Outcome.SOLVED)
            if unhappy and not again and random.random() < 0.62:
                at = self._do("reopen", days.later(random, at, random.choice((0, 1, 2))), self.office,
                              reason=self._of(words.REOPENED))  # fmt: skip
                at = self._do("acknowledge", days.later(random, at, random.choice((0, 1))), self._hand(handler))
                self._answered(days.later(random, at, random.randint(1, 8)), handler, again=True)

    def _rate(self, at: datetime, *, good: bool) -> tuple[datetime, bool]:
        random = self.random
        rating = random.choices(LISTENS, (76, 18, 6) if good else (22, 38, 40))[0]
        unhappy = rating == Satisfaction.DISSATISFIED
        comment = {LISTENS[0]: words.HAPPY, LISTENS[1]: words.SO_SO, LISTENS[2]: words.UNHAPPY}[rating]
        solved = random.random() < (0.05 if unhappy else 0.97 if good else 0.45)
        at = self._do("rate", days.some_time(random, at, random.randint(0, 8)), RESIDENT, rating=rating, solved=solved,
                      contacted=random.random() < (0.6 if unhappy else 0.96), comment=self._of(comment))  # fmt: skip
        return at, unhappy

    def _followed_up(self, at: datetime, good: bool) -> datetime:
        return self._do("note_follow_up", days.later(self.random, at, self.random.randint(0, 3)), self.office,
                        rating=LISTENS[0] if good else LISTENS[1], solved=good, contacted=True,
                        comment=self._of(words.CALLED))  # fmt: skip
