"""给程序看的诉求: which ones exist for a program of another house, and by which steps they went; no words, no names.

Not there are those that accuse somebody, whatever is confidential, and whatever is about a child (ADR 0067). A step is a
code and a moment: who did it and what was written stay in the journal.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.terms import VERBS, VIEW
from lianxin.work.publishing.georeport import KINDS

OF = "concern:"
#: code of the step → its words; the code is the verb of the event
STEPS: dict[str, str | Promise] = {
    "registered": _("登记"), "imported": _("从台账导入"), "classified": VERBS["classify"], "declined": VERBS["decline"],
    "assigned": VERBS["assign"], "acknowledged": VERBS["acknowledge"], "sent_back": VERBS["send_back"],
    "extended": VERBS["extend"], "replied": VERBS["reply"], "closed": VERBS["close"], "reopened": VERBS["reopen"],
    "voided": VERBS["void"], "reclassified": VERBS["reclassify"], "reassigned": VERBS["reassign"], "merged": VERBS["merge"],
    "unmerged": VERBS["unmerge"], "paused": VERBS["pause"], "resumed": VERBS["resume"], "settled": VERBS["settle"],
    "due_recomputed": _("期限因放假调整"),
}  # fmt: skip
EVENTS = {f"concern.{code}": code for code in STEPS}


def is_open_to_programs(concern: Concern) -> bool:
    """The same rule as `told`, asked of one, without asking who reads."""
    return concern.kind in KINDS and not concern.is_confidential and not concern.minor


def told(by: Actor) -> ConcernQuerySet:
    """Those that there are for a program that stands in a unit."""
    found: Any = Concern.objects.reachable(by=by, to=VIEW)
    narrowed: ConcernQuerySet = found.filter(kind__in=KINDS, is_confidential=False, minor="")
    return narrowed


def changed(found: ConcernQuerySet, since: datetime) -> ConcernQuerySet:
    """Those that went a step since then; the journal is asked from about that moment on, not read through."""
    entries = book.newer(book.last_number(before=since), EVENTS, since).filter(of__startswith=OF)
    codes = entries.order_by().annotate(code=Substr("of", len(OF) + 1)).values("code")
    return found.filter(code__in=codes)


def steps(concern: Concern) -> list[tuple[str, datetime]]:
    """By which steps it went, and when."""
    return in_order(book.story(concern.ref).filter(event__in=EVENTS).values_list("event", "at"))


def in_order(rows: Iterable[tuple[str, datetime]]) -> list[tuple[str, datetime]]:
    return [(EVENTS[event], at) for event, at in rows]
