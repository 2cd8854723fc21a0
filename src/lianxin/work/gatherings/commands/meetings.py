"""座谈会和意见的着落: answered on the spot, studied afterwards, or registered as a concern (M025, M060)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.commands import register_finding
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import Channel
from lianxin.work.gatherings.models import Gathering, Opinion
from lianxin.work.gatherings.terms import HOLD, SETTLE, GatheringKind, OpinionOutcome, PresentKind

MOST_PEOPLE = 99_999


@transaction.atomic
def hold(
    *, unit: Unit, kind: str, title: str, held_on: date, people: int, by: Actor, at: datetime, place: str = "",
    units_present: str = "", chaired_by: str = "", of_which: Mapping[str, int] | None = None,
) -> Gathering:  # fmt: skip
    """记一次座谈会: kind, subject, day, how many took part; units by name, no list of persons (M025).

    `of_which`: of those present how many of each `PresentKind` (M122).
    """
    by.must_at(HOLD, unit.path)
    if not title.strip():
        raise Unfit(_("请写明主题。"), "title")
    if held_on > localdate(at):
        raise Unfit(_("还没有开的会，开了再记。"), "held_on")
    if not 1 <= people <= MOST_PEOPLE:
        raise Unfit(_("请写参加的人数。"), "people")
    counted = _of_which(of_which or {}, people)
    gathering = Gathering.objects.create(
        code=new_code(), kind=kind, title=title.strip(), unit=unit, unit_path=unit.path, held_on=held_on,
        place=place.strip(), people=people, of_which=counted, units_present=units_present.strip(), chaired_by=chaired_by.strip(),
        by_name=by.name,
    )  # fmt: skip
    book.record(
        "gathering.held", of=gathering.ref, unit_path=unit.path, by=by, at=at, private={"title": gathering.title},
        kind=GatheringKind(kind).label, people=people,
    )  # fmt: skip
    return gathering


def _of_which(counted: Mapping[str, int], people: int) -> dict[str, int]:
    found = {PresentKind(kind).value: n for kind, n in counted.items() if n}
    if any(not 0 < n <= people for n in found.values()):
        raise Unfit(_("其中的人数不能多于参加的 %(people)s 人。") % {"people": people}, "people")
    return found


@transaction.atomic
def note_question(
    *, gathering: Gathering, text: str, by: Actor, at: datetime, answer: str = "", handler: Unit | None = None,
    due_on: date | None = None, owner: str = "",
) -> Opinion:  # fmt: skip
    """记一个提问: with the answer given there, or with who answers it and until when; it may become a concern (M133)."""
    by.must(HOLD, gathering)
    if not text.strip():
        raise Unfit(_("请写明群众问的是什么。"), "text")
    question = Opinion.objects.create(
        code=new_code(), unit_id=gathering.unit_id, unit_path=gathering.unit_path, gathering=gathering,
        text=text.strip(), on=gathering.held_on, is_question=True,
    )  # fmt: skip
    book.record(
        "gathering.asked",
        of=gathering.ref,
        unit_path=gathering.unit_path,
        by=by,
        at=at,
        private={"text": question.text},
    )
    if answer.strip():
        return answer_opinion(opinion=question, text=answer, by=by, at=at)
    if handler is None or due_on is None:
        raise Unfit(_("没有当场答复的，请写明由哪个单位、哪天前答复。"), "due_on" if handler else "handler")
    return promise_study(opinion=question, handler=handler, due_on=due_on, owner=owner, by=by, at=at)


@transaction.atomic
def note_opinion(*, gathering: Gathering, text: str, by: Actor, at: datetime, answer: str = "") -> Opinion:
    """记一条发言意见: what was said, not by whom; answered on the spot where there is an answer (M060)."""
    by.must(HOLD, gathering)
    if not text.strip():
        raise Unfit(_("请写明意见内容。"), "text")
    opinion = Opinion.objects.create(
        code=new_code(), unit_id=gathering.unit_id, unit_path=gathering.unit_path, gathering=gathering,
        text=text.strip(), on=gathering.held_on,
    )  # fmt: skip
    book.record(
        "gathering.opinion_noted", of=gathering.ref, unit_path=gathering.unit_path, by=by, at=at,
        private={"text": opinion.text},
    )  # fmt: skip
    return answer_opinion(opinion=opinion, text=answer, by=by, at=at) if answer.strip() else opinion


def _open(opinion: Opinion, by: Actor) -> Opinion:
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    by.must(HOLD, opinion)
    if opinion.outcome != OpinionOutcome.OPEN:
        raise Unfit(_("这条意见已经有着落：%(outcome)s。") % {"outcome": opinion.get_outcome_display()})
    return opinion


@transaction.atomic
def answer_opinion(*, opinion: Opinion, text: str, by: Actor, at: datetime) -> Opinion:
    """当场答复: a clear word on the spot (000-4 “对能够答复、能够及时处理的问题做了明确表态”)."""
    opinion = _open(opinion, by)
    if not text.strip():
        raise Unfit(_("请写明当场是怎样答复的。"), "text")
    opinion.outcome, opinion.answer, opinion.answered_on = OpinionOutcome.ANSWERED, text.strip(), opinion.on
    opinion.save(update_fields=["outcome", "answer", "answered_on"])
    _tell("opinion.answered", opinion, by, at, private={"text": opinion.answer})
    return opinion


@transaction.atomic
def promise_study(
    *, opinion: Opinion, handler: Unit, due_on: date, by: Actor, at: datetime, owner: str = ""
) -> Opinion:
    """会后研究: not settled there; which unit answers, and until which day."""
    opinion = _open(opinion, by)
    if due_on < localdate(at):
        raise Unfit(_("答复的日期不能早于今天。"), "due_on")
    opinion.outcome, opinion.due_on = OpinionOutcome.TO_STUDY, due_on
    opinion.handler, opinion.handler_path, opinion.owner = handler, handler.path, owner.strip()
    opinion.save(update_fields=["outcome", "due_on", "handler", "handler_path", "owner"])
    _tell("opinion.promised", opinion, by, at, to=handler.name, due_on=due_on.isoformat())
    return opinion


@transaction.atomic
def settle_opinion(*, opinion: Opinion, text: str, by: Actor, at: datetime) -> Opinion:
    """研究后答复: the answer that was promised, by the unit in charge or by the one that held the meeting."""
    opinion = Opinion.objects.select_for_update().get(pk=opinion.pk)
    by.must(SETTLE, opinion)
    if opinion.outcome != OpinionOutcome.TO_STUDY:
        raise Unfit(_("这条意见不是会后研究的，或者已经答复。"))
    if not text.strip():
        raise Unfit(_("请写明研究后的答复。"), "text")
    opinion.outcome, opinion.answer, opinion.answered_on = OpinionOutcome.STUDIED, text.strip(), localdate(at)
    opinion.save(update_fields=["outcome", "answer", "answered_on"])
    _tell("opinion.studied", opinion, by, at, private={"text": opinion.answer})
    return opinion


@transaction.atomic
def raise_opinion(*, opinion: Opinion, by: Actor, at: datetime, **given: Any) -> Receipt:
    """意见转为诉求: in one step, the link kept both ways; `given` is what `register_finding` takes (M025, M024, F012)."""
    opinion = Opinion.objects.select_for_update(of=("self",)).select_related("gathering", "sheet").get(pk=opinion.pk)
    by.must(HOLD, opinion)
    if opinion.concern_id is not None:
        raise Unfit(_("这条意见已经转为诉求。"))
    found = opinion.gathering or opinion.sheet
    channel = Channel.MEETING if opinion.gathering_id else Channel.QUESTIONNAIRE
    receipt = register_finding(by=by, at=at, **{**given, "channel": channel, "of": opinion.ref, "source": f"“{found}”"})
    if not receipt.is_new:
        return receipt
    opinion.concern, opinion.outcome = receipt.concern, OpinionOutcome.CONCERN
    opinion.save(update_fields=["concern", "outcome"])
    _tell("opinion.raised", opinion, by, at)
    return receipt


def _tell(
    event: str, opinion: Opinion, by: Actor, at: datetime, private: dict[str, str] | None = None, **detail: Any
) -> None:
    book.record(event, of=opinion.ref, unit_path=opinion.unit_path, by=by, at=at, private=private, **detail)
