"""成批办理的事项: each command's effect on a concern that is still in memory: may, can, do, and the line to tell.

One function per command, in the same words; `tests/work/test_bulk.py` holds them equal to the commands.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal.book import Line
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed, Permission
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands.intake import RESIDENT, Asker, title_of
from lianxin.work.concerns.commands.minors import school_letter
from lianxin.work.concerns.commands.tasks import due_of
from lianxin.work.concerns.duty_book import DutyBook, outside, refuse_return
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_rules import Texts, check_explanation, decide, refuse_late_change
from lianxin.work.concerns.telling import notice_of
from lianxin.work.concerns.terms import (
    CONFIDENTIAL_KINDS,
    FLOW,
    PERMISSION_OF,
    REGISTER,
    Channel,
    Handling,
    Kind,
    Minor,
    Outcome,
    RatedBy,
    Satisfaction,
)  # fmt: skip


@dataclass
class Played:
    """A concern in memory with all that hangs on it: what `bulk.load` stores."""

    concern: Concern
    asker: dict[str, Any] = field(default_factory=dict)
    subjects: list[dict[str, Any]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    sortings: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    outside: list[dict[str, Any]] = field(default_factory=list)
    duties: DutyBook = field(default_factory=lambda: DutyBook(whole=True))
    lines: list[Line] = field(default_factory=list)

    @property
    def unit_path(self) -> str:
        return self.concern.unit_path

    @property
    def handler_path(self) -> str:
        return self.concern.handler_path

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall, as in `Concern.is_hidden_from`."""
        return any(
            row.get("unit_path", "") in by.own_ancestors() or ("person" in row and row["person"].pk == by.person_id)
            for row in self.subjects
        )

    def tell(self, event: str, by: Actor, at: datetime, private: dict[str, str] | None = None, **detail: Any) -> None:
        """留痕: keep the line for the journal."""
        self.lines.append(Line(event, self.concern.ref, self.concern.unit_path, by, at, detail, private or {}))

    def answer(
        self, text: str, unit: Unit, by: Actor, at: datetime, on_the_spot: bool = False, explained: str = ""
    ) -> None:
        """Keep a reply of this round."""
        self.replies.append(
            {"round": self.concern.round, "text": text, "unit": unit, "by_name": by.name, "at": at,
             "is_on_the_spot": on_the_spot, "explained": explained}
        )  # fmt: skip

    def sort(self, decided: dict[str, Any], by: Actor, at: datetime) -> None:
        """Keep a decision with its texts, as `commands.sorting.keep` does."""
        self.sortings.append({**decided, "by_name": by.name, "by_path": by.own_path, "at": at})


def _do(played: Played, verb: str, by: Actor) -> Any:
    """May and can: the permission and the table of moves; returns the concern in its next state.

    `Any`, because the state says what the types cannot: after 受理 there is a date, after 交办 a handler.
    """
    permission: Permission | None = PERMISSION_OF.get(verb)
    if permission is not None:
        by.must(permission, played)
    played.concern.status = FLOW.after(verb, played.concern.status)
    return played.concern


def _required(text: str, sentence: str, name: str) -> None:
    if not text.strip():
        raise Unfit(sentence, name)


def register(
    played: Played, *, text: str, kind: str, channel: str, unit: Unit, by: Actor, at: datetime, title: str = "",
    place: str = "", asker: Asker | None = None, topic: Topic | None = None, occurred_on: date | None = None,
    subject_units: Sequence[Unit] = (), subject_persons: Sequence[Person] = (), is_confidential: bool | None = None,
    external_number: str = "",
) -> None:  # fmt: skip
    """登记."""
    by.must_at(REGISTER, unit.path)
    concern = played.concern
    concern.title, concern.topic, concern.occurred_on = title, topic, occurred_on
    concern.external_number, concern.registered_by_id = external_number, by.person_id
    _enter(played, text, kind, channel, unit, place, asker, subject_units, subject_persons, is_confidential, by, at)


def submit(
    played: Played, *, text: str, kind: str, unit: Unit, at: datetime, place: str = "", asker: Asker | None = None,
    may_publish: bool = False, about_unit: Unit | None = None, by: Actor = RESIDENT,
) -> None:  # fmt: skip
    """群众自行反映."""
    played.concern.may_publish = may_publish
    units = [about_unit] if about_unit else []
    _enter(played, text, kind, Channel.WEB, unit, place, asker, units, (), None, by, at)


