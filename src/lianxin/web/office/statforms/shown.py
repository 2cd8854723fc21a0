"""统计单页面上显示的: the lines with numbers that open, what is missing with its link, what changed since it was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.pure import statform
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.pure.statform import Values, Words
from lianxin.web.ui.periods import period_words
from lianxin.work.appraisals.models import Help
from lianxin.work.statforms.grading import Graded
from lianxin.work.statforms.models import SignedForm, StatForm
from lianxin.work.statforms.queries import Filled, Missing


@dataclass(frozen=True)
class Piece:
    """A piece of a line: words, or a number with the page of the records behind it ("" where these are ballots)."""

    text: str
    key: str = ""
    opens: str = ""


def lines(form: StatForm, values: Values, words: Words, found: Filled) -> list[list[Piece]]:
    """六行, each number a link to what was counted."""
    return [
        [Piece(part.text, part.key, _opens(form, part.key, found)) for part in line]
        for line in statform.lines(values, words)
    ]


def _opens(form: StatForm, key: str, found: Filled) -> str:
    if key == "members_total":
        return reverse("statforms:words", args=[form.code])
    return reverse("statforms:behind", args=[form.code], query={"of": key}) if found.behind.get(key) else ""


@dataclass(frozen=True)
class Gap:
    """缺的一个数 with the page where it is entered."""

    sentence: str
    word: str
    url: str


def gaps(form: StatForm, missing: Iterable[Missing]) -> list[Gap]:
    """What is missing, each with its link."""
    found = []
    for one in missing:
        if one.where == "form":
            found.append(Gap(one.sentence, _("去填写"), reverse("statforms:words", args=[form.code])))
        else:
            found.append(Gap(one.sentence, _("看投票"), reverse("ballots:index")))
    return found


@dataclass(frozen=True)
class Change:
    """签署以后变了的一个数."""

    label: str
    then: str
    now: str


def changes(signed: SignedForm, now: Values) -> list[Change]:
    """What differs from the signed version."""
    names = statform.labels(signed.wording)
    return [
        Change(names.get(key, key.partition(":")[2]), _known(then), _known(later))
        for key, (then, later) in statform.differences(signed.frozen, now).items()
    ]


def _known(number: int | None) -> str:
    return "—" if number is None else str(number)


@dataclass(frozen=True)
class BehindRow:
    """一条记录 behind a number: the day, what, how many."""

    on: date | None
    what: str
    much: str


def behind_rows(records: Iterable[object], key: str) -> list[BehindRow]:
    """The records behind a number, as rows; a subject with its step, a meeting with what it counts."""
    return [_row(one, key) for one in records]


def _row(record: object, key: str) -> BehindRow:
    if isinstance(record, Graded):
        step = {"satisfied": _("满意"), "fairly": _("基本满意"), "dissatisfied": _("不满意")}.get(
            record.step, _("人数不足，不定等次")
        )
        return BehindRow(None, record.subject.label, step)
    if isinstance(record, Help):
        return BehindRow(record.on, record.text, str(record.get_kind_display()))
    counted = {"head_briefings": "head_reported", "delegates": "sent_from_above", "self_introduced": "introduced"}
    much = getattr(record, counted.get(key, "quantity"))
    what = str(record.get_kind_display()) + (f" · {record.title}" if record.title else "")  # type: ignore[attr-defined]
    return BehindRow(record.held_on, what, str(much))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Choice:
    """一个统计期 to choose."""

    code: str
    word: str
    is_chosen: bool


def period_of(typed: str, today: date) -> Period:
    """The period asked for; this year where none can be read."""
    try:
        period = Period.parse(typed)
    except NotAPeriod:
        return Period.containing(today, "year")
    return period if 2000 <= period.year <= today.year + 1 else Period.containing(today, "year")


def periods(chosen: Period, today: date) -> list[Choice]:
    """This year and the last: whole, by halves, by quarters."""
    found = []
    for year in (today.year, today.year - 1):
        found += [Period("year", year), *(Period("half_year", year, n) for n in (1, 2))]
        found += [Period("quarter", year, n) for n in (1, 2, 3, 4)]
    if chosen not in found:
        found.append(chosen)
    return [Choice(one.code, period_words(one), one == chosen) for one in found]
