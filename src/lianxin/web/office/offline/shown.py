"""离线记录怎样显示: the words of a parcel's line, where it leads, who may do what with it."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Parcel
from lianxin.work.offline.terms import ParcelState

TONES = {
    ParcelState.HELD: "doing",
    ParcelState.TO_CHECK: "late",
    ParcelState.APPLIED: "done",
    ParcelState.SET_ASIDE: "quiet",
}
PAGES = {
    "visit": "visits:visit",
    "concern": "concerns:detail",
    "writing": "writings:writing",
    "inspection": "circulars:inspection",
}


@dataclass(frozen=True)
class Line:
    """一行: the parcel, the word of its form, the tone of its state, the page of what it became, whether it is one's own."""

    parcel: Parcel
    word: str | Promise
    tone: str
    made_url: str
    is_own: bool


def line(parcel: Parcel, actor: Actor) -> Line:
    """A parcel as a line of a list."""
    form = KINDS.get(parcel.kind)
    is_own = parcel.person_id == actor.person_id
    return Line(
        parcel, form.label if form else _("打不开"), TONES[ParcelState(parcel.state)],
        made_url(parcel.made) if is_own else "", is_own,
    )  # fmt: skip


def made_url(ref: str) -> str:
    """The page of what a parcel became; empty where there is none. Its own room decides who may see it."""
    name, _colon, code = ref.partition(":")
    try:
        return reverse(PAGES[name], args=[code])
    except (KeyError, NoReverseMatch):
        return ""


def initial(values: Any) -> dict[str, str]:
    """What was written on the phone, as a form shows it: what no screen can show is left out."""
    texts = {name: text for name, text in dict(values or {}).items() if isinstance(text, str)}
    return {
        name: "".join(char for char in text if char.isprintable() or char in "\r\n") for name, text in texts.items()
    }