def _enter(
    played: Played, text: str, kind: str, channel: str, unit: Unit, place: str, asker: Asker | None,
    units: Sequence[Unit], persons: Sequence[Person], is_confidential: bool | None, by: Actor, at: datetime,
) -> None:  # fmt: skip
    today, concern = clocking.today(at), played.concern
    _required(text, _("请写明反映的内容。"), "text")
    if unit.valid_to is not None and unit.valid_to < today:
        raise Unfit(_("该单位已撤销，请选择现在的单位。"), "unit")
    if concern.occurred_on is not None and concern.occurred_on > today:
        raise Unfit(_("发生日期不能晚于今天。"), "occurred_on")
    concern.text, concern.kind, concern.channel, concern.place = text, kind, channel, place
    concern.is_confidential = kind in CONFIDENTIAL_KINDS if is_confidential is None else is_confidential
    concern.title = concern.title.strip() or title_of(text)
    concern.unit, concern.unit_path = unit, unit.path
    concern.recorded_at, concern.received_on = at, today
    clocking.start(concern, clock=clocking.default_clock(kind=kind, channel=channel, on=today), on=today)
    said = {k: v.strip() if isinstance(v, str) else v for k, v in asdict(asker or Asker()).items()}
    number, minor = said.pop("notice"), said.pop("minor")
    played.asker, concern.minor = said, minor or school_letter(concern)
    concern.is_confidential = concern.is_confidential or bool(concern.minor)
    played.subjects = [{"unit": u, "unit_path": u.path} for u in units] + [{"person": p} for p in persons]
    played.tell(
        "concern.registered", by, at, {"title": concern.title}, channel=Channel(channel).label,
        kind=Kind(kind).label, due_on=concern.due_on.isoformat() if concern.due_on else "",
        notice=notice_told(channel, number),
    )  # fmt: skip
    if concern.minor:
        played.tell("concern.minor_stated", by, at, about=Minor(concern.minor).label)


@cache
def notice_told(channel: str, number: int) -> str:
    """告知的版本, asked once for all stories of a load, which forgets it first."""
    return notice_of(channel, number)


def classify(
    played: Played, *, topic: Topic, kind: str, handling: str, by: Actor, at: datetime, clock: str = "", **texts: Any
) -> None:
    """分类受理."""
    concern = _do(played, "classify", by)
    today = clocking.today(at)
    refuse_late_change(concern, kind=kind, handling=handling, today=today)
    concern.topic, concern.kind, concern.handling = topic, kind, handling
    concern.is_confidential = concern.is_confidential or kind in CONFIDENTIAL_KINDS
    concern.accepted_on = concern.accepted_on or today
    if clocking.may_start(concern, today):
        clock = clock or clocking.default_clock(
            kind=kind, channel=concern.channel, on=concern.received_on, handling=handling
        )
        clocking.start(concern, clock=clock, on=concern.received_on)
    played.sort(decide(concern, Texts(**texts), today), by, at)
    played.tell(
        "concern.classified", by, at, topic=topic.label, handling=Handling(handling).label, clock=concern.clock,
        due_on=concern.due_on.isoformat(),
    )  # fmt: skip


def decline(played: Played, *, reason: str, by: Actor, at: datetime) -> None:
    """不予受理."""
    concern = _do(played, "decline", by)
    _required(reason, _("请写明不予受理的理由和群众可以找的渠道。"), "reason")
    played.answer(reason, concern.unit, by, at)
    played.tell("concern.declined", by, at, {"reason": reason})


def answer_now(played: Played, *, text: str, by: Actor, at: datetime, explained: str = "") -> None:
    """当场答复."""
    concern = _do(played, "answer_now", by)
    _required(text, _("请写明当场解决的办法或解释的内容。"), "text")
    explained = check_explanation(concern, explained)
    today = clocking.today(at)
    concern.accepted_on = concern.accepted_on or today
    concern.handling = concern.handling or Handling.IMMEDIATE
    concern.handler, concern.handler_path, concern.replied_on = concern.unit, concern.unit_path, today
    played.answer(text, concern.unit, by, at, on_the_spot=True, explained=explained)
    played.tell("concern.replied", by, at, unit=concern.unit.name)


