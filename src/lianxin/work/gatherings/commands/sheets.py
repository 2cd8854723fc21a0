"""征求意见表: drawn up, opened, answered on paper or on the web, closed (M024, M027)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.gatherings.models import Opinion, OpinionSheet, Question, SheetReturn
from lianxin.work.gatherings.terms import HOLD, QuestionKind, ReturnSource, SheetStatus

MOST_QUESTIONS, MOST_OPTIONS, LONGEST = 20, 10, 2000


@dataclass(frozen=True)
class Asked:
    """一个问题 as typed: without options it is a line to write on."""

    text: str
    options: tuple[str, ...] = ()


@transaction.atomic
def draw_up(
    *, unit: Unit, title: str, questions: Sequence[Asked], by: Actor, at: datetime, about: str = "",
    visit_on: date | None = None, visit_to: str = "",
) -> OpinionSheet:  # fmt: skip
    """拟征求意见表: a title and a few questions; for a visit, which one it prepares (M027)."""
    by.must_at(HOLD, unit.path)
    if not title.strip():
        raise Unfit(_("请写标题。"), "title")
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise Unfit(_("请写 1 到 %(most)s 个问题。") % {"most": MOST_QUESTIONS}, "questions")
    if any(len(one.options) == 1 or len(one.options) > MOST_OPTIONS for one in questions):
        raise Unfit(_("选择题要有 2 到 %(most)s 个选项。") % {"most": MOST_OPTIONS}, "questions")
    sheet = OpinionSheet.objects.create(
        code=new_code(), token=secrets.token_hex(16), title=title.strip(), about=about.strip(), unit=unit,
        unit_path=unit.path, drawn_up_on=localdate(at), visit_on=visit_on, visit_to=visit_to.strip(),
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(
            sheet=sheet, number=number, text=one.text, options=list(one.options),
            kind=QuestionKind.CHOICE if one.options else QuestionKind.TEXT,
        )
        for number, one in enumerate(questions, 1)
    )  # fmt: skip
    book.record(
        "sheet.drawn_up", of=sheet.ref, unit_path=unit.path, by=by, at=at, private={"title": sheet.title},
        questions=len(questions),
    )  # fmt: skip
    return sheet


@transaction.atomic
def open_sheet(*, sheet: OpinionSheet, closes_on: date, by: Actor, at: datetime) -> OpinionSheet:
    """开始征求意见: from now on its address on the web takes answers, up to and with that day."""
    sheet = _held(sheet, by)
    if sheet.status == SheetStatus.CLOSED:
        raise Unfit(_("这张表已经截止，请另拟一张。"))
    if closes_on < localdate(at):
        raise Unfit(_("截止日期不能早于今天。"), "closes_on")
    if sheet.visit_on is not None and closes_on > sheet.visit_on:
        raise Unfit(_("走访前征求的，截止日期不能晚于走访日期。"), "closes_on")
    asked = [words for one in sheet.questions.all() for words in (one.text, *one.options)]
    clearance.demand({"": [sheet.title, sheet.about, sheet.visit_to, *asked]})
    sheet.status, sheet.closes_on = SheetStatus.OPEN, closes_on
    sheet.save(update_fields=["status", "closes_on"])
    book.record("sheet.opened", of=sheet.ref, unit_path=sheet.unit_path, by=by, at=at, closes_on=closes_on.isoformat())
    return sheet


@transaction.atomic
def close_sheet(*, sheet: OpinionSheet, by: Actor, at: datetime) -> OpinionSheet:
    """截止: no more answers; what came in stays."""
    sheet = _held(sheet, by)
    if sheet.status != SheetStatus.OPEN:
        raise Unfit(_("这张表没有在征求意见。"))
    sheet.status = SheetStatus.CLOSED
    sheet.save(update_fields=["status"])
    book.record("sheet.closed", of=sheet.ref, unit_path=sheet.unit_path, by=by, at=at)
    return sheet


@transaction.atomic
def enter_returns(
    *, sheet: OpinionSheet, handed_out: int, returned: int, counts: Mapping[int, Sequence[int]],
    texts: Sequence[str], by: Actor, at: datetime,
) -> SheetReturn:  # fmt: skip
    """录入纸质表: how many went out and came back, how often each option, the written answers as opinions (M024)."""
    sheet = _held(sheet, by)
    if returned < 1 or returned > handed_out:
        raise Unfit(_("收回的份数应在 1 和发出的份数之间。"), "returned")
    for question in sheet.questions.filter(kind=QuestionKind.CHOICE):
        given = counts.get(question.number, [])
        if len(given) > len(question.options) or min(given, default=0) < 0 or sum(given) > returned:
            raise Unfit(
                _("第 %(number)s 题各选项之和不能多于收回的 %(returned)s 份。")
                % {"number": question.number, "returned": returned},
                f"count_{question.number}_0",
            )
    back = SheetReturn.objects.create(
        sheet=sheet, source=ReturnSource.PAPER, on=localdate(at), handed_out=handed_out, returned=returned,
        counts={str(number): list(given) for number, given in counts.items()},
    )  # fmt: skip
    _keep_texts(sheet, texts, localdate(at))
    book.record("sheet.tallied", of=sheet.ref, unit_path=sheet.unit_path, by=by, at=at, returned=returned)
    return back


def answer_sheet(
    *, sheet: OpinionSheet, chosen: Mapping[int, int], texts: Sequence[str], at: datetime, by: Actor = RESIDENT
) -> None:
    """网上答征求意见表: counted into the day's row and nothing else; the answers of one person are not kept together.

    Not journalled: an entry bears a time of day, by which the respondent could be told (house.md §9.3).
    """
    today = localdate(at)
    with transaction.atomic():
        sheet = OpinionSheet.objects.select_for_update().get(pk=sheet.pk)
        if sheet.status != SheetStatus.OPEN or sheet.closes_on is None or sheet.closes_on < today:
            raise Unfit(_("这次征求意见已经截止，谢谢您。"))
        texts = [text for text in texts if text.strip()]
        if not chosen and not texts:
            raise Unfit(_("一题也没有答，请至少答一题。"))
        row, _is_new = SheetReturn.objects.get_or_create(sheet=sheet, source=ReturnSource.WEB, on=today)
        for question in sheet.questions.filter(kind=QuestionKind.CHOICE):
            number, option = str(question.number), chosen.get(question.number)
            if option is None or not 0 <= option < len(question.options):
                continue
            tally = row.counts.setdefault(number, [0] * len(question.options))
            tally[option] += 1
        row.returned += 1
        row.save(update_fields=["counts", "returned"])
        _keep_texts(sheet, texts, today)


def _held(sheet: OpinionSheet, by: Actor) -> OpinionSheet:
    sheet = OpinionSheet.objects.select_for_update().get(pk=sheet.pk)
    by.must(HOLD, sheet)
    return sheet


def _keep_texts(sheet: OpinionSheet, texts: Sequence[str], on: date) -> None:
    Opinion.objects.bulk_create(
        Opinion(
            code=new_code(), unit_id=sheet.unit_id, unit_path=sheet.unit_path, sheet=sheet,
            text=text.strip()[:LONGEST], on=on,
        )
        for text in texts if text.strip()
    )  # fmt: skip
