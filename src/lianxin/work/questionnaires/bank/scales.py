"""尺度库: the scales in use (rules.md §3.1), each option with its marks and what it is in three steps.

Marks of four steps: 100, 80, 60, 0 (rules.md §3.3); grades of a mean as on the local score form: 85 以上满意,
75–85 比较满意, 60–75 基本满意, 60 以下不满意. 不了解 gives no marks and is no answer. Five steps have marks but no
grades: they are read as 好评 and 差评. Scales without marks (三满意) cannot be averaged at all.
"""

from lianxin.pure import scales
from lianxin.pure.questions import DISSATISFIED, FAIRLY, SATISFIED, UNKNOWN, Option, Scale

STEP_CODES = {
    "非常满意": "very_satisfied", "满意": "satisfied", "比较满意": "rather", "基本满意": "fairly", "不满意": "dissatisfied",
    "非常不满意": "very_dissatisfied",
}  # fmt: skip
MARKS = {
    "three": {"满意": 100, "基本满意": 60, "不满意": 0},
    "four": {"满意": 100, "比较满意": 80, "基本满意": 60, "不满意": 0},
    "five": {"非常满意": 100, "满意": 80, "基本满意": 60, "不满意": 30, "非常不满意": 0},
}
GRADES = {
    "three": ((85, "满意"), (60, "基本满意"), (0, "不满意")),
    "four": ((85, "满意"), (75, "比较满意"), (60, "基本满意"), (0, "不满意")),
    "five": (),
}
NO_ANSWER = Option("unknown", "不了解", None, UNKNOWN)


def _satisfaction(code: str, label: str) -> Scale:
    options = tuple(Option(STEP_CODES[word], word, MARKS[code][word], step) for word, step in scales.SCALES[code].steps)
    return Scale(code, label, options, GRADES[code])


def with_unknown(scale: Scale) -> Scale:
    """The same scale with 不了解 behind it."""
    return Scale(f"{scale.code}_unknown", f"{scale.label}（含不了解）", (*scale.options, NO_ANSWER), scale.grades)


def two_way(code: str, good: str, bad: str) -> Scale:
    """X 不 X: two ways to answer and 不了解; marks 100 and 0."""
    return Scale(
        code, f"{good}、{bad}",
        (Option("good", good, 100, SATISFIED), Option("bad", bad, 0, DISSATISFIED), NO_ANSWER),
    )  # fmt: skip


def _steps(
    code: str, label: str, words: tuple[str, ...], marks: tuple[int | None, ...], steps: tuple[str, ...]
) -> Scale:
    codes = ("first", "second", "third", "fourth", "fifth")
    return Scale(
        code, label, tuple(Option(codes[n], word, marks[n], steps[n]) for n, word in enumerate(words)),
        GRADES_OF_STEPS.get(code, ()),
    )  # fmt: skip


GRADES_OF_STEPS = {
    "marked_four": ((90, "好"), (75, "较好"), (60, "一般"), (0, "差")),
}

THREE = _satisfaction("three", "满意三档")
FOUR = _satisfaction("four", "满意四档")
FIVE = _satisfaction("five", "好差评五档")
TWO_UNKNOWN = Scale(
    "two_unknown", "满意、不满意、不了解",
    (Option("satisfied", "满意", 100, SATISFIED), Option("dissatisfied", "不满意", 0, DISSATISFIED), NO_ANSWER),
)  # fmt: skip
FIT = two_way("fit", "称职", "不称职")
MEMBER = _steps(
    "member", "优秀、合格、基本合格、不合格", ("优秀", "合格", "基本合格", "不合格"), (100, 80, 60, 0),
    (SATISFIED, SATISFIED, FAIRLY, DISSATISFIED),
)  # fmt: skip
IS_SO = Scale(
    "is_so", "是、基本是、否",
    (Option("yes", "是", 100, SATISFIED), Option("mostly", "基本是", 60, FAIRLY), Option("no", "否", 0, DISSATISFIED), NO_ANSWER),
)  # fmt: skip
REACHED = Scale(
    "reached", "达到、基本达到、没有达到",
    (Option("yes", "达到", 100, SATISFIED), Option("mostly", "基本达到", 60, FAIRLY),
     Option("no", "没有达到", 0, DISSATISFIED), NO_ANSWER),
)  # fmt: skip
MARKED = _steps(
    "marked_four", "好、较好、一般、差", ("好", "较好", "一般", "差"), (100, 80, 60, 0), (SATISFIED, SATISFIED, FAIRLY, DISSATISFIED)
)  # fmt: skip
APART = Scale(
    "apart", "满意三档（各算各的，不折分）",
    (Option("satisfied", "满意", None, SATISFIED), Option("fairly", "基本满意", None, FAIRLY),
     Option("dissatisfied", "不满意", None, DISSATISFIED), NO_ANSWER),
)  # fmt: skip
SELF = Scale(
    "self", "对照自己：没有问题、有些问题、问题较多",
    (Option("none", "没有问题", None), Option("some", "有些问题", None), Option("many", "问题较多", None)),
)  # fmt: skip

SCALES: dict[str, Scale] = {
    one.code: one
    for one in (
        THREE, with_unknown(THREE), FOUR, with_unknown(FOUR), FIVE, TWO_UNKNOWN, FIT, MEMBER, IS_SO, REACHED, MARKED,
        APART, SELF,
    )
}  # fmt: skip