def void(played: Played, *, reason: str, by: Actor, at: datetime) -> None:
    """作废."""
    _do(played, "void", by)
    _required(reason, _("请写明作废的理由。"), "reason")
    played.tell("concern.voided", by, at, {"reason": reason})


def assign(
    played: Played, *, to: Unit, by: Actor, at: datetime, due_on: date | None = None, instruction: str = "",
    helpers: Sequence[Unit] = (), help_due_on: date | None = None, outside_reason: str = "",
) -> None:  # fmt: skip
    """交办."""
    concern = _do(played, "assign", by)
    today = clocking.today(at)
    if concern.accepted_on is None:
        raise Unfit(_("请先分类受理，再交办。"))
    if due_on is not None and not today <= due_on <= max(concern.due_on, today):
        raise Unfit(_("办理期限应在今天和承诺期限 %(due)s 之间。") % {"due": concern.due_on}, "due_on")
    _refuse_subject(played, to, "to")
    _hand_outside(played, to, outside_reason, by, at)
    concern.due_on = min(due_on or concern.due_on, concern.due_on)
    concern.handler, concern.handler_path = to, to.path
    concern.assigned_on, concern.handed_on = concern.assigned_on or today, today
    played.tell(
        "concern.assigned", by, at, {"instruction": instruction}, to=to.name, to_path=to.path,
        due_on=concern.due_on.isoformat(),
    )  # fmt: skip
    _hand_tasks(played, helpers, help_due_on, instruction, by, at)


def _refuse_subject(played: Played, to: Unit, name: str) -> None:
    if any(row.get("unit_path") and is_within(path, row["unit_path"]) for row in played.subjects for path in to.paths):
        raise Unfit(_("不能交给被反映的单位办理，请交给它的上级单位。"), name)


def _hand_outside(played: Played, to: Unit, reason: str, by: Actor, at: datetime) -> None:
    """清单外交办 (JF-10), as `commands.outside.hand`."""
    today = clocking.today(at)
    found = outside(played.duties, played.concern, to, reason, today)
    if found is not None:
        played.concern.outside_on = today
        played.outside.append({
            "to": to, "unit_path": by.own_path, "by_post": by.post, "reason": reason, "on": today,
            "rule": found.owners[0].rule if found.owners else None,
        })  # fmt: skip
        played.tell("concern.handed_outside", by, at, {"reason": reason}, to=to.name, to_path=to.path)


def _hand_tasks(
    played: Played, units: Sequence[Unit], due_on: date | None, instruction: str, by: Actor, at: datetime
) -> None:
    """请协办, as `commands.tasks.hand_tasks`."""
    concern, today = played.concern, clocking.today(at)
    for row in played.tasks:
        if row["unit"].pk == concern.handler_id:
            row["withdrawn_on"] = row["withdrawn_on"] or today
    standing = {row["unit"].pk for row in played.tasks if row["withdrawn_on"] is None}
    for unit in dict.fromkeys(units):
        if unit.pk == concern.handler_id or unit.pk in standing:
            continue
        _refuse_subject(played, unit, "helpers")
        due = due_of(concern, due_on, today)
        played.tasks.append({
            "unit": unit, "unit_path": unit.path, "instruction": instruction, "asked_on": today,
            "asked_by_name": by.name, "due_on": due, "withdrawn_on": None,
        })  # fmt: skip
        played.tell("task.asked", by, at, {"instruction": instruction}, unit=unit.name, unit_of=unit.path,
                    due_on=due.isoformat())  # fmt: skip


def acknowledge(played: Played, *, by: Actor, at: datetime) -> None:
    """签收."""
    concern = _do(played, "acknowledge", by)
    concern.acknowledged_on = clocking.today(at)
    played.tell("concern.acknowledged", by, at, unit=concern.handler.name)


def send_back(played: Played, *, reason: str, by: Actor, at: datetime) -> None:
    """退回."""
    concern = _do(played, "send_back", by)
    _required(reason, _("请写明退回的理由，并说明应由哪个单位办理。"), "reason")
    refuse_return(played.duties, concern, concern.handler, clocking.today(at))
    unit, concern.handler, concern.handler_path = concern.handler, None, ""
    concern.sent_back += 1
    played.tell("concern.sent_back", by, at, {"reason": reason}, unit=unit.name, unit_of=unit.path)


