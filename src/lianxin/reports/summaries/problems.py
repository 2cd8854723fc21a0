"""存在问题: what the records show to be wrong, each with its figures and its mend. Thresholds are data below."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lianxin.pure.paper import Figure
from lianxin.reports.summaries.facts import Facts

ON_TIME_GOAL = Decimal(95)
RATED_GOAL = Decimal(50)
SATISFIED_GOAL = Decimal(85)  # a county's line below which a unit is listed for rectification (rules.md §2.3)


@dataclass(frozen=True)
class Problem:
    """问题: its heading, its sentence (words and bound figures), and what is to be done about it."""

    heading: str
    parts: tuple[str | Figure, ...]
    mend: str


def find_problems(facts: Facts) -> list[Problem]:
    """Every problem that the figures of this unit and period show, gravest first."""
    found = [look(facts) for look in LOOKS]
    return [problem for problem in found if problem is not None]


def _overdue(facts: Facts) -> Problem | None:
    if not facts.number("concern.overdue"):
        return None
    return Problem(
        "部分诉求超期未答复",
        ("到期末，超过期限仍未答复的诉求有", facts.figure("concern.overdue"), "件。"),
        "对超期未答复的诉求逐件查明卡在哪里，先向群众说明原因和新的答复时间",
    )


def _late(facts: Facts) -> Problem | None:
    rate = facts.value("concern.on_time_rate")
    if rate is None or rate >= ON_TIME_GOAL:
        return None
    return Problem(
        "按时办结不够",
        ("按时办结率为", facts.figure("concern.on_time_rate"), "，办结的", facts.figure("concern.closed"),
         "件中只有", facts.figure("concern.closed_in_time"), "件在承诺期限内办结。"),
        "对临近期限的诉求提前提醒承办单位，确需延期的按规定审批并告知群众",
    )  # fmt: skip


def _sent_back(facts: Facts) -> Problem | None:
    if not facts.number("concern.sent_back"):
        return None
    return Problem(
        "交办不够准确",
        ("本期有", facts.figure("concern.sent_back"), "件诉求被承办单位退回，群众因此多等。"),
        "对退回的诉求逐件核对职责，把责任单位写进派单目录",
    )


def _dissatisfied(facts: Facts) -> Problem | None:
    if not facts.number("concern.dissatisfied"):
        return None
    return Problem(
        "有群众不满意",
        (
            "群众本人评价不满意的有",
            facts.figure("concern.dissatisfied"),
            "件，已重办",
            facts.figure("concern.reopened"),
            "件。",
        ),
        "对群众不满意的诉求逐件重办，由交办单位回访到群众本人",
    )


def _satisfaction(facts: Facts) -> Problem | None:
    rate = facts.value("concern.satisfaction_rate")
    if rate is None or rate >= SATISFIED_GOAL:
        return None
    return Problem(
        "满意率偏低",
        ("以群众本人评价件数为分母，满意率（含基本满意）为", facts.figure("concern.satisfaction_rate"), "。"),
        "从不满意的诉求里找出共同的原因，向承办单位提出改进意见",
    )


def _few_ratings(facts: Facts) -> Problem | None:
    rate = facts.value("concern.rated_share")
    if rate is None or rate >= RATED_GOAL:
        return None
    return Problem(
        "听到的评价还少",
        ("参评率为", facts.figure("concern.rated_share"), "，其余群众没有评价，不能当作满意。"),
        "答复时把查询密码和评价办法告诉群众，不代填、不催要满意",
    )


LOOKS: tuple[Callable[[Facts], Problem | None], ...] = (
    _overdue, _late, _sent_back, _dissatisfied, _satisfaction, _few_ratings,
)  # fmt: skip
