"""说明与了结: the author says why; the head of his unit, or the unit, says that it is understood, or nothing at all."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.reports.overlaps import queries
from lianxin.reports.overlaps.models import Resemblance
from lianxin.reports.overlaps.problems import Unfit
from lianxin.reports.overlaps.terms import ANSWER, FLOW, LEAD, Reason

MOST_WORDS = 500


@transaction.atomic
def explain(*, found: Resemblance, reason: str, by: Actor, at: datetime, words: str = "") -> Resemblance:
    """说明: the author of a personal text says why it is alike; of a unit's text somebody of that unit."""
    found = _told(found, by, at)
    if not may_explain(found, by):
        raise NotAllowed(_("只有作者本人能办。"))
    found.state = FLOW.after("explain", found.state)
    if reason not in Reason.values:
        raise Unfit(_("请选一个原因。"), "reason")
    if reason == Reason.OTHER and not words.strip():
        raise Unfit(_("选“其他说明”的，请写一句。"), "words")
    if found.explained_on and (found.reason, found.words, found.explained_by) == (
        reason,
        words.strip()[:MOST_WORDS],
        by.name,
    ):
        return found  # the box was sent twice
    found.reason, found.words = reason, words.strip()[:MOST_WORDS]
    found.explained_on, found.explained_by = localdate(at), by.name
    found.save()
    private = {"reason": str(Reason(reason).label), "words": found.words}
    book.record("overlap.explained", of=found.own_ref, unit_path=found.unit_path, by=by, at=at, private=private)
    return found


@transaction.atomic
def close(*, found: Resemblance, by: Actor, at: datetime) -> Resemblance:
    """已了解: whoever may see it has read the answer; nothing follows from it."""
    return _settled(found, "close", by, at)


@transaction.atomic
def dismiss(*, found: Resemblance, by: Actor, at: datetime) -> Resemblance:
    """不成问题: it is never brought up again, however often the texts are compared."""
    return _settled(found, "dismiss", by, at)


def _settled(found: Resemblance, verb: str, by: Actor, at: datetime) -> Resemblance:
    found = _told(found, by, at)
    if not may_settle(found, by):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": LEAD.label})
    found.state = FLOW.after(verb, found.state)
    found.settled_on, found.settled_by = localdate(at), by.name
    found.save()
    event = {"close": "overlap.closed", "dismiss": "overlap.dismissed"}[verb]
    book.record(event, of=found.own_ref, unit_path=found.unit_path, by=by, at=at)
    return found


def _told(found: Resemblance, by: Actor, at: datetime) -> Resemblance:
    """The record, locked, as it may be told to this actor. Raises NotAllowed where it may not."""
    seen = queries.one_told(found.code, by, localdate(at))
    if seen is None:
        raise NotAllowed(_("没有找到。"))
    return Resemblance.objects.select_for_update(of=("self",)).get(pk=found.pk)


def may_explain(found: Resemblance, by: Actor) -> bool:
    """The author of a personal text; of a unit's text whoever answers for that unit."""
    return (
        found.is_author(by) if found.is_personal else by.may_at(ANSWER, by.own_path) and found.unit_path in by.own_paths
    )


def may_settle(found: Resemblance, by: Actor) -> bool:
    """Of a personal text the head of exactly that unit, never the author himself; of a unit's text its head."""
    return by.may_at(LEAD, by.own_path) and found.unit_path in by.own_paths and not found.is_author(by)
