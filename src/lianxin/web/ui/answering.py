"""答题: a Sheet as the fields of a page, and what was sent as answers: the same for phone, desk, 长者, and for keying.

A page does three things: `render(request, …, {**fields_of(sheet)})`, `{% include "answering/sheet.html" %}` inside its
own `<form method="post">` (its button's line marked `data-lx-last`), and `read_answers(sheet, request.POST)`. On
BadAnswers it shows `fields_of(sheet, request.POST, faults=wrong.faults)`: what was typed is still there.

Nothing is required: what is not chosen is 弃权. Without a script every question stands on the page, those with a
condition say when they are to be answered; `Sheet.read` leaves out what was not asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianxin.pure.questions import LONGEST_TEXT, MANY, TEXT, Answers, Item, Section, Sheet, Subject, Texts

CHECKED = format_html(" checked{}", "")


class BadAnswers(ValueError):
    """答卷有不合之处: `faults` has a sentence for each field by its name."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("；".join(faults.values()))
        self.faults = dict(faults)


@dataclass(frozen=True)
class Choice:
    """选项 as a box: what is sent, its words, whether it is on."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True)
class Field:
    """一处: one place to answer: the name under which it is sent, whom it is about, boxes or a text, when it is asked."""

    name: str
    id: str
    subject: str
    choices: tuple[Choice, ...]
    text: str
    when: str
    fault: str
    box: str

    @property
    def boxes(self) -> SafeString:
        """The options, each with its label; written in one go, for a sheet has a hundred of them."""
        return format_html_join(
            "",
            '<label><input type="{}" name="{}" value="{}"{}><span>{}</span></label>',
            ((self.box, self.name, one.value, CHECKED if one.is_on else "", one.label) for one in self.choices),
        )


@dataclass(frozen=True)
class Fact:
    """旁证: what the records say of a question, in a sentence, and the page of those records."""

    sentence: str
    url: str


@dataclass(frozen=True)
class Question:
    """一题: its number and words, the sentence of its condition, what the records say of it, one field or one for each."""

    number: int
    wording: str
    is_text: bool
    is_each: bool
    is_local: bool
    condition: str
    fields: tuple[Field, ...]
    fact: Fact | None = None


@dataclass(frozen=True)
class Part:
    """一个部分 of the sheet."""

    number: int
    title: str
    is_local: bool
    questions: tuple[Question, ...]


class Answering:
    """答题页: the parts of a sheet with what was typed; `counts` are the numbers printed on the form."""

    longest = LONGEST_TEXT

    def __init__(
        self,
        sheet: Sheet,
        data: Mapping[str, Any] | None,
        faults: Mapping[str, str],
        keyed: bool,
        facts: Mapping[str, Fact],
    ) -> None:
        self.sheet, self._data, self._faults, self.keyed, self._facts = sheet, data, faults, keyed, facts
        self.intro = sheet.form.intro
        self.is_fresh = data is None  # a reset empties it; of a sheet that came back it would not

    @cached_property
    def parts(self) -> list[Part]:
        """The sections that have something to answer, numbered, each with its questions."""
        numbers = {item.code: n for n, item in enumerate(self.sheet.form.items, start=1)}
        found: list[Part] = []
        for section in self.sheet.form.sections:
            questions = tuple(self._questions(section, numbers))
            if questions:
                found.append(Part(len(found) + 1, section.title, section.is_local, questions))
        return found

    def _questions(self, section: Section, numbers: dict[str, int]) -> Iterator[Question]:
        for item in section.items:
            subjects: tuple[Subject | None, ...] = self.sheet.subjects if item.each else (None,)
            fields = tuple(self._field(item, subject, numbers[item.code], n) for n, subject in enumerate(subjects))
            if fields:
                yield Question(
                    numbers[item.code], item.wording, item.kind == TEXT, item.each, item.is_local,
                    self._condition(item, numbers), fields, self._facts.get(item.code),
                )  # fmt: skip

    def _field(self, item: Item, subject: Subject | None, number: int, n: int) -> Field:
        name = name_of(item, subject)
        sent, scale = _sent(self._data, name), self.sheet.form.scale_of(item)
        choices = () if item.kind == TEXT or scale is None else scale.options
        return Field(
            name, f"q{number}-{n}", subject.label if subject else "",
            tuple(Choice(one.code, one.label, one.code in sent) for one in choices),
            sent[0] if sent and item.kind == TEXT else "", self._when(item, subject), self._faults.get(name, ""),
            "checkbox" if item.kind == MANY or self.keyed else "radio",
        )  # fmt: skip

    def _when(self, item: Item, subject: Subject | None) -> str:
        before = self.sheet.form.item(item.only_if[0]) if item.only_if else None
        if before is None or item.only_if is None:
            return ""
        return f"{name_of(before, subject if before.each else None)}={','.join(item.only_if[1])}"

    def _condition(self, item: Item, numbers: dict[str, int]) -> str:
        before = self.sheet.form.item(item.only_if[0]) if item.only_if else None
        scale = self.sheet.form.scale_of(before) if before else None
        if before is None or scale is None or item.only_if is None:
            return ""
        words = [option.label for option in scale.options if option.code in item.only_if[1]]
        return _("第 %(n)s 题选了“%(words)s”才答这一题。") % {"n": numbers[before.code], "words": _("”或“").join(words)}

    @property
    def counts(self) -> str:
        """几个方面几项, counted from the form itself (M144)."""
        return counted(self.sheet)

    @property
    def faults(self) -> list[tuple[str, int, str]]:
        """What is to be mended, in the order of the paper: the field's id, the question's number, the sentence."""
        return [
            (field.id, question.number, field.fault)
            for part in self.parts
            for question in part.questions
            for field in question.fields
            if field.fault
        ]


def counted(sheet: Sheet) -> str:
    """“6 个方面 21 项”, and the open questions behind it; counted from the form, never typed."""
    texts = sum(item.kind == TEXT for item in sheet.form.items)
    sections = sum(any(item.kind != TEXT for item in section.items) for section in sheet.form.sections)
    items = len(sheet.form.items) - texts
    found = [_("%(sections)s 个方面 %(items)s 项") % {"sections": sections, "items": items}] if items else []
    if texts:
        found.append(_("%(n)s 道开放题") % {"n": texts})
    return _("，").join(found)


def name_of(item: Item, subject: Subject | None) -> str:
    """The name under which a place is sent: `a-item`, or `a-item--subject`."""
    return f"a-{item.code}--{subject.code}" if subject else f"a-{item.code}"


def fields_of(
    sheet: Sheet, data: Mapping[str, Any] | None = None, *, faults: Mapping[str, str] | None = None, keyed: bool = False,
    facts: Mapping[str, Fact] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context for `answering/sheet.html`. `data`: what was sent (POST), or `filled`; `keyed`: boxes that take more
    than one mark, for typing in paper as it is; `facts`: what the records say, by the item's code, on signed sheets."""
    return {"answering": Answering(sheet, data, faults or {}, keyed, facts or {})}


