"""期限规则: a time limit as data, what may stop it, and one line of its explanation."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Unit = Literal["natural_day", "workday", "hour"]
StartDay = Literal["day_zero", "counts"]
RollForward = Literal["none", "next_workday"]
Grade = Literal["P", "O", "S", "C", "M", "L"]

UNIT_LABELS: dict[Unit, str] = {"natural_day": "日", "workday": "个工作日", "hour": "小时"}


class ExtensionNotAllowed(ValueError):
    """The extension is longer than the rule allows."""


class PauseNotAllowed(ValueError):
    """The reason does not stop this clock, or the pause ends before it begins."""


@dataclass(frozen=True)
class ClockRule:
    """期限规则. `extension_by` says in words who may extend, `extension_level` which role level that is."""

    code: str
    label: str
    amount: int
    unit: Unit
    start_event: str
    start_day: StartDay = "day_zero"
    roll_forward: RollForward = "none"
    max_extension: int = 0
    extension_by: str = ""
    extension_level: str = ""
    tell_resident: bool = False
    pause_reasons: tuple[str, ...] = ()
    legal_basis: str = ""
    grade: Grade = "M"
    enabled: bool = True

    def __post_init__(self) -> None:
        if self.amount < 0 or self.max_extension < 0:
            raise ValueError("期限和可延长的期限不能小于0。")
        for value, allowed in ((self.unit, Unit), (self.start_day, StartDay), (self.grade, Grade)):
            if value not in get_args(allowed):
                raise ValueError(f"期限规则里没有“{value}”这一项。")
        if self.roll_forward not in get_args(RollForward):
            raise ValueError(f"期限规则里没有“{self.roll_forward}”这一项。")

    @property
    def limit(self) -> str:
        """The limit in words: 5个工作日, 60日, 2小时, 当日."""
        return f"{self.amount}{UNIT_LABELS[self.unit]}" if self.amount else "当日"


@dataclass(frozen=True)
class Pause:
    """中止: days from `first` to `last`, both inside, that do not count, with the reason (听证)."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True)
class Day:
    """One line of the explanation: `number` is the running count, None on a day that does not count.

    `cause` is what the day is (周六, 国庆节放假, 听证), for summing up.
    """

    on: date
    counted: bool
    number: int | None
    why: str
    cause: str = ""
