"""一张票 as the voting pages carry and show it: what was chosen in words, the keys of the remarks, hidden fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from lianxin.pure import codes, polling
from lianxin.pure.questions import TEXT, Answers, Sheet, Texts
from lianxin.web.ui.answering import name_of
from lianxin.work.ballots import chance
from lianxin.work.ballots import verify_board as program
from lianxin.work.ballots.terms import BallotChannel

Keys = dict[tuple[str, str], tuple[str, str]]  # (subject, item) → (name of the field, key)


@dataclass(frozen=True)
class Line:
    """一行: the question, whom it is about, what was chosen or written; empty is 弃权."""

    number: int
    wording: str
    subject: str
    chosen: str


def lines(sheet: Sheet, answers: Answers, texts: Texts) -> list[Line]:
    """What was asked, with what was answered, in the order of the paper."""
    numbers = {item.code: n for n, item in enumerate(sheet.form.items, start=1)}
    found = []
    for subject, item in sheet.asked(answers):
        code = subject.code if subject else ""
        if item.kind == TEXT:
            words = texts.get(code, {}).get(item.code, "")
        else:
            scale, picked = sheet.form.scale_of(item), answers.get(code, {}).get(item.code, [])
            words = _("、").join(one.label for one in (scale.options if scale else ()) if one.code in picked)
        found.append(Line(numbers[item.code], item.wording, subject.label if subject else "", words))
    return found


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """The answers as hidden fields of the next step."""
    return [(name, value) for name in data if name.startswith("a-") for value in data.getlist(name) if value]


def keys(sheet: Sheet, texts: Texts, data: QueryDict) -> Keys:
    """A key for each remark, the one that the form carries, or a fresh one: its giver keeps it, we only its digest."""
    found: Keys = {}
    for subject, item in sheet.places():
        code, name = (subject.code if subject else ""), name_of(item, subject)
        if item.code in texts.get(code, {}):
            given = codes.typed(data.get(f"k-{name}", "")[:60], codes.KEY_LENGTH)
            found[code, item.code] = (name, given or codes.drawn(chance.SOURCE, codes.KEY_LENGTH))
    return found


def said(sheet: Sheet, texts: Texts, known: Keys) -> list[tuple[str, str]]:
    """What was written, each with the key to hear its answer, to be copied from the page."""
    return [(texts[code][item], codes.grouped(key)) for (code, item), (_name, key) in known.items()]


def openings(groups: Iterable[polling.Group]) -> list[tuple[str, str]]:
    """开放链接: for each group a token of its own, so that the same page sent twice is one ballot."""
    return [(f"{group.code}:{codes.drawn(chance.SOURCE, 2 * codes.KEY_LENGTH)}", group.label) for group in groups]


def board_words(board: Mapping[str, Any]) -> dict[str, Any]:
    """公示板: the receipts in groups of four, the number of sheets by the way they came."""
    numbers = board["head"]["channels"]
    channels = [(label, numbers[code]) for code, label in BallotChannel.choices if code in numbers]
    return {"receipts": [codes.grouped(one) for one in board["receipts"]], "channels": channels}


def verifier() -> str:
    """The program that computes a board again, as it is handed out."""
    return Path(program.__file__).read_text(encoding="utf-8")