def filled(sheet: Sheet, answers: Answers, texts: Texts) -> dict[str, list[str]]:
    """Answers that are known, as `data` for `fields_of`: to show a sheet once more."""
    found: dict[str, list[str]] = {}
    for subject, item in sheet.places():
        code = subject.code if subject else ""
        value = (
            [texts.get(code, {}).get(item.code, "")] if item.kind == TEXT else answers.get(code, {}).get(item.code, [])
        )
        found[name_of(item, subject)] = list(value)
    return found


def read_answers(sheet: Sheet, data: Mapping[str, Any], *, keyed: bool = False) -> tuple[Answers, Texts]:
    """What was sent, as `Sheet.read` gives it. Raises BadAnswers with a sentence for each field that does not fit.

    More than one option of a single choice is refused on a screen and kept as it is where paper is keyed in.
    """
    answers: dict[str, dict[str, list[str]]] = {}
    texts: dict[str, dict[str, str]] = {}
    faults: dict[str, str] = {}
    for subject, item in sheet.places():
        name, code = name_of(item, subject), subject.code if subject else ""
        sent = [one for one in _sent(data, name) if one]
        if fault := _fault(sheet, item, sent, keyed):
            faults[name] = fault
        elif sent and item.kind == TEXT:
            texts.setdefault(code, {})[item.code] = _plain(sent[0])
        elif sent:
            answers.setdefault(code, {})[item.code] = sent
    if faults:
        raise BadAnswers(faults)
    return sheet.read(answers, texts)


def _fault(sheet: Sheet, item: Item, sent: list[str], keyed: bool) -> str:
    if item.kind == TEXT:
        over = len(_plain(sent[0])) - LONGEST_TEXT if sent else 0
        return (
            _("写得太长，最多 %(most)s 字，请删去 %(over)s 字。") % {"most": LONGEST_TEXT, "over": over}
            if over > 0
            else ""
        )
    scale = sheet.form.scale_of(item)
    if scale is None or not all(scale.option(one) for one in sent):
        return _("这一题没有您选的选项，请重新选。")
    if len(set(sent)) > 1 and item.kind != MANY and not keyed:
        return _("这一题只能选一个，请重新选。")
    return ""


def _plain(text: str) -> str:
    """The text as it counts: one kind of line end, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char == "\n" or char.isprintable()).strip()


def _sent(data: Mapping[str, Any] | None, name: str) -> list[str]:
    if data is None:
        return []
    if isinstance(data, QueryDict):
        return [str(one) for one in data.getlist(name)]
    value = data.get(name, [])
    return [value] if isinstance(value, str) else list(value)
