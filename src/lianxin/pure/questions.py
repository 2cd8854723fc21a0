"""问卷: what is asked, on what scale, of whom; and which answers fit. Plain values, the same for screen and paper.

A questionnaire (Form) has sections, a section has items. An item is answered once, or once for each subject on the
sheet (`each`). Choices are option codes, texts stand apart from choices from the beginning: they are never kept together.

>>> scale = Scale("three", "满意度", (Option("satisfied", "满意", 100, "satisfied"), Option("dissatisfied", "不满意", 0, "dissatisfied")))
>>> form = Form("机关作风评议", sections=(Section("s1", "服务", (Item("q1", "服务态度", scale="three"),)),), scales=(scale,))
>>> Sheet(form).read({"": {"q1": ["satisfied"]}}, {})
({'': {'q1': ['satisfied']}}, {})
>>> form_of(form.data()) == form
True

Not done here: nothing is counted (`pure/tally`), nothing is shown, nothing is stored.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

CHOICE, MANY, TEXT = "choice", "many", "text"
KINDS = (CHOICE, MANY, TEXT)
SATISFIED, FAIRLY, DISSATISFIED, UNKNOWN = "satisfied", "fairly", "dissatisfied", "unknown"
LONGEST_TEXT = 1000  # characters of one remark; a sealed ballot has a fixed size

Answers = dict[str, dict[str, list[str]]]  # subject code ("" where the item is about no subject) → item → option codes
Texts = dict[str, dict[str, str]]  # subject code → item → what was written


class BadForm(ValueError):
    """问卷不成立: the sentence says which part, and what to do."""


class Unfit(ValueError):
    """答案不合问卷: an option, an item or a subject that the sheet does not have."""


@dataclass(frozen=True)
class Option:
    """选项: its code, its words; its marks for a score (None: it gives none); what it is in three steps ("": nothing)."""

    code: str
    label: str
    score: int | None = None
    step: str = ""


@dataclass(frozen=True)
class Scale:
    """尺度: its options from best to worst; `grades` maps a mean score to a word, best first: ((85, "满意"), (60, …))."""

    code: str
    label: str
    options: tuple[Option, ...]
    grades: tuple[tuple[int, str], ...] = ()

    def option(self, code: str) -> Option | None:
        """The option of this code."""
        return next((one for one in self.options if one.code == code), None)

    def grade(self, score: float) -> str:
        """The word for a mean score; empty where the scale maps none."""
        return next((word for least, word in self.grades if score >= least), "")


@dataclass(frozen=True)
class Item:
    """题目. `scale` names one of the form's scales (not for texts); `each`: asked of each subject of the sheet.

    `only_if`: (item, option codes): asked only of who chose one of these there. `is_local`: added below, not by the owner.
    """

    code: str
    wording: str
    kind: str = CHOICE
    scale: str = ""
    each: bool = False
    only_if: tuple[str, tuple[str, ...]] | None = None
    is_local: bool = False


@dataclass(frozen=True)
class Section:
    """部分 (方面) of a questionnaire, with its items in order."""

    code: str
    title: str
    items: tuple[Item, ...]
    is_local: bool = False


@dataclass(frozen=True)
class Subject:
    """评议对象 on a sheet: a unit or a person, by a code of the campaign."""

    code: str
    label: str
    kind: str = "unit"


@dataclass(frozen=True)
class Form:
    """问卷: title, the words above it, sections and scales. Frozen; a change is a new form."""

    title: str
    intro: str = ""
    sections: tuple[Section, ...] = ()
    scales: tuple[Scale, ...] = field(default=())

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the paper."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def _scales(self) -> dict[str, Scale]:
        return {scale.code: scale for scale in self.scales}

    def item(self, code: str) -> Item | None:
        """The item of this code."""
        return self._by_code.get(code)

    def scale_of(self, item: Item) -> Scale | None:
        """The scale on which the item is answered; None for a text."""
        return self._scales.get(item.scale)

    def data(self) -> dict[str, Any]:
        """The form as plain JSON; `form_of` reads it back."""
        kept: dict[str, Any] = json.loads(json.dumps(asdict(self), ensure_ascii=False))
        return kept

    @property
    def fingerprint(self) -> str:
        """校验值: SHA-256 of the form, the same on any machine."""
        return fingerprint(self.data())

    def check(self) -> None:
        """Raise BadForm unless every item can be answered: codes differ, scales exist, a condition looks back."""
        seen: set[str] = set()
        if not self.title.strip() or not self.items:
            raise BadForm("问卷要有标题和至少一道题。")
        for item in self.items:
            _check_item(self, item, seen)
            seen.add(item.code)
        for scale in self.scales:
            codes = [option.code for option in scale.options]
            if len(codes) < 2 or len(set(codes)) < len(codes):
                raise BadForm(f"尺度“{scale.label}”至少要有两个不同的选项。")


def _check_item(form: Form, item: Item, seen: set[str]) -> None:
    if not item.code or item.code in seen:
        raise BadForm(f"题目“{item.wording}”的代码为空或重复，请换一个。")
    if not item.wording.strip() or item.kind not in KINDS:
        raise BadForm(f"第 {len(seen) + 1} 题没有题干或题型不对，请补上。")
    if item.kind != TEXT and form.scale_of(item) is None:
        raise BadForm(f"题目“{item.wording}”没有选项，请选一个尺度。")
    if item.only_if:
        before = form.item(item.only_if[0])
        scale = form.scale_of(before) if before else None
        if item.only_if[0] not in seen or scale is None or not all(scale.option(code) for code in item.only_if[1]):
            raise BadForm(f"题目“{item.wording}”的条件要指前面的一道选择题和它的选项。")
        if before is not None and before.each != item.each and before.each:
            raise BadForm(f"题目“{item.wording}”不针对每个对象，条件就不能指针对每个对象的题。")


@dataclass(frozen=True)
class Sheet:
    """答卷样张: what one audience is asked: a form, and the subjects it rates on one sheet."""

    form: Form
    subjects: tuple[Subject, ...] = ()

    def places(self) -> Iterator[tuple[Subject | None, Item]]:
        """Every place to answer in the order of the paper: (None, item), or (subject, item) for each subject."""
        for item in self.form.items:
            if item.each:
                yield from ((subject, item) for subject in self.subjects)
            else:
                yield None, item

    def asked(self, answers: Answers) -> Iterator[tuple[Subject | None, Item]]:
        """Those places whose condition holds for these answers; an answer to what was not asked itself holds nothing."""
        asked: set[tuple[str, str]] = set()
        for subject, item in self.places():
            if item.only_if is None or _holds(item, subject, answers, self.form, asked):
                asked.add((subject.code if subject else "", item.code))
                yield subject, item

    def read(
        self, answers: Mapping[str, Mapping[str, Sequence[str]]], texts: Mapping[str, Mapping[str, str]]
    ) -> tuple[Answers, Texts]:
        """The answers that fit, in canonical order, without blanks and without what was not asked.

        More than one option of a CHOICE item is kept as it is: paper has it, and counting decides what it is worth.
        Raises Unfit for a subject, an item or an option that the sheet does not have, or a text that is too long.
        """
        places = {(subject.code if subject else "", item.code): item for subject, item in self.places()}
        self._refuse_foreign(answers, texts, places)
        kept: Answers = {}
        for (code, name), item in places.items():
            chosen = set(answers.get(code, {}).get(name, ()))
            scale = self.form.scale_of(item)
            if chosen and scale:
                kept.setdefault(code, {})[name] = [one.code for one in scale.options if one.code in chosen]
        asked = {(subject.code if subject else "", item.code) for subject, item in self.asked(kept)}
        return (
            {code: {name: value for name, value in row.items() if (code, name) in asked} for code, row in kept.items()
             if any((code, name) in asked for name in row)},
            _kept_texts(texts, asked),
        )  # fmt: skip

    def _refuse_foreign(
        self,
        answers: Mapping[str, Mapping[str, Sequence[str]]],
        texts: Mapping[str, Mapping[str, str]],
        places: Mapping[tuple[str, str], Item],
    ) -> None:
        for code, row in answers.items():
            for name, chosen in row.items():
                item = places.get((code, name))
                scale = self.form.scale_of(item) if item and item.kind != TEXT else None
                if scale is None or not all(scale.option(one) for one in chosen):
                    raise Unfit(f"{code}/{name}")
        for code, written in texts.items():
            for name, text in written.items():
                item = places.get((code, name))
                if item is None or item.kind != TEXT or len(text) > LONGEST_TEXT:
                    raise Unfit(f"{code}/{name}")


def _holds(item: Item, subject: Subject | None, answers: Answers, form: Form, asked: set[tuple[str, str]]) -> bool:
    name, options = item.only_if or ("", ())
    before = form.item(name)
    code = subject.code if subject and before and before.each else ""
    return (code, name) in asked and any(one in options for one in answers.get(code, {}).get(name, ()))


def _kept_texts(texts: Mapping[str, Mapping[str, str]], asked: set[tuple[str, str]]) -> Texts:
    kept: Texts = {}
    for code in sorted(texts):
        for name in sorted(texts[code]):
            if (code, name) in asked and texts[code][name].strip():
                kept.setdefault(code, {})[name] = texts[code][name].strip()
    return kept


def form_of(data: Mapping[str, Any]) -> Form:
    """The form that `Form.data` gave. Raises BadForm for what is none."""
    try:
        return Form(
            title=data["title"], intro=data.get("intro", ""),
            sections=tuple(
                Section(one["code"], one["title"], tuple(_item_of(item) for item in one["items"]), bool(one.get("is_local")))
                for one in data["sections"]
            ),
            scales=tuple(
                Scale(one["code"], one["label"], tuple(Option(**option) for option in one["options"]),
                      tuple((least, word) for least, word in one.get("grades", ())))
                for one in data["scales"]
            ),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadForm(f"问卷内容读不出来：{wrong}") from wrong


def _item_of(data: Mapping[str, Any]) -> Item:
    condition = data.get("only_if")
    return Item(**{**data, "only_if": (condition[0], tuple(condition[1])) if condition else None})


def fingerprint(data: object) -> str:
    """校验值: SHA-256 of any plain JSON value in canonical form."""
    return hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
