"""整改页面上显示的: figures that open, a row of the ledger, the rounds of an item, its next deeds."""

from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.permissions import Actor
from lianxin.pure.vague import vague_amounts
from lianxin.web.office.rectification import ledger
from lianxin.work.rectification.models import Rectification, RectificationRound
from lianxin.work.rectification.queries import Standing, present, standing
from lianxin.work.rectification.terms import FLOW, PERMISSION_OF, VERBS

CODES = ("rectification.issued", "rectification.in_progress", "rectification.overdue", "rectification.signed_off",
         "rectification.on_time_rate", "rectification.told")  # fmt: skip
TALK_CODES = ("talk.held", "talk.open")


@dataclass(frozen=True)
class Row:
    """台账的一行 on the page."""

    item: Rectification
    source: str
    owner: str
    limit: str
    limit_more: str
    progress: str
    feedback: str
    standing: Standing


def row(item: Rectification, today: date) -> Row:
    """The item as a row."""
    return Row(
        item, ledger.source(item), ledger.owner(item), ledger.limit(item), ledger.limit_more(item),
        ledger.progress(item), ledger.feedback(item), standing(item, today),
    )  # fmt: skip


@dataclass(frozen=True)
class Round:
    """一轮 on the page: what was said, with amounts that nobody can count named beside it (M203)."""

    round: RectificationRound
    uncountable: tuple[str, ...]
    ratings: tuple[str, ...]


def rounds(item: Rectification) -> list[Round]:
    """The rounds of an item, the latest first; its rounds and ratings were fetched with it."""
    ratings = list(item.ratings.all())
    return [
        Round(
            one, tuple(dict.fromkeys(fault.words for fault in vague_amounts(one.report))),
            tuple(_said(rating.get_rating_display(), rating.words) for rating in ratings if rating.number == one.number),
        )
        for one in sorted(item.rounds.all(), key=lambda one: -one.number)
    ]  # fmt: skip


def _said(rating: object, words: str) -> str:
    return f"{rating}：{words}" if words else str(rating)


@dataclass(frozen=True)
class Deed:
    """下一步: its verb and word."""

    verb: str
    word: object

    @property
    def is_rare(self) -> bool:
        """Whether it is no step forward: more time, or taking the item back."""
        return self.verb in {"extend", "withdraw"}


def deeds(item: Rectification, by: Actor) -> list[Deed]:
    """What this actor may do with it now, as the table of moves says; who reported it done does not check it himself."""
    now = present(item)
    found = []
    for verb in FLOW.open_to(item.status):
        permission = PERMISSION_OF.get(verb)
        if permission is None or not by.may(permission, item):
            continue
        if verb in ("sign_off", "send_back") and now is not None and now.reported_by_ref == by.ref:
            continue
        if verb == "extend" and item.extended_on is not None:
            continue
        found.append(Deed(verb, VERBS[verb]))
    return sorted(found, key=lambda deed: ORDER.index(deed.verb))


ORDER = ("sign_off", "report", "begin_again", "tell", "send_back", "hear", "note_progress", "extend", "withdraw")
