"""演示诉求的题材: what residents of the demo county bring. All texts are made up.

`{place}` is a spot in the village, `{since}` since when, `{long}` how long; `details` make each text its own.
`to` is the department that answers, "" when the township does it itself.
"""

from dataclasses import dataclass

ALL_YEAR = (1.0,) * 12
WINTER = (3.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.6, 3.5, 4.0)
SUMMER = (0.1, 0.2, 0.6, 1.2, 1.8, 2.6, 3.0, 2.4, 1.0, 0.4, 0.2, 0.1)
RAINS = (0.1, 0.1, 0.2, 0.5, 1.0, 2.2, 3.4, 3.0, 1.4, 0.5, 0.2, 0.1)
SCHOOL = (0.3, 0.6, 0.6, 0.6, 1.0, 2.0, 2.4, 3.6, 2.2, 0.5, 0.4, 0.3)
YEAR_END = (3.4, 1.6, 0.6, 0.5, 0.5, 0.6, 0.6, 0.6, 0.7, 0.9, 1.6, 3.0)
PLANTING = (0.2, 0.6, 2.2, 2.6, 1.8, 1.4, 0.8, 0.8, 1.6, 1.8, 0.6, 0.2)


@dataclass(frozen=True)
class Problem:
    """题材: topic, department, kinds (the first is the usual one), texts, details, what was done, what was explained."""

    topic: str
    to: str
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    details: tuple[str, ...]
    done: tuple[str, ...]
    told: str
    months: tuple[float, ...] = ALL_YEAR
    weight: float = 1.0


def all_problems() -> tuple[Problem, ...]:
    """Every template of the three files."""
    from lianxin.project.demo import problems_life, problems_people, problems_town

    return (*problems_town.PROBLEMS, *problems_life.PROBLEMS, *problems_people.PROBLEMS)
