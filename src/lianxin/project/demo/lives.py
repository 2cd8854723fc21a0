"""演示诉求的经过: life stories by chance, seeded; what was to happen after `until` has not happened yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from django.utils.timezone import localdate

from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.models import Unit
from lianxin.project.demo import days, names
from lianxin.project.demo.county import County
from lianxin.project.demo.plot import Case, Plot
from lianxin.project.demo.problems import Problem, all_problems
from lianxin.project.demo.words import scene
from lianxin.pure.codes import new_code
from lianxin.work.concerns.bulk import Story
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Channel, Kind

CHANNELS = {
    Channel.COUNTER: 30, Channel.WEB: 22, Channel.HOTLINE: 22, Channel.VISIT: 10, Channel.RECEPTION_DAY: 6,
    Channel.LETTER_OR_VISIT: 5, Channel.MAILBOX: 3, Channel.FROM_ABOVE: 2,
}  # fmt: skip
REST_DAY = 0.2  # on days off only the web and the telephone bring anything
ANY_TIME = (Channel.WEB, Channel.HOTLINE)
OWN_HAND = (Channel.WEB, Channel.MAILBOX, Channel.LETTER_OR_VISIT)


class Lives:
    """The stream of stories of one county."""

    def __init__(self, county: County, *, seed: int, until: datetime) -> None:
        self.county, self.until, self.random = county, until, Random(seed)
        self.problems = all_problems()
        self.by_month = [list(accumulate(p.weight * p.months[m] for p in self.problems)) for m in range(12)]
        self.topics = {topic.label: topic for topic in Topic.objects.exclude(parent=None)}
        self.villages = [unit for units in county.villages.values() for unit in units]
        self.size = list(accumulate(self.random.uniform(0.4, 2.2) for _unit in self.villages))
        self.towns = {
            unit.path: town for town in county.townships for unit in (town, *county.villages[town.path])
        }  # fmt: skip
        self.codes: set[str] = set()

    def stories(self, first: date, *, per_workday: float) -> Iterator[Story]:
        """From `first` to the moment `until`, in the order of their first deeds."""
        on, last = first, localdate(self.until)
        while on <= last:
            working = clocks.calendar().is_workday(on)
            mean = per_workday * (1.0 if working else REST_DAY)
            number = max(0, round(self.random.gauss(mean, mean**0.5)))
            plots = [self._one(on, working) for _each in range(number)]
            for plot in sorted(plots, key=lambda plot: plot.began):
                if plot.began <= self.until:
                    yield self.told(plot)
            on += timedelta(days=1)

    def told(self, plot: Plot) -> Story:
        deeds = tuple(deed for deed in plot.deeds if deed.at <= self.until)
        code = new_code(self.random)
        while code in self.codes:
            code = new_code(self.random)
        self.codes.add(code)
        return Story(deeds, code=code)

    def _one(self, on: date, working: bool) -> Plot:
        random = self.random
        problem = random.choices(self.problems, cum_weights=self.by_month[on.month - 1])[0]
        channel = self._channel(problem, working)
        if working and channel not in ANY_TIME:
            at = days.moment(on, random.randint(days.OPENS, days.SHUTS), random.randrange(60))
        else:
            at = days.moment(on, int(random.triangular(6 * 60, 23 * 60, 15 * 60)), random.randrange(60))
        return self.plot(problem, self._unit(problem, channel), channel, at)

    def _channel(self, problem: Problem, working: bool) -> str:
        if not working:
            return self.random.choice(ANY_TIME)
        if Kind.TIP_OFF in problem.kinds:
            return self.random.choice((Channel.WEB, Channel.LETTER_OR_VISIT, Channel.MAILBOX))
        return self.random.choices(list(CHANNELS), list(CHANNELS.values()))[0]

    def _unit(self, problem: Problem, channel: str) -> Unit:
        chance = self.random.random()
        if problem.to == "县教育局" and chance < 0.25:
            return self.random.choice(self.county.schools)
        if channel in (Channel.LETTER_OR_VISIT, Channel.RECEPTION_DAY) and chance < 0.5:
            return self.random.choice(self.county.townships)
        return self.random.choices(self.villages, cum_weights=self.size)[0]

    def plot(self, problem: Problem, unit: Unit, channel: str, at: datetime, case: Case | None = None) -> Plot:
        """One whole story about this problem there; `case` brings what is special about it."""
        town = self.towns.get(unit.path)
        seen = scene(self.random, problem, unit.name, town=unit.kind == "community", own_hand=channel in OWN_HAND)
        case = case or Case()
        case = replace(case, text=case.text or seen.text, place=case.place or seen.place)
        asker = case.asker or Asker(
            name=names.person(self.random), phone=names.phone(self.random) if self.random.random() < 0.9 else "",
            address=seen.place if self.random.random() < 0.6 else "",
            people_count=1 if self.random.random() < 0.93 else self.random.randint(2, 30),
        )  # fmt: skip
        plot = Plot(
            self.random,
            self.county,
            problem,
            self.topics[problem.topic],
            unit,
            town,
            channel,
            replace(case, asker=asker),
        )
        plot.live(at)
        return plot
