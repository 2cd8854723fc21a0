"""一屏一问: the same form on one page, or, in 长者 mode, one question per screen, without JavaScript and without state.

What was answered on earlier screens travels along in hidden fields; nothing is kept on the server before the last
screen is sent.
"""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from lianxin.web.ui.context import ELDER_COOKIE


@dataclass(frozen=True)
class Question:
    """一问: its words and its fields."""

    words: str | Promise
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Screen:
    """一屏: the question shown now, with its fields; the answers so far, hidden; where it stands."""

    question: Question
    shown: list[forms.BoundField]
    carried: list[forms.BoundField]
    index: int
    count: int

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def before(self) -> int:
        return self.index - 1

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def is_elder(request: HttpRequest) -> bool:
    """Whether 长者 mode is on."""
    return request.COOKIES.get(ELDER_COOKIE) == "1"


def screen(form: forms.Form, questions: tuple[Question, ...], index: int, *, sent: int) -> Screen:
    """The screen of that number; a number that does not exist is the first or the last one.

    On screens after the one that was `sent`, nothing is marked as wrong: they have not been answered yet.
    """
    index = max(0, min(index, len(questions) - 1))
    here = questions[index]
    for question in questions[sent + 1 :]:
        for name in question.fields:
            form.errors.pop(name, None)
    return Screen(
        question=here,
        shown=[form[name] for name in here.fields if name in form.fields],
        carried=[form[name] for one in questions if one is not here for name in one.fields if name in form.fields],
        index=index,
        count=len(questions),
    )


def walk(form: forms.Form, questions: tuple[Question, ...]) -> Screen | None:
    """The screen to show next; None when the last one was sent and the whole form is in order.

    The form says with `screen` which screen was sent (a form on one page: the last one) and with `to` which one
    to go back to. Faults of screens that were not yet shown are no faults yet.
    """
    sent = number(form.data["screen"]) if "screen" in form.data else -1
    if "to" in form.data:
        return screen(form, questions, number(form.data["to"]), sent=sent)
    for index, question in enumerate(questions[: sent + 1]):
        if any(name in form.errors for name in question.fields):
            return screen(form, questions, index, sent=sent)
    if sent + 1 >= len(questions) and form.is_valid():
        return None
    return screen(form, questions, sent + 1, sent=sent)


def number(text: str) -> int:
    """The number of a screen as it came in; what is no number is the first one."""
    return int(text) if text.isdecimal() and len(text) < 3 else 0
