"""统计单: 群众评议相关数据统计单, six lines, as the office that asks for it words them (001-5).

Plain values: what the numbers are, which may not be larger than which, how the lines read, how several are added up.
A 0 is a 0; what is not known is None and keeps the form from being signed.

>>> values = Values({**dict.fromkeys(KEYS, 0), "members_total": 9, "members_rated": 9, "members_fairly": 1, "members_satisfied": 8})
>>> [str(one) for one in contradictions(values)]
['党员评为“满意”（含）以上的有 8 人，多于评为“基本满意”（含）以上的 1 人。“基本满意”（含）以上要包含“满意”的。']
>>> "".join(part.text for part in lines(values)[4])
'5、评议中，自我介绍参加活动情况的党员总数为 0 人。'

Not done here: nothing is counted from ballots; a subject's grade comes in as a score and leaves as one of three steps.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from lianxin.pure.questions import DISSATISFIED, FAIRLY, SATISFIED, fingerprint

TITLE = "开展{activity}情况群众评议相关数据统计单"
ORGANISATIONS = ("organisations_rated", "organisations_fairly", "organisations_satisfied")
MEMBERS = ("members_total", "members_rated", "members_fairly", "members_satisfied")
KEYS = (*ORGANISATIONS, *MEMBERS, "meetings", "participants", "head_briefings", "delegates", "self_introduced", "deeds")

LINES = (
    "1、被评议的{organisation}有 [organisations_rated] 个，群众评议为“基本满意”（含）以上的有 [organisations_fairly] 个，"
    "其中“满意”（含）以上的有 [organisations_satisfied] 个；{member}总数为 [members_total] 人，被评议的{member}有 "
    "[members_rated] 人，群众评议为“基本满意”（含）以上的有 [members_fairly] 人，其中“满意”（含）以上的有 [members_satisfied] 人。",
    "2、召开群众评议会议总数为 [meetings] 个，参加评议的群众总数为 [participants] 人。",
    "3、",
    "4、{body}负责人通报活动开展情况，其中主要负责人通报的有 [head_briefings] 人，{above}指派人参加评议有 [delegates] 人次。",
    "5、评议中，自我介绍参加活动情况的{member}总数为 [self_introduced] 人。",
    "6、{activity}中，为群众办实事、做好事、解难事共 [deeds] 件（项）。",
)
OTHER_WAYS = ("3、除会议外，其他评议方式包括", "，对应数量分别为", "。")
NO_OTHER_WAYS = "3、除会议外，没有采用其他评议方式。"


@dataclass(frozen=True)
class Words:
    """称谓: what is rated is called differently in a party, a school, an office; the lines stay the same."""

    organisation: str = "党支部（总支）"
    member: str = "党员"
    body: str = "党组织"
    above: str = "上级党组织"
    activity: str = "创先争优活动"


PARTY = Words()
SCHOOL = Words("学校（年级组、处室）", "教职工", "学校", "主管部门", "群众满意学校创建活动")
OFFICE = Words("单位（科室）", "工作人员", "单位", "上级单位", "作风评议活动")
PRESETS = {"party": PARTY, "school": SCHOOL, "office": OFFICE}


@dataclass(frozen=True)
class GradeMap:
    """等次口径: from which score (0–100) a subject counts as 满意, from which as 基本满意 (rules.md §3.1: 85 and 60)."""

    satisfied: int = 85
    fairly: int = 60

    def step(self, score: Fraction | float) -> str:
        """The step of a score.

        >>> GradeMap().step(85), GradeMap().step(60), GradeMap().step(59.9)
        ('satisfied', 'fairly', 'dissatisfied')
        """
        return SATISFIED if score >= self.satisfied else FAIRLY if score >= self.fairly else DISSATISFIED


@dataclass(frozen=True)
class Method:
    """其他评议方式: its name, how many, counted in what (次, 个, 张)."""

    label: str
    quantity: int
    unit: str


@dataclass(frozen=True)
class Values:
    """六行的数: by key, None where a fact is not known; the other ways beside the meetings in their order."""

    numbers: Mapping[str, int | None] = field(default_factory=dict)
    methods: tuple[Method, ...] = ()

    def number(self, key: str) -> int | None:
        """One number; None where it is not known."""
        return self.numbers.get(key)

    def data(self) -> dict[str, Any]:
        """As plain JSON; `values_of` reads it back."""
        return {"numbers": {key: self.number(key) for key in KEYS}, "methods": [asdict(one) for one in self.methods]}


def values_of(data: Mapping[str, Any]) -> Values:
    """The values that `Values.data` gave."""
    return Values(dict(data["numbers"]), tuple(Method(**one) for one in data["methods"]))


@dataclass(frozen=True)
class Part:
    """A piece of a line: words, or a number with the key of what it counts."""

    text: str
    key: str = ""


_SLOT = re.compile(r"\[(\w+)\]")


def title(words: Words = PARTY) -> str:
    """表名: the body, the activity."""
    return words.body + TITLE.format(**asdict(words))


def lines(values: Values, words: Words = PARTY) -> tuple[tuple[Part, ...], ...]:
    """六行 as they are read, numbers apart from words; what is not known is printed as ____."""
    return tuple(_others(values) if line == "3、" else _line(line.format(**asdict(words)), values) for line in LINES)


def _line(line: str, values: Values) -> tuple[Part, ...]:
    found, end = [], 0
    for slot in _SLOT.finditer(line):
        value = values.number(slot[1])
        found += [Part(line[end : slot.start()]), Part("____" if value is None else str(value), slot[1])]
        end = slot.end()
    return (*found, Part(line[end:]))


def _others(values: Values) -> tuple[Part, ...]:
    if not values.methods:
        return (Part(NO_OTHER_WAYS),)
    labels = "、".join(one.label for one in values.methods)
    found = [Part(f"{OTHER_WAYS[0]}{labels}{OTHER_WAYS[1]} ")]
    for place, one in enumerate(values.methods):
        found += [Part("、" if place else ""), Part(str(one.quantity), f"method:{one.label}"), Part(f" {one.unit}")]
    return (*(part for part in found if part.text), Part(OTHER_WAYS[2]))


def labels(words: Words = PARTY) -> dict[str, str]:
    """What each number counts, by key, in the words of the lines: for a table and for refusals."""
    organisation, member = words.organisation, words.member
    fairly, satisfied = "评为“基本满意”（含）以上的", "评为“满意”（含）以上的"
    return {
        "organisations_rated": f"被评议的{organisation}", "organisations_fairly": f"{organisation}{fairly}",
        "organisations_satisfied": f"{organisation}{satisfied}", "members_total": f"{member}总数",
        "members_rated": f"被评议的{member}", "members_fairly": f"{member}{fairly}",
        "members_satisfied": f"{member}{satisfied}", "meetings": "召开群众评议会议", "participants": "参加评议的群众",
        "head_briefings": "主要负责人通报活动开展情况", "delegates": f"{words.above}指派人参加评议",
        "self_introduced": f"自我介绍参加活动情况的{member}", "deeds": "为群众办实事、做好事、解难事",
    }  # fmt: skip


MEASURES = {
    **dict.fromkeys(ORGANISATIONS, "个"), **dict.fromkeys(MEMBERS, "人"), "meetings": "个", "participants": "人",
    "head_briefings": "人", "delegates": "人次", "self_introduced": "人", "deeds": "件（项）",
}  # fmt: skip
#: part, whole, and why the one is within the other
SUBSETS = (
    ("organisations_satisfied", "organisations_fairly", "“基本满意”（含）以上要包含“满意”的。"),
    ("organisations_fairly", "organisations_rated", "只能从被评议的里面数。"),
    ("members_satisfied", "members_fairly", "“基本满意”（含）以上要包含“满意”的。"),
    ("members_fairly", "members_rated", "只能从被评议的里面数。"),
    ("members_rated", "members_total", "被评议的不能多于总数。"),
    ("self_introduced", "members_total", "自我介绍的不能多于总数。"),
)


@dataclass(frozen=True)
class Contradiction:
    """不成立: two keys, and the sentence with both numbers."""

    part: str
    whole: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def missing(values: Values) -> tuple[str, ...]:
    """The keys of what is not known, in the order of the lines."""
    return tuple(key for key in KEYS if values.number(key) is None)


def contradictions(values: Values, words: Words = PARTY) -> tuple[Contradiction, ...]:
    """What cannot be: a part larger than its whole, people without a meeting, less than nothing."""
    named, found = labels(words), []
    for key in KEYS:
        if (values.number(key) or 0) < 0:
            found.append(Contradiction(key, key, f"{named[key]}是 {values.number(key)}，不能小于 0。"))
    for part, whole, why in SUBSETS:
        small, large = values.number(part), values.number(whole)
        if small is not None and large is not None and small > large:
            measure = MEASURES[part]
            there, here = named[part], named[whole]
            within = _within(here, there)
            found.append(
                Contradiction(part, whole, f"{there}有 {small} {measure}，多于{within} {large} {measure}。{why}")
            )
    found += [
        Contradiction(f"method:{one.label}", "", f"评议方式“{one.label}”的数量是 {one.quantity}，请填大于 0 的数，没有采用的不列。")
        for one in values.methods if one.quantity < 1
    ]  # fmt: skip
    return tuple(found)


def _within(whole: str, part: str) -> str:
    """The name of the whole, without what it shares with the part before the word 评为."""
    head = part.partition("评为")[0]
    return whole.removeprefix(head) if "评为" in whole and whole.startswith(head) else whole


def total(forms: Iterable[Values]) -> Values:
    """汇总: the sum of several forms; not known where one of them does not know; ways of one name and unit are one."""
    numbers: dict[str, int | None] = dict.fromkeys(KEYS, 0)
    ways: dict[tuple[str, str], int] = {}
    for one in forms:
        for key in KEYS:
            before, more = numbers[key], one.number(key)
            numbers[key] = None if before is None or more is None else before + more
        for way in one.methods:
            ways[way.label, way.unit] = ways.get((way.label, way.unit), 0) + way.quantity
    return Values(numbers, tuple(Method(label, quantity, unit) for (label, unit), quantity in ways.items()))


def differences(before: Values, now: Values) -> dict[str, tuple[int | None, int | None]]:
    """What changed since it was signed: key (or way) → (then, now)."""
    found = {key: (before.number(key), now.number(key)) for key in KEYS if before.number(key) != now.number(key)}
    then = {f"method:{one.label}": one.quantity for one in before.methods}
    today = {f"method:{one.label}": one.quantity for one in now.methods}
    for key in dict.fromkeys([*then, *today]):
        if then.get(key) != today.get(key):
            found[key] = (then.get(key), today.get(key))
    return found


def seal(values: Values, words: Words, grades: GradeMap, records: Mapping[str, Any], definition: str) -> str:
    """校验值 of a signed form: its numbers, its words, its 口径 and the records that were counted."""
    return fingerprint(
        {"values": values.data(), "words": asdict(words), "grades": asdict(grades), "records": dict(records),
         "definition": definition}
    )  # fmt: skip
