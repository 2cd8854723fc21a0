"""评价尺度: one table between the scales of three, four and five steps (rules.md §3.1). Never mixed silently.

What a resident said stays in the words of the scale in which he was asked; for a count it is read in three steps,
and this table alone says how. Weights are for those places that count 基本满意 as 0.9 (§2.4); our rates do not.

>>> three_steps("five", "非常满意"), three_steps("four", "比较满意"), three_steps("three", "不满意")
('satisfied', 'fairly', 'dissatisfied')

Not done here: no scale is turned into marks, and steps like “不了解” count as no answer, not as a bad one.
"""

from dataclasses import dataclass
from fractions import Fraction

SATISFIED, FAIRLY, DISSATISFIED = "satisfied", "fairly", "dissatisfied"


class NoSuchStep(ValueError):
    """没有这一档: the scale has no such step."""


@dataclass(frozen=True)
class Scale:
    """尺度: its code, its name, its steps from best to worst, each with what it is in three steps; where it is used."""

    code: str
    label: str
    steps: tuple[tuple[str, str], ...]
    source: str

    @property
    def words(self) -> tuple[str, ...]:
        """The steps as the resident hears them."""
        return tuple(word for word, _three in self.steps)


SCALES: dict[str, Scale] = {
    scale.code: scale
    for scale in (
        Scale(
            "three", "三档", (("满意", SATISFIED), ("基本满意", FAIRLY), ("不满意", DISSATISFIED)),
            "信访事项评价、人大满意度测评（深圳市人大常委会规则第六条）",
        ),
        Scale(
            "four", "四档",
            (("满意", SATISFIED), ("比较满意", FAIRLY), ("基本满意", FAIRLY), ("不满意", DISSATISFIED)),
            "地方民主评议评分表：满意、比较满意、基本满意、不满意",
        ),
        Scale(
            "five", "五档",
            (("非常满意", SATISFIED), ("满意", SATISFIED), ("基本满意", FAIRLY), ("不满意", DISSATISFIED),
             ("非常不满意", DISSATISFIED)),
            "政务服务“好差评”：五档中后两档为差评",
        ),
    )
}  # fmt: skip


def three_steps(scale: str, step: str) -> str:
    """The step in three steps. Raises NoSuchStep for a scale or a step that is not in the table."""
    found = SCALES.get(scale)
    for word, three in found.steps if found else ():
        if word == step:
            return three
    raise NoSuchStep(f"{scale}: {step}")


def weighted(satisfied: int, fairly: int, whole: int, *, weight: Fraction = Fraction(9, 10)) -> Fraction | None:
    """（满意 + 0.9 × 基本满意）÷ 有效回访, as some places compute it; None of nobody. Always shown beside the plain rate.

    >>> weighted(8, 1, 10)
    Fraction(89, 100)
    """
    return (satisfied + weight * fairly) / whole if whole else None
