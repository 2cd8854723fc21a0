"""经过: the journal of one concern as a timeline, with the replies inline; and the facts beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.custody import queries as custody
from lianxin.base.custody.models import IdentityRequest
from lianxin.base.custody.terms import APPROVE
from lianxin.base.journal import book
from lianxin.base.notices.models import Consent
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name, mask_phone
from lianxin.pure.workdays import Due
from lianxin.web.office.concerns.rows import TONES
from lianxin.web.ui import panels
from lianxin.web.ui.request import Request
from lianxin.work.concerns import clocking, minors, queries
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import Left
from lianxin.work.concerns.terms import CLASSIFY, REVEAL, VERBS, Purpose, RatedBy, Status

ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")  # no \b: a Chinese character beside it is a letter too
TOLD = {"concern.replied", "concern.declined"}
NEVER_NEXT = {"extend", "send_back", "decline", "void"}  # may be done, but never offered as the next step
LATE = {"concern.sent_back", "concern.reopened", "concern.declined", "concern.voided"}


@dataclass(frozen=True)
class Told:
    """经过的一条."""

    at: datetime
    sentence: str
    who: str
    text: str = ""
    tone: str = ""
    event: str = ""
    notice: tuple[str, ...] = ()


def timeline(concern: Concern) -> list[Told]:
    """What happened, oldest first; openings of the requester's data are told as well."""
    entries = list(book.story(concern.ref))
    private, replies = book.private_of(entries), iter(concern.replies.all())
    return [_told(entry, private.get(entry.n, {}), replies) for entry in entries]


def _dated(sentence: str) -> str:
    """The dates of the journal as people say them: 2026年11月18日."""
    if get_language() != "zh-hans":
        return sentence
    return ISO.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", sentence).replace("。，", "，")


def _told(entry: Any, private: dict[str, str], replies: Iterator[Any]) -> Told:
    text = private.get("comment") or private.get("instruction") or ""
    if entry.event in TOLD:
        reply = next(replies, None)
        text = reply.text if reply and entry.event == "concern.replied" else text
    tone = "done" if entry.event == "concern.closed" else "late" if entry.event in LATE else ""
    tone = "quiet" if entry.event in ("concern.revealed", "concern.taken_along") else tone
    name = str(RatedBy.RESIDENT.label) if entry.by == "resident" else entry.by_name
    who = " · ".join(filter(None, [name, entry.by_post]))
    told = tuple(filter(None, str(entry.detail.get("notice", "")).split("/")))  # channel and version
    return Told(entry.at, _dated(book.sentence(entry, private)), who, text, tone, entry.event, told)


@dataclass(frozen=True)
class Asker:
    """诉求人 as shown: masked, or whole after 显示."""

    name: str
    phone: str
    address: str
    people_count: int
    is_hidden: bool
    may_reveal: bool


def asker_of(concern: Concern, by: Actor) -> Asker:
    """The requester, masked; of a confidential one nothing for those who may not know him."""
    found = getattr(concern, "requester", None)
    may = queries.may_know_asker(by, concern)
    if found is None or not queries.sees_asker(by, concern):
        return Asker("", "", "", found.people_count if found else 0, is_hidden=True, may_reveal=may)
    has_more = bool(found.name or found.phone or found.address)
    address = found.address[:3] + "**" if found.address else ""
    name, phone = mask_name(found.name), mask_phone(found.phone)
    return Asker(name, phone, address, found.people_count, is_hidden=False, may_reveal=may and has_more)


@dataclass(frozen=True)
class Identity:
    """知道诉求人, for the handler of a confidential one: what he asked, whether he may look once now."""

    asked: IdentityRequest | None
    is_open: bool


def identity_of(concern: Concern, request: Request) -> Identity | None:
    """None for whom there is nothing to ask; one statement for the others."""
    by = request.actor
    if not concern.is_confidential or queries.may_know_asker(by, concern) or not by.may(REVEAL, concern):
        return None
    asked = custody.asked_about(concern.ref, by)
    return Identity(asked, asked is not None and asked.is_open_at(request.now))


@dataclass(frozen=True)
class Deed:
    """一个按钮: the verb, its word."""

    verb: str
    word: str | Promise


@dataclass(frozen=True)
class Clock:
    """时限: how long is left, and the explanation day by day."""

    left: Left
    due: Due | None
    basis: str
    sentence: str


def clock_of(concern: Concern, today: date) -> Clock:
    """The clock of this round; imported records have none."""
    calendar = clocks.calendar()
    due = clocking.explain(concern, calendar)
    return Clock(
        queries.left(concern, today, calendar), due, due.rule.legal_basis if due else "", due.sentence() if due else ""
    )


def waiting_for(concern: Concern) -> str:
    """Whom the next step waits for, where it is not the reader's."""
    handler = concern.handler.name if concern.handler else ""
    sentences = {
        Status.REGISTERED: _("等分类和交办。"), Status.RETURNED: _("已退回，等重新交办。"),
        Status.ASSIGNED: _("等%(handler)s签收。"), Status.IN_HAND: _("等%(handler)s答复。"),
        Status.MERGED: _("与主件一起办理，等主件答复。"), Status.REPLIED: _("等回访、办结。"),
    }  # fmt: skip
    return sentences.get(Status(concern.status), "") % {"handler": handler}


def words_of(concern: Concern, by: Actor) -> dict[str, Any]:
    """Title and text as the actor may read them; `says_more` is false of a text that only is its title."""
    title, text = (queries.shown(one, concern, by) for one in (concern.title, concern.text))
    bare = [" ".join(one.split()).rstrip("。；！？.;!? ") for one in (title, text)]
    return {"title": title, "text": text, "says_more": bare[0] != bare[1]}


@dataclass(frozen=True)
class Guarding:
    """涉及未成年人, for whoever may state it: whether a guardian is to be asked, and what he said."""

    needs_guardian: bool
    guardian: Consent | None = None
    is_withdrawn: bool = False


def guarding_of(concern: Concern, by: Actor) -> Guarding | None:
    """None for whom there is nothing to do; no statement where no guardian is asked."""
    if not by.may(CLASSIFY, concern) and not (concern.minor and by.may(APPROVE, concern)):
        return None
    if not minors.needs_guardian(concern):
        return Guarding(False)
    return Guarding(True, minors.guardian_of(concern), minors.is_guardian_withdrawn(concern))


def page(request: Request, concern: Concern) -> dict[str, Any]:
    """Everything that the record page shows."""
    open_, closed = queries.deeds_open(concern, request.actor, request.today)
    deeds = [Deed(verb, VERBS[verb]) for verb in open_]
    steps = [deed for deed in deeds[:1] if deed.verb not in NEVER_NEXT]
    asker = asker_of(concern, request.actor)
    events = timeline(concern)
    return {
        "concern": concern, "tone": TONES[Status(concern.status)], "events": events, "waiting": waiting_for(concern),
        "instructions": [told for told in events if told.event == "concern.assigned" and told.text], "asker": asker,
        "purposes": Purpose.choices, "guarding": guarding_of(concern, request.actor), "identity": identity_of(concern, request),
        "clock": clock_of(concern, request.today), "next": steps, "others": deeds[len(steps) :], "closed": closed,
        "ratings": [(rating, rating.source == RatedBy.RESIDENT) for rating in concern.ratings.all()],
        "main_panels": panels.shown("concern", request, concern, "main"),
        "aside_panels": panels.shown("concern", request, concern, "aside"),
        "further": panels.further_steps("concern", request, concern), **words_of(concern, request.actor),
    }  # fmt: skip