def extend(played: Played, *, by_amount: int, reason: str, by: Actor, at: datetime) -> None:
    """延期."""
    concern = _do(played, "extend", by)
    rule = clocks.rule(concern.clock, concern.clock_version).rule
    _required(reason, _("请写明延期的理由，理由会告知群众。"), "reason")
    if concern.due_on < clocking.today(at):
        raise Unfit(_("期限已过，不能再延期。请尽快答复。"))
    if concern.extended_by:
        raise Unfit(_("已经延期一次，不能再延。"))
    if not 0 < by_amount <= rule.max_extension:
        raise Unfit(_("按规定最多可延 %(days)s 日。") % {"days": rule.max_extension}, "by_amount")
    concern.extended_by = by_amount
    due = clocking.move(concern)
    played.tell("concern.extended", by, at, {"reason": reason}, days=by_amount, due_on=due.on.isoformat())


def reply(played: Played, *, text: str, by: Actor, at: datetime, explained: str = "") -> None:
    """答复."""
    concern = _do(played, "reply", by)
    _required(text, _("请写明答复内容。"), "text")
    explained = check_explanation(concern, explained)
    concern.replied_on = clocking.today(at)
    played.answer(text, concern.handler, by, at, explained=explained)
    played.tell("concern.replied", by, at, unit=concern.handler.name)


def close(played: Played, *, outcome: str, by: Actor, at: datetime) -> None:
    """办结."""
    concern = _do(played, "close", by)
    concern.closed_on, concern.outcome = clocking.today(at), outcome
    played.tell("concern.closed", by, at, outcome=Outcome(outcome).label)


def reopen(played: Played, *, reason: str, by: Actor, at: datetime) -> None:
    """重办."""
    concern = _do(played, "reopen", by)
    _required(reason, _("请写明重办的理由。"), "reason")
    today = clocking.today(at)
    concern.round += 1
    concern.reopened_on, concern.closed_on, concern.outcome = today, None, ""
    concern.replied_on = concern.acknowledged_on = concern.confirmed_on = None
    clocking.restart(concern, on=today)
    played.tell("concern.reopened", by, at, {"reason": reason}, round=concern.round, due_on=concern.due_on.isoformat())


def rate(
    played: Played, *, rating: str, solved: bool, contacted: bool, at: datetime, comment: str = "",
    by: Actor = RESIDENT,
) -> None:  # fmt: skip
    """群众评价: a story is told by those who know it; the secret was checked when it happened."""
    concern = _do(played, "rate", by)
    if by is not RESIDENT:
        raise NotAllowed(_("评价只能由群众本人作出。"))
    today = clocking.today(at)
    concern.rating, concern.rated_on = rating, today
    concern.rated_solved, concern.rated_contacted = solved, contacted
    concern.confirmed_on = today if solved else None
    _rated(played, RatedBy.RESIDENT, rating, solved, contacted, comment, at)
    _tell_rating(played, "concern.rated", by, at, rating, solved, contacted, comment)


def note_follow_up(
    played: Played, *, rating: str, solved: bool, contacted: bool, by: Actor, at: datetime, comment: str = ""
) -> None:
    """记回访."""
    _do(played, "note_follow_up", by)
    _rated(played, RatedBy.STAFF, rating, solved, contacted, comment, at)
    _tell_rating(played, "concern.followed_up", by, at, rating, solved, contacted, comment)


def _rated(played: Played, source: str, rating: str, solved: bool, contacted: bool, comment: str, at: datetime) -> None:
    played.ratings.append({
        "round": played.concern.round, "source": source, "rating": rating, "solved": solved, "contacted": contacted,
        "comment": comment, "at": at,
    })  # fmt: skip


def _tell_rating(
    played: Played, event: str, by: Actor, at: datetime, rating: str, solved: bool, contacted: bool, comment: str
) -> None:
    played.tell(
        event, by, at, {"comment": comment}, rating=Satisfaction(rating).label, solved=solved, contacted=contacted
    )


DEEDS: dict[str, Callable[..., None]] = {
    "register": register, "submit": submit, "classify": classify, "decline": decline, "answer_now": answer_now,
    "void": void, "assign": assign, "acknowledge": acknowledge, "send_back": send_back, "extend": extend,
    "reply": reply, "close": close, "reopen": reopen, "rate": rate, "note_follow_up": note_follow_up,
}  # fmt: skip
