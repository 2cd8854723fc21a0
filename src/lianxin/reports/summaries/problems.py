"""存在问题: what the records show to be wrong, each with its figures and its mend. Thresholds are data below."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lianxin.pure.paper import Figure, official_date
from lianxin.reports.summaries.facts import Facts

ON_TIME_GOAL = Decimal(95)
RATED_GOAL = Decimal(50)
SATISFIED_GOAL = Decimal(85)  # a county's line below which a unit is listed for rectification (rules.md §2.3)
FEW = 5  # 小样本: an opinion rate of fewer people is not written (rules.md §3.5)
MOST = 3  # how many places are named where something is worst
_PERIODS = {"month": "本月", "quarter": "本季度", "year": "本年", "span": "本阶段"}


@dataclass(frozen=True)
class Angle:
    """统计角度: where a unit is the place of the concerns (属地) or the office that works on them (承办)."""

    assigned: str
    closed: str
    with_limit: str
    in_time: str
    on_time_rate: str
    overdue: str


PLACE = Angle(
    "concern.assigned", "concern.closed", "concern.closed_with_limit", "concern.closed_in_time", "concern.on_time_rate",
    "concern.overdue",
)  # fmt: skip
OFFICE = Angle(
    "concern.handled_assigned", "concern.handled_closed", "concern.handled_closed_with_limit",
    "concern.handled_closed_in_time", "concern.handled_on_time_rate", "concern.handled_overdue",
)  # fmt: skip


def period_word(facts: Facts) -> str:
    """What a summary calls its own period: 本月, 本季度, 上半年."""
    if facts.period.kind == "half_year":
        return "上半年" if facts.period.number == 1 else "下半年"
    return _PERIODS[facts.period.kind]


def angle_of(facts: Facts) -> Angle:
    """A department is asked for what it works on, everybody else for what belongs to the place."""
    return OFFICE if facts.unit.kind == "department" else PLACE


@dataclass(frozen=True)
class Problem:
    """问题: its heading, its sentence (words and bound figures), and what is to be done about it, under which name.

    `problem` names it in the records of next steps, so that what is still being mended is not set down anew.
    """

    problem: str
    heading: str
    parts: tuple[str | Figure, ...]
    task: str
    mend: str


def find_problems(facts: Facts) -> list[Problem]:
    """Every problem that the figures of this unit and period show, gravest first."""
    found = [look(facts) for look in LOOKS]
    return [problem for problem in found if problem is not None]


def _overdue(facts: Facts) -> Problem | None:
    code = angle_of(facts).overdue
    if not facts.number(code):
        return None
    return Problem(
        "overdue",
        "有诉求超期没有答复",
        (
            f"到{official_date(facts.as_of)}，办理期限已过、仍未答复的诉求有",
            facts.figure(code),
            "件",
            *_most(facts, code),
            "。",
        ),
        "清理超期件",
        "对超期没有答复的诉求逐件查明卡在哪里，先向群众说明原因和新的答复时间",
    )


def _most(facts: Facts, code: str) -> list[str | Figure]:
    """，较多的是清水镇15件、白沙镇11件: where most of them lie."""
    found = facts.below(code)
    if len(found) > 1 and found[0].binding.value == "1":
        return []  # one here and one there: nowhere are there many
    top = _largest(found)
    if not top:
        return []
    words: list[str | Figure] = ["，较多的是" if len(top) > 1 else "，都在"] if top else []
    if len(top) == 1 and top[0].text != facts.figure(code).text:
        words = ["，其中"]
    for place, figure in enumerate(top):
        words += ["、" if place else "", facts.name_below(figure), figure, "件"]
    if len(top) == 1 and words[0] == "，都在":
        return ["，都在" if top[0].binding.value != "1" else "，在", facts.name_below(top[0])]
    return words


def _largest(found: list[Figure]) -> list[Figure]:
    """The first few; not some of several that have equally many, nor those with one where others have more."""
    cut = found[MOST].binding.value if len(found) > MOST else ""
    return [one for one in found[:MOST] if one.binding.value != cut and (len(found) == 1 or one.binding.value != "1")]


def _late(facts: Facts) -> Problem | None:
    angle = angle_of(facts)
    rate = facts.value(angle.on_time_rate)
    if rate is None or rate >= ON_TIME_GOAL:
        return None
    return Problem(
        "late",
        "按时办结率不高",
        (
            f"{period_word(facts)}办结的有承诺期限的诉求", facts.figure(angle.with_limit),
            "件，", *in_time(facts, angle), f"，低于{ON_TIME_GOAL}%。" if rate else "。",
        ),
        "盯住临期件",
        "对临近期限的诉求提前提醒承办单位，确需延期的按规定审批并告知群众",
    )  # fmt: skip


def in_time(facts: Facts, angle: Angle) -> list[str | Figure]:
    """按时办结387件，按时办结率89.2%; or 都没有按时办结."""
    if not facts.number(angle.in_time):
        return ["都没有按时办结"]
    return ["按时办结", facts.figure(angle.in_time), "件，按时办结率", facts.figure(angle.on_time_rate)]


def _sent_back(facts: Facts) -> Problem | None:
    if angle_of(facts) is OFFICE or not facts.number("concern.sent_back"):
        return None
    return Problem(
        "sent_back",
        "交办不够准确",
        (
            f"{period_word(facts)}首次交办的诉求中，被承办单位退回过的有", facts.figure("concern.sent_back"),
            "件，群众因此多等。",
        ),
        "把事项派准",
        "对退回过的诉求逐件核对职责，把应当承办的单位写进派单目录",
    )  # fmt: skip


def _dissatisfied(facts: Facts) -> Problem | None:
    if not facts.number("concern.dissatisfied"):
        return None
    reopened = facts.number("concern.reopened")
    return Problem(
        "dissatisfied",
        "有群众不满意",
        (
            "群众本人评价不满意的有", facts.figure("concern.dissatisfied"), "件",
            *((f"；{period_word(facts)}重办", facts.figure("concern.reopened"), "件") if reopened else ()), "。",
        ),
        "办好不满意件",
        "对群众不满意的诉求逐件查找原因，能解决的重办，一时不能解决的当面说明，并回访到群众本人",
    )  # fmt: skip


def _reopened(facts: Facts) -> Problem | None:
    if facts.number("concern.dissatisfied") or not facts.number("concern.reopened"):
        return None
    return Problem(
        "reopened",
        "有诉求一次没有办好",
        (f"{period_word(facts)}重办的诉求有", facts.figure("concern.reopened"), "件。"),
        "提高一次办好的比例",
        "对重办的诉求逐件查明第一次没有办好的原因，答复前先与群众核对结果",
    )


def _satisfaction(facts: Facts) -> Problem | None:
    rate = facts.value("concern.satisfaction_rate")
    if rate is None or rate >= SATISFIED_GOAL or facts.number("concern.rated") < FEW:
        return None
    return Problem(
        "satisfaction",
        "满意率偏低",
        (
            "群众本人评价的诉求", facts.figure("concern.rated"), "件，评价满意和基本满意的",
            facts.figure("concern.satisfied_or_fairly"), "件，满意率（含基本满意）", facts.figure("concern.satisfaction_rate"),
            f"，低于{SATISFIED_GOAL}%。",
        ),
        "找准不满意的原因",
        "从评价较低的诉求里归纳共同的原因，向承办单位提出改进意见",
    )  # fmt: skip


def _few_ratings(facts: Facts) -> Problem | None:
    rate = facts.value("concern.rated_rate")
    if angle_of(facts) is OFFICE or rate is None or rate >= RATED_GOAL:
        return None
    some: tuple[str | Figure, ...] = (
        "群众本人评价过的",
        facts.figure("concern.closed_rated"),
        "件，参评率",
        facts.figure("concern.rated_rate"),
        "。",
    )
    none = ("还没有群众本人评价过。",)
    return Problem(
        "few_ratings",
        "群众评价的还少",
        ("办结的诉求", facts.figure("concern.closed"), "件，", *(some if rate else none), "没有评价的，不当作满意。"),
        "请群众评价",
        "答复时把查询密码和评价办法告诉群众，不代填，不诱导",
    )  # fmt: skip


LOOKS: tuple[Callable[[Facts], Problem | None], ...] = (
    _overdue, _late, _sent_back, _dissatisfied, _reopened, _satisfaction, _few_ratings,
)  # fmt: skip
