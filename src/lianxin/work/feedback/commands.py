"""意见建议的事项: to say what is wrong with the system; every user may."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import problems
from lianxin.work.feedback.models import Feedback
from lianxin.work.feedback.terms import About


class Unfit(problems.Unfit):
    """不合条件: the sentence says what to do."""


@transaction.atomic
def say(
    *, text: str, about: str, by: Actor, at: datetime, unit: Unit | None = None, with_name: bool = True, entry_key: str = ""
) -> Feedback:  # fmt: skip
    """提意见建议: every user may; without the name neither the record nor the journal keeps who it was."""
    if not text.strip():
        raise Unfit(_("请写明意见或建议。"))
    if entry_key and (known := Feedback.objects.filter(entry_key=entry_key).first()):
        return known
    feedback = Feedback.objects.create(
        text=text.strip(), about=about, unit_path=by.own_path, unit_name=unit.name if unit else "",
        by_name=by.name if with_name else "", at=at, entry_key=entry_key or None,
    )  # fmt: skip
    doer = by if with_name else Actor(ref="user", name="", post="")
    book.record(
        "feedback.said", of=feedback.ref, unit_path=feedback.unit_path, by=doer, at=at, about=About(about).label
    )
    return feedback
